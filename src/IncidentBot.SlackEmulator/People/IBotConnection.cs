using System.Text.Json.Nodes;

namespace IncidentBot.SlackEmulator;

/// <summary>The line from Slack to the bot, whichever way the app is connected.</summary>
internal interface IBotLine : IDisposable
{
    /// <summary>The address behind the response URL with this id.</summary>
    string ResponseUrl(string id);

    Task<BotAnswer> SendCommandAsync(IReadOnlyDictionary<string, string> fields, CancellationToken cancellationToken);

    Task<BotAnswer> SendInteractionAsync(JsonObject payload, CancellationToken cancellationToken);

    Task<BotAnswer> SendOptionsAsync(JsonObject payload, CancellationToken cancellationToken);

    /// <param name="body">The event's envelope.</param>
    /// <param name="attempt">0 for the first.</param>
    /// <param name="reason">Why it is sent again.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task<BotAnswer> SendEventAsync(string body, int attempt, string reason, CancellationToken cancellationToken);
}
