namespace IncidentBot.Slack.WebApi;

/// <summary>The outcome of a call. External failures are values; only cancellation throws.</summary>
public abstract record SlackOutcome<T>
{
    private SlackOutcome()
    {
    }

    /// <summary>Slack executed the call.</summary>
    public sealed record Ok(T Value) : SlackOutcome<T>;

    /// <summary>Slack refused the call and did nothing.</summary>
    /// <param name="Code">Slack's error code.</param>
    /// <param name="Messages">Slack's details, such as the block or argument at fault; for logs only.</param>
    /// <param name="Needed">The missing scope, with <c>missing_scope</c>.</param>
    public sealed record Refused(string Code, IReadOnlyList<string> Messages, string? Needed = null) : SlackOutcome<T>;

    /// <summary>Too many calls, according to Slack or to the client's own pacing; nothing was done.</summary>
    /// <param name="After">The minimum wait.</param>
    public sealed record RateLimited(TimeSpan After) : SlackOutcome<T>;

    /// <summary>The request was never sent, so it certainly had no effect.</summary>
    public sealed record Unreachable(string Reason) : SlackOutcome<T>;

    /// <summary>The request was sent without a reliable response: it may have had an effect. Check before repeating a post.</summary>
    /// <param name="Reason">What happened in place of a response.</param>
    /// <param name="SlackFailed">Slack responded with a failure (HTTP 5xx), so most likely nothing happened. False when there was no response.</param>
    public sealed record Ambiguous(string Reason, bool SlackFailed = false) : SlackOutcome<T>;

    /// <summary>The same outcome with a converted value.</summary>
    public SlackOutcome<TOther> Select<TOther>(Func<T, TOther> select) => this switch
    {
        Ok ok => new SlackOutcome<TOther>.Ok(select(ok.Value)),
        Refused refused => new SlackOutcome<TOther>.Refused(refused.Code, refused.Messages, refused.Needed),
        RateLimited limited => new SlackOutcome<TOther>.RateLimited(limited.After),
        Unreachable unreachable => new SlackOutcome<TOther>.Unreachable(unreachable.Reason),
        Ambiguous ambiguous => new SlackOutcome<TOther>.Ambiguous(ambiguous.Reason, ambiguous.SlackFailed),
        _ => throw new InvalidOperationException("The hierarchy is closed."),
    };
}

/// <summary>The value of a call that returns none.</summary>
public sealed record Nothing
{
    private Nothing()
    {
    }

    /// <summary>The only instance.</summary>
    public static Nothing Value { get; } = new();
}
