using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IncidentBot.Slack.Requests;

/// <summary>What the check of a request's signature found.</summary>
public enum SignatureVerdict
{
    /// <summary>Signed with one of the secrets, and recent.</summary>
    Valid,

    /// <summary>A signature header is missing or empty.</summary>
    MissingHeader,

    /// <summary>The timestamp is not a plain decimal integer.</summary>
    BadTimestamp,

    /// <summary>The timestamp lies more than <see cref="SlackSignature.MaxAgeSeconds"/> from now, in either direction.</summary>
    Stale,

    /// <summary>No secret yields this signature for this body and timestamp.</summary>
    Mismatch,
}

/// <summary>Slack's request signing, version 0: an HMAC-SHA256 over the timestamp header and the raw body.</summary>
/// <remarks>See https://docs.slack.dev/authentication/verifying-requests-from-slack.</remarks>
public static class SlackSignature
{
    /// <summary>The header that carries the signature.</summary>
    public const string SignatureHeader = "X-Slack-Signature";

    /// <summary>The header that carries the Unix time in seconds.</summary>
    public const string TimestampHeader = "X-Slack-Request-Timestamp";

    /// <summary>How far from now a timestamp may lie, both ways; exactly this far is still accepted.</summary>
    public const int MaxAgeSeconds = 300;

    /// <summary>Checks a request before anything of it is parsed.</summary>
    /// <param name="secrets">Every secret in force; more than one while a secret is being replaced. An empty one never matches.</param>
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

        // Every secret is tried even after a match, so that the time taken does not tell which one is in use.
        var given = Encoding.UTF8.GetBytes(signature);
        var matches = false;
        foreach (var secret in secrets.Where(secret => secret.Length > 0))
            matches |= CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Compute(secret, timestamp, body)), given);

        return matches ? SignatureVerdict.Valid : SignatureVerdict.Mismatch;
    }

    /// <summary>The signature header Slack would send for this body at this Unix time in seconds.</summary>
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
