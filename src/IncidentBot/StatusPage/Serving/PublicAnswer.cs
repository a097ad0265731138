using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace IncidentBot.StatusPage.Serving;

/// <summary>
/// A body anybody may read and keep for a moment, made once and sent many times. The tag is the body's own hash: a reader who asks again learns in a
/// few bytes that nothing changed.
/// </summary>
internal sealed class PublicAnswer : IResult
{
    // Below this a compressed body saves no packet.
    private const int WorthCompressing = 1024;

    private static readonly StringValues ByEncoding = HeaderNames.AcceptEncoding;

    private readonly byte[] body;
    private readonly string tag;
    private readonly StringValues contentType;
    private readonly Lazy<(byte[] Body, StringValues Tag)> brotli;
    private readonly Lazy<(byte[] Body, StringValues Tag)> gzip;

    /// <param name="body">Not to be written to any more.</param>
    /// <param name="contentType">With its charset.</param>
    public PublicAnswer(byte[] body, string contentType)
    {
        (this.body, this.contentType) = (body, contentType);
        tag = Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16));
        PlainTag = $"\"{tag}\"";
        brotli = new(() => (Compress(inner => new BrotliStream(inner, new BrotliCompressionOptions { Quality = 5 })), $"\"{tag}-br\""));
        gzip = new(() => (Compress(inner => new GZipStream(inner, CompressionLevel.Optimal)), $"\"{tag}-gz\""));
    }

    public int StatusCode { get; init; } = StatusCodes.Status200OK;

    public StringValues CacheControl { get; init; } = PublicCaching.Moment;

    /// <summary>How much it takes in memory.</summary>
    public int Length => body.Length;

    public ReadOnlyMemory<byte> Body => body;

    private StringValues PlainTag { get; }

    public Task ExecuteAsync(HttpContext httpContext) => SendAsync(httpContext);

    public Task SendAsync(HttpContext http)
    {
        var (request, response) = (http.Request, http.Response);
        var headers = response.Headers;
        var (bytes, entity) = (body, PlainTag);
        if (body.Length >= WorthCompressing)
        {
            headers.Vary = ByEncoding;
            var accepted = request.Headers.AcceptEncoding;
            if (accepted.Count > 0)
                (bytes, entity) = Choose(headers, accepted);
        }

        headers.CacheControl = CacheControl;
        headers.ETag = entity;
        if (StatusCode == StatusCodes.Status200OK && request.Headers.IfNoneMatch is { Count: > 0 } known && IsKnown(known))
        {
            headers.ContentEncoding = default;
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.StatusCode = StatusCode;
        headers.ContentType = contentType;
        headers.ContentLength = bytes.Length;
        return HttpMethods.IsHead(request.Method) ? Task.CompletedTask : response.Body.WriteAsync(bytes, http.RequestAborted).AsTask();
    }

    private (byte[] Body, StringValues Tag) Choose(IHeaderDictionary headers, StringValues accepted)
    {
        if (!StringWithQualityHeaderValue.TryParseList(accepted, out var encodings))
            return (body, PlainTag);
        foreach (var (name, form) in new[] { ("br", brotli), ("gzip", gzip) })
        {
            if (!encodings.Any(encoding => encoding.Quality is not 0 && encoding.Value.Equals(name, StringComparison.OrdinalIgnoreCase)))
                continue;
            headers.ContentEncoding = name;
            return form.Value;
        }

        return (body, PlainTag);
    }

    // Whatever form the reader has of it, it is the same words.
    private bool IsKnown(StringValues known) =>
        EntityTagHeaderValue.TryParseList(known, out var tags)
        && tags.Any(candidate => candidate == EntityTagHeaderValue.Any
            || candidate.Tag.AsSpan().Trim('"') is var text && text.StartsWith(tag, StringComparison.Ordinal) && text[tag.Length..] is "" or "-br" or "-gz");

    private byte[] Compress(Func<Stream, Stream> wrap)
    {
        using var compressed = new MemoryStream();
        using (var stream = wrap(compressed))
            stream.Write(body);
        return compressed.ToArray();
    }
}

/// <summary>For how long others may keep what we say.</summary>
internal static class PublicCaching
{
    /// <summary>What changes with the next update.</summary>
    public static readonly StringValues Moment = "public, max-age=30, stale-while-revalidate=60";

    /// <summary>What is about to be different: an address where there is nothing yet, a state that we could not look at again.</summary>
    public static readonly StringValues Hardly = "public, max-age=5";

    /// <summary>What its own address names.</summary>
    public static readonly StringValues Good = "public, max-age=31536000, immutable";
}
