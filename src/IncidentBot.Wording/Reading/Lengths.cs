using NodaTime;

namespace IncidentBot.Wording.Reading;

internal static class Lengths
{
    /// <summary>The length in this unit; null for an unknown unit or for more than a year.</summary>
    public static Duration? Of(double number, string unit)
    {
        double? minutes = unit switch
        {
            "s" or "sec" or "secs" or "second" or "seconds" => number / 60,
            "m" or "min" or "mins" or "minute" or "minutes" => number,
            "h" or "hr" or "hrs" or "hour" or "hours" => number * 60,
            "d" or "day" or "days" => number * 24 * 60,
            "week" or "weeks" => number * 7 * 24 * 60,
            _ => null,
        };
        return minutes is >= 0 and <= 366 * 24 * 60 ? Duration.FromMinutes(minutes.Value) : null;
    }
}
