using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace IncidentBot.StatusPage.Serving;

/// <summary>
/// A public response, built once and sent many times. The entity tag is a hash of the body, so a conditional request for an unchanged body gets 304.
/// </summary>
internal sealed class PublicAnswer : IResult
{
    // A smaller body fits into one packet without compression.
    private const int WorthCompressing = 1024;

    private static readonly StringValues ByEncoding = HeaderNames.AcceptEncoding;

    private readonly byte[] _body;
    private readonly string _tag;
    private readonly StringValues _contentType;
    private readonly Lazy<(byte[] Body, StringValues Tag)> _brotli;
    private readonly Lazy<(byte[] Body, StringValues Tag)> _gzip;

    /// <param name="body">The bytes; the caller must not change them any more.</param>
    /// <param name="contentType">The media type with its charset.</param>
    public PublicAnswer(byte[] body, string contentType)
    {
        (_body, _contentType) = (body, contentType);
        _tag = Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16));
        PlainTag = $"\"{_tag}\"";
        _brotli = new(() => (Compress(inner => new BrotliStream(inner, new BrotliCompressionOptions { Quality = 5 })), $"\"{_tag}-br\""));
        _gzip = new(() => (Compress(inner => new GZipStream(inner, CompressionLevel.Optimal)), $"\"{_tag}-gz\""));
    }

    public int StatusCode { get; init; } = StatusCodes.Status200OK;

    public StringValues CacheControl { get; init; } = PublicCaching.Short;

    /// <summary>The size in memory.</summary>
    public int Length => _body.Length;

    public ReadOnlyMemory<byte> Body => _body;

    private StringValues PlainTag { get; }

    public Task ExecuteAsync(HttpContext httpContext) => SendAsync(httpContext);

    public Task SendAsync(HttpContext http)
    {
        var (request, response) = (http.Request, http.Response);
        var headers = response.Headers;
        var (bytes, entity) = (_body, PlainTag);
        if (_body.Length >= WorthCompressing)
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
        headers.ContentType = _contentType;
        headers.ContentLength = bytes.Length;
        return HttpMethods.IsHead(request.Method) ? Task.CompletedTask : response.Body.WriteAsync(bytes, http.RequestAborted).AsTask();
    }

    private (byte[] Body, StringValues Tag) Choose(IHeaderDictionary headers, StringValues accepted)
    {
        if (!StringWithQualityHeaderValue.TryParseList(accepted, out var encodings))
            return (_body, PlainTag);
        foreach (var (name, form) in new[] { ("br", _brotli), ("gzip", _gzip) })
        {
            if (!encodings.Any(encoding => encoding.Quality is not 0 && encoding.Value.Equals(name, StringComparison.OrdinalIgnoreCase)))
                continue;
            headers.ContentEncoding = name;
            return form.Value;
        }

        return (_body, PlainTag);
    }

    // The tags of the plain and the compressed forms all match.
    private bool IsKnown(StringValues known) =>
        EntityTagHeaderValue.TryParseList(known, out var tags)
        && tags.Any(candidate => candidate == EntityTagHeaderValue.Any
            || candidate.Tag.AsSpan().Trim('"') is var text && text.StartsWith(_tag, StringComparison.Ordinal) && text[_tag.Length..] is "" or "-br" or "-gz");

    private byte[] Compress(Func<Stream, Stream> wrap)
    {
        using var compressed = new MemoryStream();
        using (var stream = wrap(compressed))
            stream.Write(_body);
        return compressed.ToArray();
    }
}

/// <summary>The values of Cache-Control.</summary>
internal static class PublicCaching
{
    /// <summary>For content that changes with the next update: 30 seconds.</summary>
    public static readonly StringValues Short = "public, max-age=30, stale-while-revalidate=60";

    /// <summary>For content that may change at any time, such as a 404 or a stale page: 5 seconds.</summary>
    public static readonly StringValues VeryShort = "public, max-age=5";

    /// <summary>For content whose address contains its hash: a year.</summary>
    public static readonly StringValues Immutable = "public, max-age=31536000, immutable";
}
