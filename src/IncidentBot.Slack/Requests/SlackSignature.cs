using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IncidentBot.Slack.Requests;

/// <summary>The result of a signature check.</summary>
public enum SignatureVerdict
{
    /// <summary>The signature is valid and recent.</summary>
    Valid,

    /// <summary>A signature header is missing or empty.</summary>
    MissingHeader,

    /// <summary>The timestamp is not a plain decimal integer.</summary>
    BadTimestamp,

    /// <summary>The timestamp is more than <see cref="SlackSignature.MaxAgeSeconds"/> in the past or future.</summary>
    Stale,

    /// <summary>No secret produces this signature for this body and timestamp.</summary>
    Mismatch,
}

/// <summary>Slack's request signing, version 0: an HMAC-SHA256 over the timestamp header and the raw body.</summary>
/// <remarks>See https://docs.slack.dev/authentication/verifying-requests-from-slack.</remarks>
public static class SlackSignature
{
    /// <summary>The signature header.</summary>
    public const string SignatureHeader = "X-Slack-Signature";

    /// <summary>The header with the Unix time in seconds.</summary>
    public const string TimestampHeader = "X-Slack-Request-Timestamp";

    /// <summary>The maximum difference between a timestamp and now, in either direction, inclusive.</summary>
    public const int MaxAgeSeconds = 300;

    /// <summary>Checks a request before any of it is parsed.</summary>
    /// <param name="secrets">All valid secrets; several while a secret is being replaced. An empty one never matches.</param>
    /// <param name="timestamp">The timestamp header as received.</param>
    /// <param name="signature">The signature header as received.</param>
    /// <param name="body">The raw body bytes, not re-encoded.</param>
    /// <param name="now">The current instant.</param>
    public static SignatureVerdict Verify(
        IReadOnlyList<string> secrets, string? timestamp, string? signature, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(timestamp) || string.IsNullOrEmpty(signature))
            return SignatureVerdict.MissingHeader;

        if (timestamp.AsSpan().ContainsAnyExceptInRange('0', '9')
            || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return SignatureVerdict.BadTimestamp;

        if (Math.Abs(now.ToUnixTimeSeconds() - seconds) > MaxAgeSeconds)
            return SignatureVerdict.Stale;

        // Every secret is tried even after a match, so that the duration does not reveal which one is in use.
        var given = Encoding.UTF8.GetBytes(signature);
        var matches = false;
        foreach (var secret in secrets.Where(secret => secret.Length > 0))
            matches |= CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Compute(secret, timestamp, body)), given);

        return matches ? SignatureVerdict.Valid : SignatureVerdict.Mismatch;
    }

    /// <summary>The signature header that Slack would send for this body at this Unix time in seconds.</summary>
    public static string Sign(string secret, long timestamp, ReadOnlySpan<byte> body) =>
        Compute(secret, timestamp.ToString(CultureInfo.InvariantCulture), body);

    private static string Compute(string secret, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.ASCII.GetBytes($"v0:{timestamp}:"));
        hmac.AppendData(body);

        return $"v0={Convert.ToHexStringLower(hmac.GetHashAndReset())}";
    }
}
