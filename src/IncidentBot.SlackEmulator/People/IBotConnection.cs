using System.Text.Json.Nodes;

namespace IncidentBot.SlackEmulator;

/// <summary>The connection from Slack to the bot, over HTTP or Socket Mode.</summary>
internal interface IBotConnection : IDisposable
{
    /// <summary>The response URL with this ID.</summary>
    string ResponseUrl(string id);

    Task<BotAnswer> SendCommandAsync(IReadOnlyDictionary<string, string> fields, CancellationToken cancellationToken);

    Task<BotAnswer> SendInteractionAsync(JsonObject payload, CancellationToken cancellationToken);

    Task<BotAnswer> SendOptionsAsync(JsonObject payload, CancellationToken cancellationToken);

    /// <param name="body">The event's envelope.</param>
    /// <param name="attempt">0 for the first delivery.</param>
    /// <param name="reason">The reason of the retry.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    Task<BotAnswer> SendEventAsync(string body, int attempt, string reason, CancellationToken cancellationToken);
}
