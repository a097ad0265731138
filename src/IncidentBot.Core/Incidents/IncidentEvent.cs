using System.Collections.Immutable;
using System.Text.Json.Serialization;
using IncidentBot.Core.StatusPage;
using NodaTime;

namespace IncidentBot.Core.Incidents;

/// <summary>A change of an incident. The hierarchy is closed, and the timeline stores it forever: names may be added, never reused.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Declared), "declared")]
[JsonDerivedType(typeof(LeadAssigned), "lead_assigned")]
[JsonDerivedType(typeof(LeadAcknowledged), "lead_acknowledged")]
[JsonDerivedType(typeof(MessengerAssigned), "messenger_assigned")]
[JsonDerivedType(typeof(UpdatePosted), "update_posted")]
[JsonDerivedType(typeof(PublicUpdatePublished), "public_update_published")]
[JsonDerivedType(typeof(ApprovalAsked), "approval_asked")]
[JsonDerivedType(typeof(UpdateApproved), "update_approved")]
[JsonDerivedType(typeof(UpdateSentBack), "update_sent_back")]
[JsonDerivedType(typeof(UpdateScheduled), "update_scheduled")]
[JsonDerivedType(typeof(UpdateWithdrawn), "update_withdrawn")]
[JsonDerivedType(typeof(PublicUpdateCorrected), "public_update_corrected")]
[JsonDerivedType(typeof(PublicUpdateBackfilled), "public_update_backfilled")]
[JsonDerivedType(typeof(PhaseChanged), "phase_changed")]
[JsonDerivedType(typeof(SeverityChanged), "severity_changed")]
[JsonDerivedType(typeof(Renamed), "renamed")]
[JsonDerivedType(typeof(CustomerImpactChanged), "customer_impact_changed")]
[JsonDerivedType(typeof(Snoozed), "snoozed")]
[JsonDerivedType(typeof(NextUpdatePromised), "next_update_promised")]
[JsonDerivedType(typeof(Resolved), "resolved")]
[JsonDerivedType(typeof(Closed), "closed")]
[JsonDerivedType(typeof(Reopened), "reopened")]
[JsonDerivedType(typeof(MarkedFalsePositive), "false_positive")]
[JsonDerivedType(typeof(MergedInto), "merged")]
[JsonDerivedType(typeof(Accepted), "accepted")]
[JsonDerivedType(typeof(SupportAsked), "support_asked")]
[JsonDerivedType(typeof(SupportCalled), "support_called")]
[JsonDerivedType(typeof(NoteAdded), "note_added")]
[JsonDerivedType(typeof(Backfilled), "entered")]
public abstract record IncidentEvent
{
    private IncidentEvent()
    {
    }

    public sealed record Declared(string Title, string Severity, Phase Phase, string? Description, bool CustomerImpact, string? ReportedBy) : IncidentEvent;

    /// <summary>Recorded after its end: it never had a room, and no notifications were sent.</summary>
    public sealed record Backfilled(string Title, string Severity, Instant StartedAt, Instant EndedAt, string? Summary, bool CustomerImpact) : IncidentEvent;

    public sealed record LeadAssigned(PersonId Person, PersonId? Previous) : IncidentEvent;

    public sealed record LeadAcknowledged : IncidentEvent;

    public sealed record MessengerAssigned(PersonId Person, PersonId? Previous) : IncidentEvent;

    /// <summary><paramref name="LateBy"/> is the delay after the promised time; null when it was in time.</summary>
    public sealed record UpdatePosted(string Text, Instant? NextUpdateBy, Duration? LateBy, long KeptPromise) : IncidentEvent;

    /// <summary>
    /// <paramref name="Components"/> holds only the components listed in this update, with their new state. <paramref name="Overruled"/> is internal
    /// and never shown to customers.
    /// </summary>
    public sealed record PublicUpdatePublished(
        int Number,
        PublicState State,
        string Title,
        string Text,
        ImmutableSortedDictionary<string, ComponentStatus> Components,
        Instant? NextUpdateBy,
        Duration? LateBy,
        long KeptPromise,
        WordingOverride? Overruled = null) : IncidentEvent
    {
        /// <summary>The number under which the update was pending; null when it was published at once.</summary>
        public long? Waited { get; init; }

        /// <summary>The approver; null when no approval was needed.</summary>
        public PersonId? ApprovedBy { get; init; }

        /// <summary>The author, when another person approved the update; null when the actor of this event is the author.</summary>
        public PersonId? Author { get; init; }
    }

