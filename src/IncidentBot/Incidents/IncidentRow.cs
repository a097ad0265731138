using System.Collections.Immutable;
using System.Text.Json;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using NodaTime;

namespace IncidentBot.Incidents;

/// <summary>An incident as a row, with one property for each column.</summary>
internal sealed class IncidentRow
{
    public long Id { get; init; }

    public long Version { get; init; }

    public required string Title { get; init; }

    public required string Severity { get; init; }

    public required string Phase { get; init; }

    public required string DeclaredBy { get; init; }

    public Instant DeclaredAt { get; init; }

    public string? ReportedBy { get; init; }

    public string? Lead { get; init; }

    public Instant? LeadSince { get; init; }

    public Instant? LeadAcknowledgedAt { get; init; }

    public string? Messenger { get; init; }

    public bool CustomerImpact { get; init; }

    public Instant? ImpactSince { get; init; }

    public long ImpactNumber { get; init; }

    public bool IsPrivate { get; init; }

    public bool IsSecurity { get; init; }

    public string? PageSilencedBecause { get; init; }

    public string? Summary { get; init; }

    public long? InternalPromise { get; init; }

    public Instant? InternalMadeAt { get; init; }

    public Instant? InternalPromisedFor { get; init; }

    public Instant? InternalNudgeFrom { get; init; }

    public long? PublicPromise { get; init; }

    public Instant? PublicMadeAt { get; init; }

    public Instant? PublicPromisedFor { get; init; }

    public Instant? PublicNudgeFrom { get; init; }

    public long LastPromise { get; init; }

    public Instant? LastInternalUpdateAt { get; init; }

    public Instant? LastPublicUpdateAt { get; init; }

    public string? PublicState { get; init; }

    public string? PublicTitle { get; init; }

    public long PublicUpdates { get; init; }

    public string? WaitingUpdate { get; init; }

    public Instant? WaitingLeavesAt { get; init; }

    public required string Components { get; init; }

    public long Run { get; init; }

    public Instant RunSince { get; init; }

    public Instant? ResolvedAt { get; init; }

    public string? CustomerGuidance { get; init; }

    public Instant? EndedAt { get; init; }

    public long? MergedInto { get; init; }

    /// <summary>Not a column: the version that an update expects to replace.</summary>
    public long ExpectedVersion { get; set; }

    public static IncidentRow From(Incident incident) => new()
    {
        Id = incident.Id.Number,
        Version = incident.Version,
        Title = incident.Title,
        Severity = incident.Severity,
        Phase = incident.Phase.Word(),
        DeclaredBy = incident.DeclaredBy.Value,
        DeclaredAt = incident.DeclaredAt,
        ReportedBy = incident.ReportedBy,
        Lead = incident.Lead?.Value,
        LeadSince = incident.LeadSince,
        LeadAcknowledgedAt = incident.LeadAcknowledgedAt,
        Messenger = incident.Messenger?.Value,
        CustomerImpact = incident.CustomerImpact,
        ImpactSince = incident.ImpactSince,
        ImpactNumber = incident.ImpactNumber,
        IsPrivate = incident.IsPrivate,
        IsSecurity = incident.IsSecurity,
        PageSilencedBecause = incident.PageSilencedBecause,
        Summary = incident.Summary,
        InternalPromise = incident.InternalClock?.Promise,
        InternalMadeAt = incident.InternalClock?.MadeAt,
        InternalPromisedFor = incident.InternalClock?.PromisedFor,
        InternalNudgeFrom = incident.InternalClock?.NudgeFrom,
        PublicPromise = incident.PublicClock?.Promise,
        PublicMadeAt = incident.PublicClock?.MadeAt,
        PublicPromisedFor = incident.PublicClock?.PromisedFor,
        PublicNudgeFrom = incident.PublicClock?.NudgeFrom,
        LastPromise = incident.LastPromise,
        LastInternalUpdateAt = incident.LastInternalUpdateAt,
        LastPublicUpdateAt = incident.LastPublicUpdateAt,
        PublicState = incident.PublicState?.Word(),
        PublicTitle = incident.PublicTitle,
        PublicUpdates = incident.PublicUpdates,
        WaitingUpdate = incident.Waiting is { } waiting ? JsonSerializer.Serialize(waiting, EventJson.Options) : null,
        WaitingLeavesAt = incident.Waiting?.LeavesAt,
        Components = JsonSerializer.Serialize(incident.Components.ToDictionary(held => held.Key, held => held.Value.Word())),
        Run = incident.Run,
        RunSince = incident.RunSince,
        ResolvedAt = incident.ResolvedAt,
        CustomerGuidance = incident.CustomerGuidance,
        EndedAt = incident.EndedAt,
        MergedInto = incident.MergedInto?.Number,
    };

