using Microsoft.AspNetCore.Http.Features;

namespace IncidentBot.Subscriptions.Pages;

/// <summary>Reads a form that any client may send.</summary>
internal static class FormFields
{
    private const int Longest = 16_384;

    private static readonly FormOptions Limits = new()
    {
        BufferBodyLengthLimit = Longest,
        MultipartBodyLengthLimit = Longest,
        KeyLengthLimit = 100,
        ValueLengthLimit = 4_096,
        ValueCountLimit = 500,
        MultipartHeadersCountLimit = 8,
    };

    /// <returns>Null when it is no form, too large, or comes from a page of another site.</returns>
    public static async Task<IFormCollection?> ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        // A page of another site must not subscribe its readers.
        if (context.Request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" || !context.Request.HasFormContentType)
            return null;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = Longest;
        try
        {
            return await context.Request.ReadFormAsync(Limits, cancellationToken);
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }
}
