using NodaTime;

namespace IncidentBot.Core.StatusPage;

/// <summary>An interval during which an incident or planned work kept a component below operational.</summary>
/// <param name="From">The first instant.</param>
/// <param name="Until">The end, exclusive; null while it lasts.</param>
/// <param name="Status">The state during the interval.</param>
public readonly record struct StatusInterval(Instant From, Instant? Until, ComponentStatus Status);

/// <summary>One UTC day of one component.</summary>
/// <param name="Date">The day.</param>
/// <param name="Worst">The worst state of the day; null when the day is unknown.</param>
/// <param name="Known">The known part of the day: the first day may begin late, and today is not over.</param>
/// <param name="InPartialOutage">The time in partial outage, where nothing was worse.</param>
/// <param name="InMajorOutage">The time in major outage.</param>
/// <param name="Degraded">The time in degraded performance, where nothing was worse.</param>
public sealed record UptimeDay(LocalDate Date, ComponentStatus? Worst, Duration Known, Duration Degraded, Duration InPartialOutage, Duration InMajorOutage);

/// <summary>
/// A component's history by day. When intervals overlap, the worst state counts. A major outage counts in full and a partial one by half. Degraded
/// performance and planned work count as up.
/// </summary>
public sealed record Uptime(IReadOnlyList<UptimeDay> Days)
{
    /// <summary>The part of a partial outage that counts as down.</summary>
    public const double PartialOutageWeight = 0.5;

    /// <summary>How many days the page shows.</summary>
    public const int ShownDays = 90;

    /// <summary>The share of known time that was up, from 0 to 1; null when no day is known.</summary>
    public double? Share
    {
        get
        {
            var known = Days.Sum(day => day.Known.TotalSeconds);
            return known <= 0 ? null : 1 - (Down.TotalSeconds / known);
        }
    }

    /// <summary>The weighted sum of all outages.</summary>
    public Duration Down => Days.Aggregate(Duration.Zero, (sum, day) => sum + day.InMajorOutage + (day.InPartialOutage * PartialOutageWeight));

    /// <param name="intervals">All intervals of the component, in any order; those outside the days are ignored.</param>
    /// <param name="knownSince">The start of known data.</param>
    /// <param name="now">The end of known data; its UTC day is the last.</param>
    /// <param name="days">The number of days including today; at least 1.</param>
    public static Uptime Of(IEnumerable<StatusInterval> intervals, Instant knownSince, Instant now, int days = ShownDays)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        var today = now.InUtc().Date;
        var stretches = Flatten(intervals, now);
        return new Uptime([.. Enumerable.Range(0, days).Select(back => DayOf(today.PlusDays(back - days + 1), stretches, knownSince, now))]);
    }

    private static UptimeDay DayOf(LocalDate date, List<(Instant From, Instant Until, ComponentStatus Status)> stretches, Instant knownSince, Instant now)
    {
        var from = Instant.Max(date.AtMidnight().InUtc().ToInstant(), knownSince);
        var until = Instant.Min(date.PlusDays(1).AtMidnight().InUtc().ToInstant(), now);
        // The present instant is known although no time has passed in it.
        if (from > until || (from == until && from != now))
            return new UptimeDay(date, null, Duration.Zero, Duration.Zero, Duration.Zero, Duration.Zero);
        var inside = stretches
            .Where(stretch => stretch.From < until && stretch.Until > from)
            .Select(stretch => (stretch.Status, Length: Instant.Min(stretch.Until, until) - Instant.Max(stretch.From, from)))
            .ToList();
        return new UptimeDay(
            date,
            inside.Select(stretch => stretch.Status).DefaultIfEmpty(ComponentStatus.Operational).Max(),
            until - from,
            Total(ComponentStatus.DegradedPerformance),
            Total(ComponentStatus.PartialOutage),
            Total(ComponentStatus.MajorOutage));

        Duration Total(ComponentStatus status) =>
            inside.Where(stretch => stretch.Status == status).Aggregate(Duration.Zero, (sum, stretch) => sum + stretch.Length);
    }

    /// <summary>Intervals that do not overlap, each with the worst state at that time, oldest first.</summary>
    private static List<(Instant From, Instant Until, ComponentStatus Status)> Flatten(IEnumerable<StatusInterval> intervals, Instant now)
    {
        var turns = intervals
            .Select(interval => (interval.From, Until: Instant.Min(interval.Until ?? now, now), interval.Status))
            .Where(interval => interval.Status != ComponentStatus.Operational && interval.From < interval.Until)
            .SelectMany(interval => new[] { (At: interval.From, interval.Status, Change: 1), (At: interval.Until, interval.Status, Change: -1) })
            .OrderBy(turn => turn.At)
            .ToList();
        var held = new int[(int)ComponentStatus.MajorOutage + 1];
        var flat = new List<(Instant, Instant, ComponentStatus)>();
        for (var i = 0; i < turns.Count; i++)
        {
            held[(int)turns[i].Status] += turns[i].Change;
            var worst = (ComponentStatus)Math.Max(0, Array.FindLastIndex(held, count => count > 0));
            if (i + 1 < turns.Count && turns[i + 1].At > turns[i].At && worst != ComponentStatus.Operational)
                flat.Add((turns[i].At, turns[i + 1].At, worst));
        }

        return flat;
    }
}
