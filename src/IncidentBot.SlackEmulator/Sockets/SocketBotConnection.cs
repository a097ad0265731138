using System.Text.Json.Nodes;

namespace IncidentBot.SlackEmulator;

/// <summary>Connects to the bot over Socket Mode: nothing is signed, and everything is sent over connections that the bot opened.</summary>
internal sealed class SocketBotConnection(SlackSockets sockets, Uri slackBaseUrl) : IBotConnection
{
    public string ResponseUrl(string id) => new Uri(slackBaseUrl, $"/response/{id}").ToString();

    public Task<BotAnswer> SendCommandAsync(IReadOnlyDictionary<string, string> fields, CancellationToken cancellationToken)
    {
        var payload = new JsonObject();
        foreach (var (name, value) in fields)
            payload[name] = value;
        return sockets.SendAsync("slash_commands", payload, answerable: true, retry: null, cancellationToken);
    }

    public Task<BotAnswer> SendInteractionAsync(JsonObject payload, CancellationToken cancellationToken) =>
        sockets.SendAsync("interactive", payload, answerable: true, retry: null, cancellationToken);

    public Task<BotAnswer> SendOptionsAsync(JsonObject payload, CancellationToken cancellationToken) =>
        sockets.SendAsync("interactive", payload, answerable: true, retry: null, cancellationToken);

    public async Task<BotAnswer> SendEventAsync(string body, int attempt, string reason, CancellationToken cancellationToken)
    {
        await sockets.ConnectedAsync(cancellationToken);
        return await sockets.SendAsync("events_api", JsonNode.Parse(body)!, answerable: false, (attempt, reason), cancellationToken);
    }

    public void Dispose()
    {
    }
}
