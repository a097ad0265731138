using System.Text.Json.Nodes;

namespace IncidentBot.SlackEmulator;

/// <summary>A Web API method: its tier, whether it reads a JSON body, the scopes of which one is required, and the required arguments.</summary>
internal sealed record SlackMethod(string Name, MethodTier Tier, Func<MethodCall, JsonObject> Run)
{
    public bool TakesJson { get; init; } = true;

    /// <summary>Whether it requires the app token in place of the bot token.</summary>
    public bool WantsAppToken { get; init; }

    public IReadOnlyList<string> AnyScopeOf { get; init; } = [];

    public IReadOnlyList<string> Required { get; init; } = [];
}
