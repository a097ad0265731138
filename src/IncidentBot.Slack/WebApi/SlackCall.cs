using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace IncidentBot.Slack.WebApi;

/// <summary>One request to the Web API.</summary>
internal sealed record SlackCall(string Method, string? Channel, ReadOnlyMemory<byte> Body, string ContentType)
{
    /// <summary>Whether it uses the app token instead of the bot token.</summary>
    public bool UsesAppToken { get; init; }

    /// <summary>Recognizes a response with <c>ok: false</c> that still has the result.</summary>
    public Func<JsonElement, bool> CountsAsAnswer { get; init; } = _ => false;

    // Slack warns about a JSON body without a charset and about a form body with one.
    public static SlackCall Json(string method, string? channel, Action<Utf8JsonWriter> writeMembers) =>
        new(method, channel, SlackJson.Bytes(writeMembers), "application/json; charset=utf-8");

    public static SlackCall Form(string method, params IReadOnlyList<(string Name, string? Value)> fields) =>
        new(
            method,
            null,
            Encoding.UTF8.GetBytes(string.Join('&', fields
                .Where(field => field.Value is not null)
                .Select(field => $"{WebUtility.UrlEncode(field.Name)}={WebUtility.UrlEncode(field.Value)}"))),
            "application/x-www-form-urlencoded");
}

/// <summary>A body that records whether any of it was passed to the network: before that the call cannot have had an effect.</summary>
internal sealed class WatchedContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> _body;

    public WatchedContent(SlackCall call)
    {
        _body = call.Body;
        Headers.ContentType = MediaTypeHeaderValue.Parse(call.ContentType);
    }

    public bool WasSent { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        WasSent = true;
        await stream.WriteAsync(_body, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
