using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace IncidentBot.StatusPage;

/// <summary>
/// A body anybody may read and keep for a moment. The tag is the body's own hash: a reader who asks again learns in a few bytes
/// that nothing changed, and what is published shows within seconds everywhere.
/// </summary>
internal sealed class PublicAnswer(byte[] body, string contentType) : IResult
{
    public int StatusCode { get; init; } = StatusCodes.Status200OK;

    public TimeSpan MaxAge { get; init; } = TimeSpan.FromSeconds(5);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16))}\"");
        response.Headers.CacheControl = FormattableString.Invariant($"public, max-age={(int)MaxAge.TotalSeconds}");
        response.GetTypedHeaders().ETag = tag;
        if (StatusCode == StatusCodes.Status200OK && request.GetTypedHeaders().IfNoneMatch.Any(known => Matches(known, tag)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.StatusCode = StatusCode;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(request.Method))
            await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }

    private static bool Matches(EntityTagHeaderValue known, EntityTagHeaderValue tag) =>
        known == EntityTagHeaderValue.Any || known.Compare(tag, useStrongComparison: false);
}
