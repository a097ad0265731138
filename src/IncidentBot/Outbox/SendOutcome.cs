namespace IncidentBot.Outbox;

/// <summary>The result of an attempt. A reason is for operators: codes and names, never a person's words or a token.</summary>
internal abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <summary>The effect is there, by this attempt or an earlier one.</summary>
    public sealed record Sent : SendOutcome;

    /// <summary>The call is no longer needed, for example because the message to edit was deleted.</summary>
    public sealed record Skipped(string Reason) : SendOutcome;

    /// <summary>The service limits the rate. The attempt had no effect and does not count.</summary>
    public sealed record Busy(TimeSpan After, string Reason) : SendOutcome;

    /// <summary>The attempt certainly had no effect.</summary>
    /// <param name="After">The wait before the next attempt, instead of the usual back-off.</param>
    public sealed record TryLater(string Reason, TimeSpan? After = null) : SendOutcome;

    /// <summary>The request was sent and not answered, so it may have had its effect.</summary>
    public sealed record Uncertain(string Reason) : SendOutcome;

    /// <summary>The call can never succeed. An operator is told and can retry it.</summary>
    public sealed record Dead(string Reason) : SendOutcome;
}
