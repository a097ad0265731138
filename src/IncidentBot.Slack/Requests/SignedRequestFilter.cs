using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IncidentBot.Slack.Requests;

/// <summary>The body of a request with a valid signature; read it with <c>HttpContext.Features.Get&lt;SignedBody&gt;()</c>.</summary>
/// <param name="Bytes">The raw body, valid UTF-8.</param>
/// <param name="Signature">The signature header; the same bytes sent again within the same second have the same signature.</param>
/// <param name="Timestamp">When Slack signed it, Unix seconds.</param>
public sealed record SignedBody(ReadOnlyMemory<byte> Bytes, string Signature, long Timestamp);

/// <summary>Passes only requests that Slack has signed to a handler.</summary>
/// <remarks>
/// Endpoint filters run after parameter binding. A handler behind this filter must therefore bind no form and no body: it would read unverified data
/// and leave none for verification.
/// </remarks>
public sealed partial class SignedRequestFilter(
    SlackRequestOptions options, TimeProvider clock, ILogger<SignedRequestFilter> logger) : IEndpointFilter
{
    private static readonly long LatestMoment = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>Responds with 413, 401 or 400 and an empty body, or adds a <see cref="SignedBody"/> and continues.</summary>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var (body, failure) = await ReadAsync(http.Request, http.RequestAborted);
        if (failure != 0)
            return Refuse(failure);

        var timestamp = http.Request.Headers[SlackSignature.TimestampHeader].ToString();
        var signature = http.Request.Headers[SlackSignature.SignatureHeader].ToString();
        var verdict = SlackSignature.Verify(options.SigningSecrets, timestamp, signature, body.Span, clock.GetUtcNow());

        // Slack's certificate check changes nothing and may be unsigned.
        if (verdict is SignatureVerdict.Valid or SignatureVerdict.MissingHeader && IsCertificateProbe(http.Request, body))
            return TypedResults.Ok();

        if (verdict != SignatureVerdict.Valid)
        {
            if (verdict == SignatureVerdict.Stale && AgeOfSigned(timestamp, signature, body.Span) is { } age)
                Log.ClockDiffers(logger, http.Request.Path, age.TotalSeconds);
            else
                Log.SignatureRefused(logger, http.Request.Path, verdict);
            return TypedResults.StatusCode(StatusCodes.Status401Unauthorized);
        }

        if (!Utf8.IsValid(body.Span))
            return Refuse(StatusCodes.Status400BadRequest);

        http.Features.Set(new SignedBody(body, signature, long.Parse(timestamp, System.Globalization.CultureInfo.InvariantCulture)));
        return await next(context);

        IResult Refuse(int status)
        {
            Log.BodyRefused(logger, http.Request.Path, status);
            return TypedResults.StatusCode(status);
        }
    }

    // Null when Slack did not sign it: an unsigned request must not make an operator check the clock.
    private TimeSpan? AgeOfSigned(string timestamp, string signature, ReadOnlySpan<byte> body)
    {
        var seconds = long.Parse(timestamp, System.Globalization.CultureInfo.InvariantCulture);
        if (seconds > LatestMoment)
            return null;
        var at = DateTimeOffset.FromUnixTimeSeconds(seconds);
        return SlackSignature.Verify(options.SigningSecrets, timestamp, signature, body, at) == SignatureVerdict.Valid ? clock.GetUtcNow() - at : null;
    }

    private async Task<(ReadOnlyMemory<byte> Body, int Failure)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > options.MaxBodyBytes)
            return (default, StatusCodes.Status413PayloadTooLarge);

        using var body = new MemoryStream((int)(request.ContentLength ?? 0));
        var buffer = new byte[16 * 1024];
        try
        {
            for (int read; (read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                if (body.Length + read > options.MaxBodyBytes)
                    return (default, StatusCodes.Status413PayloadTooLarge);
                body.Write(buffer, 0, read);
            }
        }
        catch (BadHttpRequestException malformed)
        {
            return (default, malformed.StatusCode);
        }

        return (body.ToArray(), 0);
    }

    private static bool IsCertificateProbe(HttpRequest request, ReadOnlyMemory<byte> body) =>
        request.HasFormContentType && body.Length <= 4096
        && FormBody.TryParse(body.Span, out var form) && form.GetValueOrDefault("ssl_check") == "1";

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A request to {Path} was refused because of its signature: {Verdict}")]
        public static partial void SignatureRefused(ILogger logger, string path, SignatureVerdict verdict);

        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "A request from Slack to {Path} was refused because it was signed {Seconds:0} seconds ago "
            + "by this machine's clock (in the future, if negative). Unless the request was delayed, this clock is wrong: synchronize it by NTP")]
        public static partial void ClockDiffers(ILogger logger, string path, double seconds);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A request to {Path} was refused because of its body, with status {Status}")]
        public static partial void BodyRefused(ILogger logger, string path, int status);
    }
}
