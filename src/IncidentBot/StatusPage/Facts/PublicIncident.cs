using System.Collections.Immutable;
using System.Text.Json;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using NodaTime;

namespace IncidentBot.StatusPage.Facts;

/// <summary>The public view of an incident. It has at least one update.</summary>
internal sealed record PublicIncident
{
    public required long Number { get; init; }

    public required string Title { get; init; }

    public required PublicState State { get; init; }

    /// <summary>The worst impact of all updates; none for a false alarm.</summary>
    public required PublicImpact Impact { get; init; }

    /// <summary>Newest first.</summary>
    public required IReadOnlyList<PublicUpdate> Updates { get; init; }

    /// <summary>The components it affects, with the state of each.</summary>
    public required IReadOnlyDictionary<string, ComponentStatus> Held { get; init; }

    /// <summary>The promised time of the next update; null without a promise.</summary>
    public Instant? NextUpdateBy { get; init; }

    public Instant? ResolvedAt { get; init; }

    /// <summary>The incident this one was merged into, if that one is public.</summary>
    public Continuation? ContinuedIn { get; init; }

    /// <summary>Whether it was merged into another incident, public or not. The work on the problem goes on.</summary>
    public bool IsMerged { get; init; }

    /// <summary>
    /// The text for subscribers when it ended without a final update. An incident that is not public is not mentioned, not even its existence.
    /// </summary>
    public string LastWord => ContinuedIn is { } other
        ? $"This goes on in: {other.Title}"
        : IsMerged
            ? "There will be no more updates under this heading, but we are still working on it. "
                + "When there is news, you will find it on our status page."
            : "This was closed.";

    public bool IsOpen => State != PublicState.Resolved;

    /// <summary>The indicator on the page: its impact while it is open.</summary>
    public PageIndicator Indicator => !IsOpen ? PageIndicator.None : Impact switch
    {
        PublicImpact.Critical => PageIndicator.Critical,
        PublicImpact.Major => PageIndicator.Major,
        _ => PageIndicator.Minor,
    };

    public Instant StartedAt => Updates[^1].PublishedAt;

    /// <summary>The time of the first published update, which decides its month in the history. An update added afterwards may be older.</summary>
    public Instant FirstToldAt => Updates.MinBy(update => update.Number)!.PublishedAt;

    public Instant UpdatedAt => Updates.Select(update => update.CorrectedAt ?? update.PublishedAt).Append(ResolvedAt ?? Instant.MinValue).Max();

    public Instant? MonitoringAt => Updates.LastOrDefault(update => update.State == PublicState.Monitoring)?.PublishedAt;

    /// <summary>The ids of all components that its updates name.</summary>
    public IEnumerable<string> NamedComponents => Updates.SelectMany(update => update.Components.Keys).Distinct(StringComparer.Ordinal);

    /// <param name="row">The row of the incident.</param>
    /// <param name="updates">The updates of this incident, newest first; not empty.</param>
    public static PublicIncident From(PublicIncidentRow row, IReadOnlyList<PublicUpdate> updates)
    {
        // An incident that ended without a final public update is over, and must not stay open on the page.
        var endedWithoutUpdate = row.Phase == Phase.FalsePositive.Word() || row.Phase == Phase.Merged.Word();
        var state = endedWithoutUpdate ? PublicState.Resolved : StateOf(row);
        return new PublicIncident
        {
            Number = row.Id,
            Title = row.PublicTitle,
            State = state,
            Impact = row.Phase == Phase.FalsePositive.Word() ? PublicImpact.None : Worst(updates),
            Updates = updates,
            Held = state == PublicState.Resolved ? ImmutableDictionary<string, ComponentStatus>.Empty : ReadHeld(row),
            NextUpdateBy = state == PublicState.Resolved ? null : row.NextUpdateBy,
            ResolvedAt = state != PublicState.Resolved
                ? null
                : updates[0].State == PublicState.Resolved ? updates[0].PublishedAt : row.EndedAt ?? updates[0].PublishedAt,
            IsMerged = row.Phase == Phase.Merged.Word(),
            ContinuedIn = row.ContinuedIn is { } other ? new Continuation(other, row.ContinuedAs ?? "") : null,
        };
    }

    private static PublicState StateOf(PublicIncidentRow row) =>
        PublicWords.TryParse(row.PublicState, out PublicState state) ? state : throw Corrupt(row);

    /// <summary>The components of the row, with the state of each.</summary>
    public static IReadOnlyDictionary<string, ComponentStatus> ReadHeld(PublicIncidentRow row) =>
        (JsonSerializer.Deserialize<Dictionary<string, string>>(row.Components) ?? []).ToDictionary(
            held => held.Key,
            held => PublicWords.TryParse(held.Value, out ComponentStatus status) ? status : throw Corrupt(row),
            StringComparer.Ordinal);

    /// <summary>The worst impact of the updates. An incident that names no component is minor, because customers were told of a problem.</summary>
    private static PublicImpact Worst(IReadOnlyList<PublicUpdate> updates) =>
        PageRollup.Impact(updates.SelectMany(update => update.Components.Values).Select(change => change.New).Append(ComponentStatus.DegradedPerformance));

    private static InvalidDataException Corrupt(PublicIncidentRow row) =>
        new($"Incident {row.Id} has a public state or components that this version does not know.");
}

/// <summary>The public incident that a merged one continues in.</summary>
internal sealed record Continuation(long Number, string Title);

/// <summary>A published update.</summary>
internal sealed record PublicUpdate(
    long Number,
    PublicState State,
    string Body,
    IReadOnlyDictionary<string, StatusChange> Components,
    Instant PublishedAt)
{
    /// <summary>When its text was last corrected; null for the original text.</summary>
    public Instant? CorrectedAt { get; init; }

    /// <summary>When it was added afterwards; null for an update published at its time.</summary>
    public Instant? AddedAt { get; init; }

    /// <summary>A short note that it was added or corrected: ", corrected at 14:45 UTC". Empty for most updates.</summary>
    public string Amendment =>
        $"{(AddedAt is null ? "" : ", added afterwards")}{(CorrectedAt is { } at ? $", corrected at {at.TimeSeenFrom(PublishedAt)}" : "")}";

    public static PublicUpdate From(PublicUpdateRow row) => new(
        row.Number,
        PublicWords.TryParse(row.State, out PublicState state)
            ? state
            : throw new InvalidDataException($"Update {row.Number} of incident {row.IncidentId} has a state that this version does not know."),
        row.Body,
        StatusChange.Read(row.Components),
        row.PublishedAt)
    {
        CorrectedAt = row.CorrectedAt,
        AddedAt = row.AddedAt,
    };
}
