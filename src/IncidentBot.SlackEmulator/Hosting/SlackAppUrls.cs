namespace IncidentBot.SlackEmulator;

/// <summary>The app's request URLs below its base address, as in the app's settings in Slack.</summary>
public sealed record SlackAppUrls
{
    /// <summary>Slash commands.</summary>
    public string Command { get; init; } = "/slack/command";

    /// <summary>Buttons, menus, modals, shortcuts.</summary>
    public string Action { get; init; } = "/slack/action";

    /// <summary>Events.</summary>
    public string Event { get; init; } = "/slack/event";

    /// <summary>Options of external menus.</summary>
    public string Options { get; init; } = "/slack/options";
}