    /// <summary>In the order in which <see cref="IncidentStore"/> names the columns.</summary>
    public object?[] Values() =>
    [
        Id, Version, Title, Severity, Phase, DeclaredBy, DeclaredAt, ReportedBy, Lead, LeadSince, LeadAcknowledgedAt, Messenger,
        CustomerImpact, ImpactSince, ImpactNumber, IsPrivate, IsSecurity, PageSilencedBecause, Summary, InternalPromise,
        InternalMadeAt, InternalPromisedFor, InternalNudgeFrom, PublicPromise, PublicMadeAt, PublicPromisedFor,
        PublicNudgeFrom, LastPromise, LastInternalUpdateAt, LastPublicUpdateAt, PublicState, PublicTitle, PublicUpdates,
        WaitingUpdate, WaitingLeavesAt, Components, Run, RunSince, ResolvedAt, CustomerGuidance, EndedAt, MergedInto,
    ];

    public Incident ToIncident() => new()
    {
        Id = new IncidentId(Id),
        Version = Version,
        Title = Title,
        Severity = Severity,
        Phase = Phases.TryParse(Phase, out var phase) ? phase : throw Corrupt("phase"),
        DeclaredBy = new PersonId(DeclaredBy),
        DeclaredAt = DeclaredAt,
        ReportedBy = ReportedBy,
        Lead = Person(Lead),
        LeadSince = LeadSince,
        LeadAcknowledgedAt = LeadAcknowledgedAt,
        Messenger = Person(Messenger),
        CustomerImpact = CustomerImpact,
        ImpactSince = ImpactSince,
        ImpactNumber = ImpactNumber,
        IsPrivate = IsPrivate,
        IsSecurity = IsSecurity,
        PageSilencedBecause = PageSilencedBecause,
        Summary = Summary,
        InternalClock = ClockOf(InternalPromise, InternalMadeAt, InternalPromisedFor, InternalNudgeFrom, LastInternalUpdateAt),
        PublicClock = ClockOf(PublicPromise, PublicMadeAt, PublicPromisedFor, PublicNudgeFrom, LastPublicUpdateAt),
        LastPromise = LastPromise,
        LastInternalUpdateAt = LastInternalUpdateAt,
        LastPublicUpdateAt = LastPublicUpdateAt,
        PublicState = PublicState is null ? null : PublicWords.TryParse(PublicState, out PublicState state) ? state : throw Corrupt("public_state"),
        PublicTitle = PublicTitle,
        PublicUpdates = (int)PublicUpdates,
        Waiting = WaitingUpdate is null ? null : JsonSerializer.Deserialize<WaitingUpdate>(WaitingUpdate, EventJson.Options),
        Components = ReadComponents(),
        Run = (int)Run,
        RunSince = RunSince,
        ResolvedAt = ResolvedAt,
        CustomerGuidance = CustomerGuidance,
        EndedAt = EndedAt,
        MergedInto = MergedInto is { } other ? new IncidentId(other) : null,
    };

    private static PersonId? Person(string? id) => id is null ? null : new PersonId(id);

    private static UpdateClock? ClockOf(long? promise, Instant? madeAt, Instant? promisedFor, Instant? nudgeFrom, Instant? lastUpdateAt) =>
        promise is { } number ? new UpdateClock(number, madeAt!.Value, promisedFor!.Value, nudgeFrom!.Value, lastUpdateAt) : null;

    private ImmutableSortedDictionary<string, ComponentStatus> ReadComponents() =>
        (JsonSerializer.Deserialize<Dictionary<string, string>>(Components) ?? []).ToImmutableSortedDictionary(
            held => held.Key,
            held => PublicWords.TryParse(held.Value, out ComponentStatus status) ? status : throw Corrupt("components"),
            StringComparer.Ordinal);

    private InvalidDataException Corrupt(string column) => new($"Incident {Id} has a value in {column} that this version does not know.");
}
