using System.Text.Json.Nodes;

namespace IncidentBot.SlackEmulator;

/// <summary>A Web API method: its tier, whether it reads a JSON body, the scopes of which one is needed, and the arguments it cannot do without.</summary>
internal sealed record SlackMethod(string Name, MethodTier Tier, Func<MethodCall, JsonObject> Run)
{
    public bool TakesJson { get; init; } = true;

    /// <summary>Whether it wants the app's own token instead of the bot's.</summary>
    public bool WantsAppToken { get; init; }

    public IReadOnlyList<string> AnyScopeOf { get; init; } = [];

    public IReadOnlyList<string> Required { get; init; } = [];
}
