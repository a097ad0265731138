namespace IncidentBot.SlackEmulator;

/// <summary>A user: a member, a guest, a bot, or a member of another workspace.</summary>
public sealed record SlackUser(string Id, string Name)
{
    /// <summary>The real name.</summary>
    public string RealName { get; init; } = Name;

    /// <summary>The display name; may be empty.</summary>
    public string DisplayName { get; init; } = Name;

    /// <summary>The e-mail address; null for bots.</summary>
    public string? Email { get; init; }

    /// <summary>IANA time zone.</summary>
    public string TimeZone { get; init; } = "Europe/London";

    /// <summary>Whether this is an app's bot user.</summary>
    public bool IsBot { get; init; }

    /// <summary>A multi-channel guest (<c>is_restricted</c>).</summary>
    public bool IsGuest { get; init; }

    /// <summary>A single-channel guest (<c>is_ultra_restricted</c>).</summary>
    public bool IsSingleChannelGuest { get; init; }

    /// <summary>Deactivated (<c>deleted</c>).</summary>
    public bool IsDeactivated { get; init; }

    /// <summary>A member of another workspace, not visible to the bot (<c>is_stranger</c>).</summary>
    public bool IsStranger { get; init; }

    /// <summary>The bot ID, which differs from its user ID; null for people.</summary>
    public string? BotId { get; init; }
}
