using IncidentBot.StatusPage.Facts;
using NodaTime;

namespace IncidentBot.StatusPage.StaticMirror;

/// <summary>The archive in the static copy: the months of a year, and every incident in them.</summary>
internal sealed record MirrorArchive(YearMonth FirstMonth, YearMonth LastMonth, IReadOnlyList<PublicIncident> Incidents)
{
    private const int Months = 12;

    /// <summary>Whether older incidents are left out.</summary>
    public bool HasOlder { get; private init; }

    public IEnumerable<(YearMonth Month, IReadOnlyList<PublicIncident> Begun)> ByMonth()
    {
        var begun = Incidents.ToLookup(MonthOf);
        for (var month = LastMonth; month.CompareTo(FirstMonth) >= 0; month = month.PlusMonths(-1))
            yield return (month, [.. begun[month]]);
    }

    public static async Task<MirrorArchive> ReadAsync(StatusPageReader reader, PublicFacts facts, Instant now)
    {
        var last = MonthOf(now);
        var first = Later(last.PlusMonths(1 - Months), MonthOf(facts.Earliest));
        var begun = await reader.BegunAsync(first.Begin(), last.PlusMonths(1).Begin());
        var isCut = begun.Count > StatusPageReader.MostInMonth;
        if (isCut)
            first = MonthOf(begun[^1]);
        return new MirrorArchive(first, last, [.. begun.Where(incident => MonthOf(incident).CompareTo(first) >= 0)])
        {
            HasOlder = isCut || first.CompareTo(MonthOf(facts.Earliest)) > 0,
        };
    }

    /// <summary>The archive without a query: the incidents of the public facts.</summary>
    public static MirrorArchive FromFacts(PublicFacts facts, Instant now) => new(MonthOf(now), MonthOf(now), facts.Incidents) { HasOlder = true };

    /// <summary>The same with the newest incidents from the facts. A newest incident that is missing there is no longer public.</summary>
    public MirrorArchive With(PublicFacts facts, Instant now)
    {
        var newest = facts.Incidents.Select(incident => incident.Number).Take(StatusPageReader.MostInList).ToList();
        var sinceNumber = newest.Count < StatusPageReader.MostInList ? 0 : newest[^1];
        var present = facts.Incidents.Where(incident => MonthOf(incident).CompareTo(FirstMonth) >= 0).ToList();
        var older = Incidents.Where(incident => incident.Number < sinceNumber)
            .ExceptBy(present.Select(incident => incident.Number), incident => incident.Number);
        return this with { LastMonth = MonthOf(now), Incidents = [.. present.Concat(older).OrderByDescending(incident => incident.FirstToldAt)] };
    }

    private static YearMonth MonthOf(PublicIncident incident) => MonthOf(incident.FirstToldAt);

    private static YearMonth MonthOf(Instant instant) => instant.InUtc().Date.ToYearMonth();

    private static YearMonth Later(YearMonth one, YearMonth other) => one.CompareTo(other) >= 0 ? one : other;
}
