namespace IncidentBot.SlackEmulator;

/// <summary>What came back from the bot.</summary>
/// <param name="Status">The HTTP status; 0 when nothing came back.</param>
/// <param name="ContentType">The media type; empty when none.</param>
/// <param name="Body">The body.</param>
/// <param name="Failure">What the person sees when the bot failed: <c>operation_timeout</c> or <c>dispatch_failed</c>; null when it answered.</param>
/// <param name="NoRetry">Whether the bot asked not to be told again.</param>
internal sealed record BotAnswer(int Status, string ContentType, string Body, string? Failure, bool NoRetry)
{
    public const string TimedOut = "operation_timeout";
    public const string NotDispatched = "dispatch_failed";

    public bool IsSuccess => Failure is null && Status is >= 200 and < 300;
}
