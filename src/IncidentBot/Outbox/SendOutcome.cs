namespace IncidentBot.Outbox;

/// <summary>How an attempt ended. A reason is for operators: codes and names, never a person's words or a token.</summary>
internal abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <summary>Done, now or by an earlier attempt.</summary>
    public sealed record Sent : SendOutcome;

    /// <summary>No longer worth doing, for example because what it would edit is gone.</summary>
    public sealed record Skipped(string Reason) : SendOutcome;

    /// <summary>Asked to slow down. It had no effect and does not count as an attempt.</summary>
    public sealed record Busy(TimeSpan After, string Reason) : SendOutcome;

    /// <summary>It certainly had no effect.</summary>
    /// <param name="After">How long to wait instead of the usual back-off.</param>
    public sealed record TryLater(string Reason, TimeSpan? After = null) : SendOutcome;

    /// <summary>It may have had its effect: sent, and no answer.</summary>
    public sealed record Uncertain(string Reason) : SendOutcome;

    /// <summary>It will never succeed. An operator is told and can have it tried again.</summary>
    public sealed record Dead(string Reason) : SendOutcome;
}
