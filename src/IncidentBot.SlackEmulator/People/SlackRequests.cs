using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace IncidentBot.SlackEmulator;

/// <summary>
/// Raw requests as Slack sends them, and as somebody who is not Slack might: leave out the signature, change the body after signing,
/// sign with another time or secret, send the same one twice.
/// </summary>
public sealed class SlackRequests(string signingSecret)
{
    /// <summary>The media type of commands and interactions.</summary>
    public const string Form = "application/x-www-form-urlencoded";

    /// <summary>The media type of events.</summary>
    public const string JsonType = "application/json";

    /// <summary>A request signed at this moment.</summary>
    public HttpRequestMessage Signed(Uri url, byte[] body, string contentType, DateTimeOffset at)
    {
        var timestamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = Unsigned(url, body, contentType);
        request.Headers.TryAddWithoutValidation("X-Slack-Request-Timestamp", timestamp);
        request.Headers.TryAddWithoutValidation("X-Slack-Signature", Sign(timestamp, body));
        return request;
    }

    /// <summary>A request signed at this moment, with text for a body.</summary>
    public HttpRequestMessage Signed(Uri url, string body, string contentType, DateTimeOffset at) => Signed(url, Encoding.UTF8.GetBytes(body), contentType, at);

    /// <summary>A request without signature and time.</summary>
    public static HttpRequestMessage Unsigned(Uri url, byte[] body, string contentType)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
    }

    /// <summary>A request signed for one body that carries another.</summary>
    public HttpRequestMessage Tampered(Uri url, byte[] signedBody, byte[] sentBody, string contentType, DateTimeOffset at)
    {
        var request = Signed(url, signedBody, contentType, at);
        request.Content = Unsigned(url, sentBody, contentType).Content;
        return request;
    }

    /// <summary>The signature header's value: <c>v0=</c> and 64 hexadecimal digits.</summary>
    public string Sign(string timestamp, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"v0:{timestamp}:"), .. body];
        return $"v0={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(signingSecret), signed))}";
    }

    /// <summary>Fields as a form body.</summary>
    public static string FormBody(IEnumerable<KeyValuePair<string, string>> fields) =>
        string.Join('&', fields.Select(field => $"{Escape(field.Key)}={Escape(field.Value)}"));

    private static string Escape(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);
}
