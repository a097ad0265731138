using NodaTime;

namespace IncidentBot.Wording.Reading;

/// <summary>A future time, as far as the text states it.</summary>
/// <param name="Place">The index of its word.</param>
/// <param name="After">The time after the post, for "in 30 minutes".</param>
/// <param name="Clock">The clock time, for "by 14:30 UTC".</param>
/// <param name="IsSure">The zone is known, so the time can be compared with a clock.</param>
internal sealed record Moment(int Place, Duration? After, ClockTime? Clock, bool IsSure)
{
    /// <summary>Whether a time in this zone can be compared with a clock: the zone has one offset, or its region's summer time is known.</summary>
    public static bool IsSureIn(ZoneName? zone) => zone is { Offsets.Count: 1 } or { Region: not null };

    /// <summary>The instant; null when the text does not determine it or the time of the post is unknown.</summary>
    /// <param name="posted">The time of the post.</param>
    /// <param name="zones">The source of time zone rules.</param>
    public Instant? From(Instant? posted, IDateTimeZoneProvider zones)
    {
        if (posted is not { } at)
            return null;
        if (After is { } after)
            return at + after;
        if (Clock is not { } clock)
            return null;
        // Without a zone UTC is the best guess. For an ambiguous zone the earliest instant counts.
        var offsets = clock.Zone is { Offsets.Count: > 0 } zone ? zone.Offsets : [0];
        return clock.Zone is { Offsets.Count: > 1, Region: { } region } && zones.GetZoneOrNull(region) is { } place
            ? Next(clock, place.GetUtcOffset(at).Seconds / 60, at)
            : offsets.Select(offset => Next(clock, offset, at)).Min();
    }

    private static Instant Next(ClockTime clock, int offset, Instant posted)
    {
        var zone = Offset.FromSeconds(offset * 60);
        var local = posted.WithOffset(zone);
        var day = clock.Date?.Resolve(local.Date) ?? local.Date;
        var then = day.AtMidnight().WithOffset(zone).ToInstant() + Duration.FromMinutes(clock.Hour * 60 + clock.Minute);
        // A time a little in the past is the result of slow typing. A time long past means tomorrow.
        return clock.Date is null && then < posted - Duration.FromHours(6) ? then + Duration.FromDays(1) : then;
    }
}
