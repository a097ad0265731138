namespace IncidentBot.Slack.WebApi;

/// <summary>The options of calls to Slack.</summary>
public sealed record SlackApiOptions
{
    /// <summary>The bot token, <c>xoxb-…</c>.</summary>
    public required string BotToken { get; init; }

    /// <summary>The app-level token, <c>xapp-…</c>, for Socket Mode; null without Socket Mode.</summary>
    public string? AppToken { get; init; }

    /// <summary>The base URL of the methods, with or without a slash at the end.</summary>
    public Uri BaseUrl { get; init; } = new("https://slack.com/api/");

    /// <summary>The timeout of a call, from first byte to last.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The timeout of <c>views.open</c> and <c>views.push</c>, whose trigger is valid for three seconds.</summary>
    public TimeSpan TriggerTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest wait for a free slot within a call; a longer one is returned as rate limited.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The maximum size of a response.</summary>
    public int MaxResponseBytes { get; init; } = 8_000_000;

    /// <summary>The URL only, never a token.</summary>
    public override string ToString() => $"Slack's Web API at {BaseUrl}";
}
