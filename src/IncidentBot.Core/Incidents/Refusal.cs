using IncidentBot.Core.StatusPage;
using NodaTime;

namespace IncidentBot.Core.Incidents;

/// <summary>Why something a person asked for cannot be. A value, not an error: the edge turns it into a kind sentence that says what to do.</summary>
public abstract record Refusal
{
    private Refusal()
    {
    }

    /// <summary>A text that must say something says nothing a person could see.</summary>
    public sealed record Blank(string What) : Refusal;

    /// <summary>An update without words keeps the summary, and there is none yet.</summary>
    public sealed record NoSummaryYet : Refusal;

    public sealed record UnknownSeverity(string Asked) : Refusal;

    /// <summary>Too mild to be run as an incident (R73).</summary>
    public sealed record BelowWorkflow(string Severity) : Refusal;

    /// <summary>The incident is in <paramref name="Phase"/>, where this cannot be done.</summary>
    public sealed record WrongPhase(Phase Phase, WantedPhase Wanted) : Refusal;

    /// <summary>It already is as asked.</summary>
    public sealed record NothingToChange(string What) : Refusal;

    /// <summary>The phase asked for in an update is reached by its own command.</summary>
    public sealed record PhaseNotByUpdate(Phase Asked) : Refusal;

    /// <summary>At least one of the two all-clear questions was answered with no (R44).</summary>
    public sealed record NotAllClear(bool IsOver, bool WillNotRecur) : Refusal;

    public sealed record Confidential : Refusal;

    /// <summary>Customers would wait longer than they ever should (R34), or the room more than a week.</summary>
    public sealed record PromiseTooFar(Duration Ceiling) : Refusal;

    public sealed record PromiseInThePast(Instant By) : Refusal;

    /// <summary>A snooze of zero or less, or of more than a day.</summary>
    public sealed record BadSnooze(Duration Length) : Refusal;

    /// <summary>No clock runs that could be snoozed or promised on.</summary>
    public sealed record NoClock(Audience? Audience) : Refusal;

    /// <summary>The promise a button was about has been kept or moved since.</summary>
    public sealed record PromiseGone : Refusal;

    public sealed record PublicStateMismatch(Phase Phase, PublicState Asked) : Refusal;

    public sealed record UnknownComponent(string Asked) : Refusal;

    /// <summary>The publish policy does not let this person write to customers.</summary>
    public sealed record NotAPublisher(PublishRule Rule) : Refusal;

    /// <summary>Another public update is about to leave, and customers shall not read two at once.</summary>
    public sealed record UpdateIsLeaving(Instant At, PersonId Author) : Refusal;

    /// <summary>The update a button was about no longer waits: it left, was approved, or was taken back.</summary>
    public sealed record UpdateGone : Refusal;

    /// <summary>Nobody approves their own words.</summary>
    public sealed record OwnUpdate : Refusal;

    public sealed record NotAnApprover : Refusal;

    /// <summary>What waits promises the next word by a time that has passed.</summary>
    public sealed record PromiseHasPassed(Instant By) : Refusal;

    /// <summary>Only some may take it back.</summary>
    public sealed record NotYourUpdate(PersonId Author) : Refusal;

    /// <summary>There is no published update of that number.</summary>
    public sealed record UnknownUpdate : Refusal;

    /// <summary>Somebody else corrected it since its text was shown to this person; customers read <paramref name="Current"/> now.</summary>
    public sealed record CorrectedMeanwhile(string Current) : Refusal;

    /// <summary>An update entered afterwards belongs to the past, and not to a past beyond memory.</summary>
    public sealed record NotInThePast(Instant At) : Refusal;

    public sealed record EndsBeforeItBegins : Refusal;

    public sealed record MergeIntoItself : Refusal;

    public sealed record MergeTargetEnded(IncidentId Target, Phase Phase) : Refusal;

    /// <summary>Words between private and other incidents must not mix.</summary>
    public sealed record MergeAcrossConfidentiality : Refusal;

    public sealed record WasMerged(IncidentId Into) : Refusal;
}

/// <summary>Which phase a refused command needs.</summary>
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
