using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace IncidentBot.Subscriptions.Webhooks;

/// <summary>Lets a receiver check that a call is ours and recent: HMAC-SHA256 over version, time and body, keyed with the secret that was shown once.</summary>
internal static class WebhookSignature
{
    /// <summary>Unix seconds at which the call was signed; a receiver should refuse a call older than five minutes.</summary>
    public const string TimestampHeader = "X-IncidentBot-Timestamp";

    /// <summary><c>v1=</c> and 64 hexadecimal digits.</summary>
    public const string SignatureHeader = "X-IncidentBot-Signature";

    /// <summary>The same in each attempt of one delivery.</summary>
    public const string DeliveryHeader = "X-IncidentBot-Delivery";

    public static string Timestamp(Instant now) => now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    public static string Sign(string secret, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.ASCII.GetBytes(secret));
        hash.AppendData(Encoding.ASCII.GetBytes($"v1:{timestamp}:"));
        hash.AppendData(body);
        return "v1=" + Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
