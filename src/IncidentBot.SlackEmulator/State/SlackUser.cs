namespace IncidentBot.SlackEmulator;

/// <summary>Somebody in the workspace: a person, a guest, a bot, or somebody of another workspace.</summary>
public sealed record SlackUser(string Id, string Name)
{
    /// <summary>The name on the profile.</summary>
    public string RealName { get; init; } = Name;

    /// <summary>The name chosen for display; may be empty.</summary>
    public string DisplayName { get; init; } = Name;

    /// <summary>The address of the profile; null for bots.</summary>
    public string? Email { get; init; }

    /// <summary>IANA time zone.</summary>
    public string TimeZone { get; init; } = "Europe/London";

    /// <summary>Whether this is an app's bot user.</summary>
    public bool IsBot { get; init; }

    /// <summary>A guest of some channels (<c>is_restricted</c>).</summary>
    public bool IsGuest { get; init; }

    /// <summary>A guest of one channel (<c>is_ultra_restricted</c>).</summary>
    public bool IsSingleChannelGuest { get; init; }

    /// <summary>Deactivated (<c>deleted</c>).</summary>
    public bool IsDeactivated { get; init; }

    /// <summary>Belongs to another workspace and is not seen by the bot (<c>is_stranger</c>).</summary>
    public bool IsStranger { get; init; }

    /// <summary>The bot's own id, which is not its user id; null for people.</summary>
    public string? BotId { get; init; }
}
