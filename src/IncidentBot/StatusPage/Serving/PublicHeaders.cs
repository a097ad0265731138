using Microsoft.Extensions.Primitives;

namespace IncidentBot.StatusPage.Serving;

/// <summary>The security headers of every response: only the script of this server runs, no framing, and no referrer.</summary>
internal static class PublicHeaders
{
    private static readonly StringValues NoSniff = "nosniff";
    private static readonly StringValues NoReferrer = "no-referrer";

    private static readonly StringValues ContentPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static void Set(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = NoSniff;
        headers["Referrer-Policy"] = NoReferrer;
    }
}
