using NodaTime;

namespace IncidentBot.Core.StatusPage;

/// <summary>A stretch of time in which something held a component below operational.</summary>
/// <param name="From">Its first instant.</param>
/// <param name="Until">Its end, no longer part of it; null while it lasts.</param>
/// <param name="Status">What it was held in.</param>
public readonly record struct StatusInterval(Instant From, Instant? Until, ComponentStatus Status);

/// <summary>One UTC day of one component.</summary>
/// <param name="Date">The day.</param>
/// <param name="Worst">The worst it was in; null when nothing is known of that day.</param>
/// <param name="Known">How much of the day is known: it may have begun before us, and today is not over.</param>
/// <param name="InPartialOutage">How long it was in partial outage and nothing worse.</param>
/// <param name="InMajorOutage">How long it was in major outage.</param>
/// <param name="Degraded">How long it was slow or otherwise degraded and nothing worse.</param>
public sealed record UptimeDay(LocalDate Date, ComponentStatus? Worst, Duration Known, Duration Degraded, Duration InPartialOutage, Duration InMajorOutage);

/// <summary>
/// How a component has been, day by day. Where several incidents hold it at once the worst counts. A major outage counts in full, a partial one by
/// half; a component that is slow or under planned work is up.
/// </summary>
public sealed record Uptime(IReadOnlyList<UptimeDay> Days)
{
    /// <summary>The part of a partial outage that counts as down.</summary>
    public const double PartialOutageWeight = 0.5;

    /// <summary>How many days the page shows.</summary>
    public const int ShownDays = 90;

    /// <summary>From 0 to 1; null when nothing is known of any day.</summary>
    public double? Share
    {
        get
        {
            var known = Days.Sum(day => day.Known.TotalSeconds);
            return known <= 0 ? null : 1 - (Down.TotalSeconds / known);
        }
    }

    /// <summary>All outages by their weight.</summary>
    public Duration Down => Days.Aggregate(Duration.Zero, (sum, day) => sum + day.InMajorOutage + (day.InPartialOutage * PartialOutageWeight));

    /// <param name="intervals">Everything that held the component, in any order; those outside the days do no harm.</param>
    /// <param name="knownSince">Before this nothing is known.</param>
    /// <param name="now">The end of what is known; its UTC day is the last.</param>
    /// <param name="days">How many days, today among them; at least 1.</param>
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
        // The present moment is known although no time has passed in it.
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

    /// <summary>Stretches that do not overlap, each in the worst state that anything held it in, oldest first.</summary>
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
