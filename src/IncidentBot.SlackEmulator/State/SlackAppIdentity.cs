namespace IncidentBot.SlackEmulator;

/// <summary>The app under test and its workspace.</summary>
public sealed record SlackAppIdentity
{
    /// <summary>The workspace.</summary>
    public string TeamId { get; init; } = "T0ACME0001";

    /// <summary>The workspace's subdomain.</summary>
    public string TeamDomain { get; init; } = "acme";

    /// <summary>The app.</summary>
    public string AppId { get; init; } = "A0INCIDENT";

    /// <summary>The app's bot, not its user.</summary>
    public string BotId { get; init; } = "B0INCIDENT";

    /// <summary>The app's bot user, member of channels.</summary>
    public string BotUserId { get; init; } = "U0INCIDENT";

    /// <summary>The bot user's name.</summary>
    public string BotName { get; init; } = "incident-bot";

    /// <summary>The bot token.</summary>
    public string BotToken { get; init; } = "xoxb-emulator-bot-token";

    /// <summary>The app token, for Socket Mode.</summary>
    public string AppToken { get; init; } = "xapp-emulator-app-token";

    /// <summary>The signing secret of requests to the app.</summary>
    public string SigningSecret { get; init; } = "emulator-signing-secret-0123456789";
}
