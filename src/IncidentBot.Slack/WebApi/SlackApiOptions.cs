namespace IncidentBot.Slack.WebApi;

/// <summary>How to call Slack.</summary>
public sealed record SlackApiOptions
{
    /// <summary>The bot token, <c>xoxb-…</c>.</summary>
    public required string BotToken { get; init; }

    /// <summary>The app-level token, <c>xapp-…</c>, for Socket Mode; null without it.</summary>
    public string? AppToken { get; init; }

    /// <summary>Where the methods live, with or without a slash at the end.</summary>
    public Uri BaseUrl { get; init; } = new("https://slack.com/api/");

    /// <summary>How long a call may take, from first byte to last.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The same for <c>views.open</c> and <c>views.push</c>, whose trigger lives three seconds.</summary>
    public TimeSpan TriggerTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest wait for a free slot that is spent in place; longer ones come back as rate limited.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Answers above this many bytes are not read to their end.</summary>
    public int MaxResponseBytes { get; init; } = 8_000_000;

    /// <summary>Says where, and never with which token.</summary>
    public override string ToString() => $"Slack's Web API at {BaseUrl}";
}