    /// <summary>The update waits for approval. <paramref name="Waiting"/> is the number of the <see cref="WaitingUpdate"/>, here and below.</summary>
    public sealed record ApprovalAsked(
        long Waiting, PublicState State, string Title, string Text, Instant? NextUpdateBy, WordingOverride? Overruled) : IncidentEvent;

    public sealed record UpdateApproved(long Waiting, PersonId Author) : IncidentEvent;

    public sealed record UpdateSentBack(long Waiting, PersonId Author, string Text, string Why) : IncidentEvent;

    /// <summary>Confirmed: customers see it at <paramref name="LeavesAt"/> unless it is withdrawn before.</summary>
    public sealed record UpdateScheduled(long Waiting, Instant LeavesAt) : IncidentEvent;

    public sealed record UpdateWithdrawn(long Waiting, PersonId Author, string Text, WithdrawnBecause Reason) : IncidentEvent;

    /// <summary>Customers now read <paramref name="Text"/> in place of <paramref name="Earlier"/>, with a note about the correction.</summary>
    public sealed record PublicUpdateCorrected(int Number, string Text, string Earlier, WordingOverride? Overruled) : IncidentEvent
    {
        /// <inheritdoc cref="Correction.TellsSubscribers"/>
        public bool TellsSubscribers { get; init; }

        /// <inheritdoc cref="PublicUpdatePublished.Waited"/>
        public long? Waited { get; init; }

        /// <inheritdoc cref="PublicUpdatePublished.ApprovedBy"/>
        public PersonId? ApprovedBy { get; init; }

        /// <inheritdoc cref="PublicUpdatePublished.Author"/>
        public PersonId? Author { get; init; }
    }

    /// <summary>
    /// What customers were told elsewhere, or should have been, at <paramref name="SaidAt"/>. Recorded later, without notifications.
    /// </summary>
    public sealed record PublicUpdateBackfilled(
        int Number,
        PublicState State,
        string Title,
        string Text,
        ImmutableSortedDictionary<string, ComponentStatus> Components,
        Instant SaidAt,
        WordingOverride? Overruled) : IncidentEvent
    {
        /// <inheritdoc cref="PublicUpdatePublished.Waited"/>
        public long? Waited { get; init; }

        /// <inheritdoc cref="PublicUpdatePublished.ApprovedBy"/>
        public PersonId? ApprovedBy { get; init; }

        /// <inheritdoc cref="PublicUpdatePublished.Author"/>
        public PersonId? Author { get; init; }
    }

    public sealed record PhaseChanged(Phase From, Phase To) : IncidentEvent;

    public sealed record SeverityChanged(string From, string To) : IncidentEvent;

    public sealed record Renamed(string From, string To) : IncidentEvent;

    public sealed record CustomerImpactChanged(bool HasImpact) : IncidentEvent;

    public sealed record Snoozed(Audience Audience, Duration Length, Instant Until, long Promise) : IncidentEvent;

    public sealed record NextUpdatePromised(Audience Audience, Instant By, long Promise) : IncidentEvent;

    /// <summary><paramref name="Guidance"/> is what customers must do now; null when nothing.</summary>
    public sealed record Resolved(string? Text, string? Guidance = null) : IncidentEvent;

    public sealed record Closed : IncidentEvent;

    public sealed record Reopened(string? Reason) : IncidentEvent;

    public sealed record MarkedFalsePositive(string? Reason) : IncidentEvent;

    public sealed record MergedInto(IncidentId Other) : IncidentEvent;

    public sealed record Accepted : IncidentEvent;

    public sealed record SupportAsked : IncidentEvent;

    public sealed record SupportCalled : IncidentEvent;

    public sealed record NoteAdded(string Text, NoteSource Source, PersonId? SaidBy, string? Link) : IncidentEvent;
}
