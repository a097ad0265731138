using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace IncidentBot.SlackEmulator;

/// <summary>
/// Raw requests as Slack sends them, and as an attacker might. A request may have no signature, a body changed after signing, a signature with
/// another time or secret, or may be sent twice.
/// </summary>
public sealed class SlackRequests(string signingSecret)
{
    /// <summary>The media type of commands and interactions.</summary>
    public const string Form = "application/x-www-form-urlencoded";

    /// <summary>The media type of events.</summary>
    public const string JsonType = "application/json";

    /// <summary>A request signed at the present time.</summary>
    public HttpRequestMessage Signed(Uri url, byte[] body, string contentType, DateTimeOffset at)
    {
        var timestamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = Unsigned(url, body, contentType);
        request.Headers.TryAddWithoutValidation("X-Slack-Request-Timestamp", timestamp);
        request.Headers.TryAddWithoutValidation("X-Slack-Signature", Sign(timestamp, body));
        return request;
    }

    /// <summary>A request signed at the present time, with a text body.</summary>
    public HttpRequestMessage Signed(Uri url, string body, string contentType, DateTimeOffset at) => Signed(url, Encoding.UTF8.GetBytes(body), contentType, at);

    /// <summary>A request without signature and timestamp.</summary>
    public static HttpRequestMessage Unsigned(Uri url, byte[] body, string contentType)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
    }

    /// <summary>A request with the signature of another body.</summary>
    public HttpRequestMessage Tampered(Uri url, byte[] signedBody, byte[] sentBody, string contentType, DateTimeOffset at)
    {
        var request = Signed(url, signedBody, contentType, at);
        request.Content = Unsigned(url, sentBody, contentType).Content;
        return request;
    }

    /// <summary>The value of the signature header: <c>v0=</c> and 64 hexadecimal digits.</summary>
    public string Sign(string timestamp, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"v0:{timestamp}:"), .. body];
        return $"v0={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(signingSecret), signed))}";
    }

    /// <summary>The fields as a form body.</summary>
    public static string FormBody(IEnumerable<KeyValuePair<string, string>> fields) =>
        string.Join('&', fields.Select(field => $"{Escape(field.Key)}={Escape(field.Value)}"));

    private static string Escape(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);
}
