using System.Collections.Immutable;
using IncidentBot.Core.StatusPage;
using NodaTime;

namespace IncidentBot.Core.Incidents;

/// <summary>Everything that is decided about one incident. Where its room and messages are is not: that belongs to the chat edge.</summary>
public sealed record Incident
{
    public required IncidentId Id { get; init; }

    /// <summary>1 after declaring; grows by one with every change. Two writers of one version cannot both win.</summary>
    public required long Version { get; init; }

    public required string Title { get; init; }

    /// <summary>The key of a <see cref="Incidents.Severity"/>.</summary>
    public required string Severity { get; init; }

    public required Phase Phase { get; init; }

    public required PersonId DeclaredBy { get; init; }

    public required Instant DeclaredAt { get; init; }

    /// <summary>Who outside the company noticed it, in the declarer's words; null when one of us did (R64).</summary>
    public string? ReportedBy { get; init; }

    public PersonId? Lead { get; init; }

    /// <summary>When the lead said, by word or deed, that they have it; null while nobody knows (R80).</summary>
    public Instant? LeadAcknowledgedAt { get; init; }

    /// <summary>When the present lead was named; null without one.</summary>
    public Instant? LeadSince { get; init; }

    public PersonId? Messenger { get; init; }

    /// <summary>Customers notice it. Asks for a messenger and starts the public clock (R78).</summary>
    public bool CustomerImpact { get; init; }

    /// <summary>When customer impact was last set; null without impact.</summary>
    public Instant? ImpactSince { get; init; }

    /// <summary>Keys the reminders that follow from impact being set; taken from <see cref="LastPromise"/>.</summary>
    public long ImpactNumber { get; init; }

    public bool IsPrivate { get; init; }

    public bool IsSecurity { get; init; }

    /// <summary>Why nobody was paged at declaration; null when somebody was, or the severity never pages (R72).</summary>
    public string? PageSilencedBecause { get; init; }

    /// <summary>What is known, in a few sentences: the last internal update, or the declaration's description.</summary>
    public string? Summary { get; init; }

    /// <summary>The room's clock; null in triage and once resolved.</summary>
    public UpdateClock? InternalClock { get; init; }

    /// <summary>The customers' clock; null without customer impact, in triage and once resolved.</summary>
    public UpdateClock? PublicClock { get; init; }

    /// <summary>The highest promise number given out, over both clocks.</summary>
    public long LastPromise { get; init; }

    public Instant? LastInternalUpdateAt { get; init; }

    public Instant? LastPublicUpdateAt { get; init; }

    /// <summary>What customers were last told; null before the first public update.</summary>
    public PublicState? PublicState { get; init; }

    /// <summary>The title customers see; null before the first public update.</summary>
    public string? PublicTitle { get; init; }

    /// <summary>How many public updates there are; the number of the last one.</summary>
    public int PublicUpdates { get; init; }

    /// <summary>What was confirmed for customers and is not out yet; null when nothing waits.</summary>
    public WaitingUpdate? Waiting { get; init; }

    /// <summary>The components this incident holds below operational, by component id.</summary>
    public ImmutableSortedDictionary<string, ComponentStatus> Components { get; init; } =
        ImmutableSortedDictionary<string, ComponentStatus>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>1 from declaration; one more when accepted from triage and with every reopening. Keys the reminders that are asked once a run.</summary>
    public int Run { get; init; } = 1;

    /// <summary>When this run began: declared, accepted from triage, or reopened.</summary>
    public required Instant RunSince { get; init; }

    public Instant? ResolvedAt { get; init; }

    /// <summary>What customers must do now that it is over; null when nothing, and while it is not.</summary>
    public string? CustomerGuidance { get; init; }

    public Instant? EndedAt { get; init; }

    public IncidentId? MergedInto { get; init; }

    /// <summary>A private or security incident: its words reach no public page, announcement, log or digest.</summary>
    public bool IsConfidential => IsPrivate || IsSecurity;

    /// <summary>Who answers for what customers hear; never nobody (R29).</summary>
    public PersonId CommunicationOwner => Messenger ?? Lead ?? DeclaredBy;

    /// <summary>Who answers for the room's summary: the lead, until there is one the declarer.</summary>
    public PersonId Responsible => Lead ?? DeclaredBy;

    /// <summary>One person both leads and speaks to customers while customers notice: too much for one, so it warns, and never blocks (R74).</summary>
    public bool HasOnePersonInBothRoles => CustomerImpact && Lead is { } lead && Messenger == lead;

    /// <summary>Declared it, leads it or speaks for it: may always see it, confidential or not.</summary>
    public bool Involves(PersonId person) => person == DeclaredBy || person == Lead || person == Messenger;

    /// <summary>Customers were told of it and not yet told that it is over.</summary>
    public bool IsOpenInPublic => PublicState is { } state && state != StatusPage.PublicState.Resolved;

    public UpdateClock? ClockFor(Audience audience) => audience == Audience.Internal ? InternalClock : PublicClock;

    public PersonId HolderOf(Audience audience) => audience == Audience.Internal ? Responsible : CommunicationOwner;
}
