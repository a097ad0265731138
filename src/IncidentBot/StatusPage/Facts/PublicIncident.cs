using System.Collections.Immutable;
using System.Text.Json;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using NodaTime;

namespace IncidentBot.StatusPage.Facts;

/// <summary>An incident as customers know it. It has at least one update.</summary>
internal sealed record PublicIncident
{
    public required long Number { get; init; }

    public required string Title { get; init; }

    public required PublicState State { get; init; }

    /// <summary>The worst it ever was; none for what turned out to be a false alarm.</summary>
    public required PublicImpact Impact { get; init; }

    /// <summary>Newest first.</summary>
    public required IReadOnlyList<PublicUpdate> Updates { get; init; }

    /// <summary>The components it holds below operational.</summary>
    public required IReadOnlyDictionary<string, ComponentStatus> Held { get; init; }

    /// <summary>By when customers were promised the next word; null when nothing is promised.</summary>
    public Instant? NextUpdateBy { get; init; }

    public Instant? ResolvedAt { get; init; }

    /// <summary>The incident this one went on in, when that is on the page too.</summary>
    public Continuation? ContinuedIn { get; init; }

    /// <summary>It went on in another one, be that on the page or not: it ended, the work did not.</summary>
    public bool IsMerged { get; init; }

    /// <summary>What is said elsewhere of its end when nobody said a last word. Of another incident only what the page shows, not even that there is one.</summary>
    public string LastWord => ContinuedIn is { } other ? $"This goes on in: {other.Title}"
        : IsMerged ? "There will be no more updates under this heading, but we are still working on it. When there is news, you will find it on our status page."
        : "This was closed.";

    public bool IsOpen => State != PublicState.Resolved;

    /// <summary>The colour it has now: its impact while it is open.</summary>
    public PageIndicator Indicator => !IsOpen ? PageIndicator.None : Impact switch
    {
        PublicImpact.Critical => PageIndicator.Critical,
        PublicImpact.Major => PageIndicator.Major,
        _ => PageIndicator.Minor,
    };

    public Instant StartedAt => Updates[^1].PublishedAt;

    /// <summary>When customers were first told, by which it stands in a month: what is added afterwards may speak of earlier.</summary>
    public Instant FirstToldAt => Updates.MinBy(update => update.Number)!.PublishedAt;

    public Instant UpdatedAt => Updates.Select(update => update.CorrectedAt ?? update.PublishedAt).Append(ResolvedAt ?? Instant.MinValue).Max();

    public Instant? MonitoringAt => Updates.LastOrDefault(update => update.State == PublicState.Monitoring)?.PublishedAt;

    /// <summary>The ids of all components that any of its updates named.</summary>
    public IEnumerable<string> NamedComponents => Updates.SelectMany(update => update.Components.Keys).Distinct(StringComparer.Ordinal);

    /// <param name="updates">Of this incident, newest first; not empty.</param>
    public static PublicIncident From(PublicIncidentRow row, IReadOnlyList<PublicUpdate> updates)
    {
        // An incident that ended without a last public word is over all the same, and must not stay red for good.
        var endedUnsaid = row.Phase == Phase.FalsePositive.Word() || row.Phase == Phase.Merged.Word();
        var state = endedUnsaid ? PublicState.Resolved : StateOf(row);
        return new PublicIncident
        {
            Number = row.Id,
            Title = row.PublicTitle,
            State = state,
            Impact = row.Phase == Phase.FalsePositive.Word() ? PublicImpact.None : Worst(updates),
            Updates = updates,
            Held = state == PublicState.Resolved ? ImmutableDictionary<string, ComponentStatus>.Empty : ReadHeld(row),
            NextUpdateBy = state == PublicState.Resolved ? null : row.NextUpdateBy,
            ResolvedAt = state != PublicState.Resolved ? null : updates[0].State == PublicState.Resolved ? updates[0].PublishedAt : row.EndedAt ?? updates[0].PublishedAt,
            IsMerged = row.Phase == Phase.Merged.Word(),
            ContinuedIn = row.ContinuedIn is { } other ? new Continuation(other, row.ContinuedAs ?? "") : null,
        };
    }

    private static PublicState StateOf(PublicIncidentRow row) =>
        PublicWords.TryParse(row.PublicState, out PublicState state) ? state : throw Corrupt(row);

    /// <summary>The components it holds below operational, if it is open.</summary>
    public static IReadOnlyDictionary<string, ComponentStatus> ReadHeld(PublicIncidentRow row) =>
        (JsonSerializer.Deserialize<Dictionary<string, string>>(row.Components) ?? []).ToDictionary(
            held => held.Key,
            held => PublicWords.TryParse(held.Value, out ComponentStatus status) ? status : throw Corrupt(row),
            StringComparer.Ordinal);

    /// <summary>Customers were told that something is wrong, so an incident that names no component is minor rather than nothing.</summary>
    private static PublicImpact Worst(IReadOnlyList<PublicUpdate> updates) =>
        PageRollup.Impact(updates.SelectMany(update => update.Components.Values).Select(change => change.New).Append(ComponentStatus.DegradedPerformance));

    private static InvalidDataException Corrupt(PublicIncidentRow row) =>
        new($"Incident {row.Id} has a public state or components that this version does not know.");
}

/// <summary>Where a merged incident goes on.</summary>
internal sealed record Continuation(long Number, string Title);

/// <summary>One update as it was published.</summary>
internal sealed record PublicUpdate(
    long Number,
    PublicState State,
    string Body,
    IReadOnlyDictionary<string, StatusChange> Components,
    Instant PublishedAt)
{
    /// <summary>When its words were last corrected; null when they are the first.</summary>
    public Instant? CorrectedAt { get; init; }

    /// <summary>When it was entered afterwards; null for what was published as it happened.</summary>
    public Instant? AddedAt { get; init; }

    /// <summary>What says, where there is no room for more, that it does not stand as it was said: ", corrected at 14:45 UTC". Empty for most.</summary>
    public string Amendment => $"{(AddedAt is null ? "" : ", added afterwards")}{(CorrectedAt is { } at ? $", corrected at {at.TimeSeenFrom(PublishedAt)}" : "")}";

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
