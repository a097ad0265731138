namespace IncidentBot.Slack.WebApi;

/// <summary>What came of a call. The world's failures are values; only a cancelled token throws.</summary>
public abstract record SlackOutcome<T>
{
    private SlackOutcome()
    {
    }

    /// <summary>Slack did it.</summary>
    public sealed record Ok(T Value) : SlackOutcome<T>;

    /// <summary>Slack said no, and did nothing.</summary>
    /// <param name="Code">Slack's error code.</param>
    /// <param name="Messages">What Slack says about it: which block, which argument. For logs, not for people.</param>
    /// <param name="Needed">The scope that is missing, with <c>missing_scope</c>.</param>
    public sealed record Refused(string Code, IReadOnlyList<string> Messages, string? Needed = null) : SlackOutcome<T>;

    /// <summary>Too many calls, said by Slack or by our own pacing; nothing was done.</summary>
    /// <param name="After">How long to wait at least.</param>
    public sealed record RateLimited(TimeSpan After) : SlackOutcome<T>;

    /// <summary>The request was never sent: it certainly had no effect.</summary>
    public sealed record Unreachable(string Reason) : SlackOutcome<T>;

    /// <summary>The request was sent and there is no answer to trust: it may have had its effect. Look before repeating a post.</summary>
    /// <param name="Reason">What came instead of an answer.</param>
    /// <param name="SlackFailed">Slack answered that it failed (HTTP 5xx): most likely nothing happened. False when no answer came at all.</param>
    public sealed record Ambiguous(string Reason, bool SlackFailed = false) : SlackOutcome<T>;

    /// <summary>The same outcome with another value.</summary>
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

    /// <summary>The only one.</summary>
    public static Nothing Value { get; } = new();
}
