using NodaTime;
using NodaTime.Text;

namespace IncidentBot.Core.Reminders;

/// <summary>
/// A past time as users type it: <c>14:05</c>, <c>2026-03-02 14:05</c>, with or without <c>UTC</c>. It is always read as UTC, as customers read it.
/// </summary>
public static class PastTime
{
    private const int LongestText = 40;

    private static readonly string[] Suffixes = ["UTC", "Z"];

    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("H:mm");

    private static readonly LocalDateTimePattern Moment = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd H:mm");

    /// <summary>Reads a date with a time, or a time alone, which means its last occurrence up to <paramref name="now"/>.</summary>
    /// <param name="text">The user's input; null counts as empty.</param>
    /// <param name="now">The time of the input.</param>
    /// <param name="at">The instant. A typed date may lie in the future: the caller checks that.</param>
    public static bool TryParse(string? text, Instant now, out Instant at)
    {
        at = default;
        if (text is null || text.Length > LongestText)
            return false;
        var asked = text.Trim().ToUpperInvariant();
        if (Suffixes.FirstOrDefault(suffix => asked.EndsWith(suffix, StringComparison.Ordinal)) is { } zone)
            asked = asked[..^zone.Length].TrimEnd();
        asked = asked.Replace('T', ' ');

        if (Moment.Parse(asked) is { Success: true } moment)
        {
            at = moment.Value.InUtc().ToInstant();
            return true;
        }

        if (Clock.Parse(asked) is not { Success: true } clock)
            return false;
        at = (now.InUtc().Date + clock.Value).InUtc().ToInstant();
        if (at > now)
            at -= Duration.FromDays(1);
        return true;
    }
}
