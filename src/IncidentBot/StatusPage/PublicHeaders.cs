namespace IncidentBot.StatusPage;

/// <summary>What every public answer carries, so that nothing in it can ever run, be framed or leak where a reader came from.</summary>
internal sealed class PublicHeaders(string? allowedOrigin = null) : IEndpointFilter
{
    private const string ContentPolicy =
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var headers = context.HttpContext.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        if (allowedOrigin is not null)
            headers.AccessControlAllowOrigin = allowedOrigin;
        return next(context);
    }
}
