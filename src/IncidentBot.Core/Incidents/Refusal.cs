using IncidentBot.Core.StatusPage;
using NodaTime;

namespace IncidentBot.Core.Incidents;

/// <summary>Why a command is refused. It is a value, not an error: the edge turns it into a friendly sentence with the next step.</summary>
public abstract record Refusal
{
    private Refusal()
    {
    }

    /// <summary>A required text has no visible character.</summary>
    public sealed record Blank(string What) : Refusal;

    /// <summary>An update without text keeps the summary, and there is none yet.</summary>
    public sealed record NoSummaryYet : Refusal;

    public sealed record UnknownSeverity(string Asked) : Refusal;

    /// <summary>The severity is too low for an incident.</summary>
    public sealed record BelowWorkflow(string Severity) : Refusal;

    /// <summary>The command is not possible in <paramref name="Phase"/>.</summary>
    public sealed record WrongPhase(Phase Phase, WantedPhase Wanted) : Refusal;

    /// <summary>The requested value is already set.</summary>
    public sealed record NothingToChange(string What) : Refusal;

    /// <summary>The requested phase has a command of its own.</summary>
    public sealed record PhaseNotByUpdate(Phase Asked) : Refusal;

    /// <summary>At least one of the two all-clear questions was answered with no.</summary>
    public sealed record NotAllClear(bool IsOver, bool WillNotRecur) : Refusal;

    public sealed record Confidential : Refusal;

    /// <summary>Customers would wait longer than the ceiling, or the room longer than a week.</summary>
    public sealed record PromiseTooFar(Duration Ceiling) : Refusal;

    public sealed record PromiseInThePast(Instant By) : Refusal;

    /// <summary>A snooze of zero or less, or of more than a day.</summary>
    public sealed record BadSnooze(Duration Length) : Refusal;

    /// <summary>No clock is running that could be snoozed or take a promise.</summary>
    public sealed record NoClock(Audience? Audience) : Refusal;

    /// <summary>The promise that the button belongs to has been kept or moved meanwhile.</summary>
    public sealed record PromiseGone : Refusal;

    public sealed record PublicStateMismatch(Phase Phase, PublicState Asked) : Refusal;

    public sealed record UnknownComponent(string Asked) : Refusal;

    /// <summary>The publish policy does not let this person write to customers.</summary>
    public sealed record NotAPublisher(PublishRule Rule) : Refusal;

    /// <summary>Another public update is about to be published, and customers must read updates one at a time.</summary>
    public sealed record UpdateIsLeaving(Instant At, PersonId Author) : Refusal;

    /// <summary>The update that the button belongs to is no longer pending: it was published, approved or withdrawn.</summary>
    public sealed record UpdateGone : Refusal;

    /// <summary>Authors cannot approve their own updates.</summary>
    public sealed record OwnUpdate : Refusal;

    public sealed record NotAnApprover : Refusal;

    /// <summary>The pending update promises the next one by a time that has passed.</summary>
    public sealed record PromiseHasPassed(Instant By) : Refusal;

    /// <summary>Only the author, the approver, the lead and the messenger may withdraw the update.</summary>
    public sealed record NotYourUpdate(PersonId Author) : Refusal;

    /// <summary>There is no published update with that number.</summary>
    public sealed record UnknownUpdate : Refusal;

    /// <summary>Another person corrected the update after its text was shown to this author; customers now read <paramref name="Current"/>.</summary>
    public sealed record CorrectedMeanwhile(string Current) : Refusal;

    /// <summary>The time of a backfilled update or incident must lie in the past, at most 366 days ago.</summary>
    public sealed record NotInThePast(Instant At) : Refusal;

    public sealed record EndsBeforeItBegins : Refusal;

    public sealed record MergeIntoItself : Refusal;

    public sealed record MergeTargetEnded(IncidentId Target, Phase Phase) : Refusal;

    /// <summary>Text of confidential incidents must not reach others, nor the reverse.</summary>
    public sealed record MergeAcrossConfidentiality : Refusal;

    public sealed record WasMerged(IncidentId Into) : Refusal;
}

/// <summary>The phase that a refused command needs.</summary>
public enum WantedPhase
{
    /// <summary>Triage, investigating, identified or monitoring.</summary>
    Open,

    /// <summary>Open, and accepted as a real incident.</summary>
    Accepted,

    Triage,
    Resolved,
    OpenOrResolved,
    Ended,
}
