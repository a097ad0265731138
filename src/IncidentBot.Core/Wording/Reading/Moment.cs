using NodaTime;

namespace IncidentBot.Core.Wording.Reading;

/// <summary>When something will be, as far as its words say.</summary>
/// <param name="Place">The word that says it.</param>
/// <param name="After">How long after the post, for "in 30 minutes".</param>
/// <param name="Clock">The time, for "by 14:30 UTC".</param>
/// <param name="IsSure">The zone is known, so that it can be compared with a clock.</param>
internal sealed record Moment(int Place, Duration? After, ClockTime? Clock, bool IsSure)
{
    /// <summary>Whether a time in this zone can be compared with a clock: it is one offset, or that of a region whose summer is known.</summary>
    public static bool IsSureIn(ZoneName? zone) => zone is { Offsets.Count: 1 } or { Region: not null };

    /// <summary>The instant meant; null when the words do not tell it or the post's own moment is not known.</summary>
    /// <param name="posted">When the words were written.</param>
    /// <param name="zones">Where summer time is looked up.</param>
    public Instant? From(Instant? posted, IDateTimeZoneProvider zones)
    {
        if (posted is not { } at)
            return null;
        if (After is { } after)
            return at + after;
        if (Clock is not { } clock)
            return null;
        // Without a zone UTC is the best guess; with one that has several meanings, the first after the post.
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
        // A time a little in the past was promised by somebody slow at typing; one long past means tomorrow's.
        return clock.Date is null && then < posted - Duration.FromHours(6) ? then + Duration.FromDays(1) : then;
    }
}
