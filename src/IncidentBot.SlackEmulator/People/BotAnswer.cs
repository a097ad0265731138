namespace IncidentBot.SlackEmulator;

/// <summary>The bot's response.</summary>
/// <param name="Status">The HTTP status; 0 without a response.</param>
/// <param name="ContentType">The media type; empty without one.</param>
/// <param name="Body">The body.</param>
/// <param name="Failure">The error that the user sees: <c>operation_timeout</c> or <c>dispatch_failed</c>; null when the bot responded.</param>
/// <param name="NoRetry">Whether the bot asked Slack not to retry.</param>
internal sealed record BotAnswer(int Status, string ContentType, string Body, string? Failure, bool NoRetry)
{
    public const string TimedOut = "operation_timeout";
    public const string NotDispatched = "dispatch_failed";

    public bool IsSuccess => Failure is null && Status is >= 200 and < 300;
}
