using System.Collections.Immutable;
using IncidentBot.Core.StatusPage;
using NodaTime;

namespace IncidentBot.Core.Incidents;

/// <summary>The state of one incident, as decisions need it. The chat edge keeps the addresses of its room and messages.</summary>
public sealed record Incident
{
    public required IncidentId Id { get; init; }

    /// <summary>1 after declaration; every change adds one. Of two concurrent writers that read the same version, only one succeeds.</summary>
    public required long Version { get; init; }

    public required string Title { get; init; }

    /// <summary>The key of a <see cref="Incidents.Severity"/>.</summary>
    public required string Severity { get; init; }

    public required Phase Phase { get; init; }

    public required PersonId DeclaredBy { get; init; }

    public required Instant DeclaredAt { get; init; }

    /// <summary>The reporter outside the company, in the declarer's words; null when an employee noticed the incident.</summary>
    public string? ReportedBy { get; init; }

    public PersonId? Lead { get; init; }

    /// <summary>When the lead accepted the role, by a command or by any other action in the incident; null until then.</summary>
    public Instant? LeadAcknowledgedAt { get; init; }

    /// <summary>When the present lead was assigned; null without a lead.</summary>
    public Instant? LeadSince { get; init; }

    public PersonId? Messenger { get; init; }

    /// <summary>Customers notice the incident. It then asks for a messenger and starts the public clock.</summary>
    public bool CustomerImpact { get; init; }

    /// <summary>When customer impact was last set; null without impact.</summary>
    public Instant? ImpactSince { get; init; }

    /// <summary>The number in the keys of reminders about customer impact; taken from <see cref="LastPromise"/>.</summary>
    public long ImpactNumber { get; init; }

    public bool IsPrivate { get; init; }

    public bool IsSecurity { get; init; }

    /// <summary>Why the declarer suppressed the page to the people on call; null when it was sent, or when the severity never pages.</summary>
    public string? PageSilencedBecause { get; init; }

    /// <summary>A summary in a few sentences: the last internal update, or the declaration's description.</summary>
    public string? Summary { get; init; }

    /// <summary>The clock of updates in the room; null in triage and once resolved.</summary>
    public UpdateClock? InternalClock { get; init; }

    /// <summary>The clock of updates to customers; null without customer impact, in triage and once resolved.</summary>
    public UpdateClock? PublicClock { get; init; }

    /// <summary>The highest promise number used so far, over both clocks.</summary>
    public long LastPromise { get; init; }

    public Instant? LastInternalUpdateAt { get; init; }

    public Instant? LastPublicUpdateAt { get; init; }

    /// <summary>The state in the latest public update; null before the first.</summary>
    public PublicState? PublicState { get; init; }

    /// <summary>The title customers see; null before the first public update.</summary>
    public string? PublicTitle { get; init; }

    /// <summary>The number of public updates so far, which is also the number of the latest.</summary>
    public int PublicUpdates { get; init; }

    /// <summary>A public update that is confirmed and not yet published; null when none is pending.</summary>
    public WaitingUpdate? Waiting { get; init; }

    /// <summary>The components that this incident has set below operational, by component id.</summary>
    public ImmutableSortedDictionary<string, ComponentStatus> Components { get; init; } =
        ImmutableSortedDictionary<string, ComponentStatus>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>
    /// 1 from declaration; accepting from triage and every reopening add one. It is part of the keys of reminders that are sent once a run.
    /// </summary>
    public int Run { get; init; } = 1;

    /// <summary>When this run began, by declaration, acceptance from triage or reopening.</summary>
    public required Instant RunSince { get; init; }

    public Instant? ResolvedAt { get; init; }

    /// <summary>What customers must do after the end; null when nothing, and while the incident is open.</summary>
    public string? CustomerGuidance { get; init; }

    public Instant? EndedAt { get; init; }

    public IncidentId? MergedInto { get; init; }

    /// <summary>A private or security incident: its texts appear on no public page, in no announcement, log or digest.</summary>
    public bool IsConfidential => IsPrivate || IsSecurity;

    /// <summary>The person responsible for public updates; there is always one.</summary>
    public PersonId CommunicationOwner => Messenger ?? Lead ?? DeclaredBy;

    /// <summary>The person responsible for the room's summary: the lead, or the declarer until a lead is assigned.</summary>
    public PersonId Responsible => Lead ?? DeclaredBy;

    /// <summary>One person is both lead and messenger during customer impact. This causes a warning and never a refusal.</summary>
    public bool HasOnePersonInBothRoles => CustomerImpact && Lead is { } lead && Messenger == lead;

    /// <summary>The declarer, the lead and the messenger may always see the incident, also when it is confidential.</summary>
    public bool Involves(PersonId person) => person == DeclaredBy || person == Lead || person == Messenger;

    /// <summary>Customers were told about the incident and have not yet been told that it is resolved.</summary>
    public bool IsOpenInPublic => PublicState is { } state && state != StatusPage.PublicState.Resolved;

    public UpdateClock? ClockFor(Audience audience) => audience == Audience.Internal ? InternalClock : PublicClock;

    public PersonId HolderOf(Audience audience) => audience == Audience.Internal ? Responsible : CommunicationOwner;
}
