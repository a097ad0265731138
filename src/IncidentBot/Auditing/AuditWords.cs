using System.Globalization;
using IncidentBot.Core.Reminders;
using NodaTime;

namespace IncidentBot.Auditing;

/// <summary>What the auditor says to operators.</summary>
internal static class AuditWords
{
    public static string Late(Lateness late, Instant now)
    {
        string[] found = [.. new[] { (late.Reminders, "reminder"), (late.Calls, "message"), (late.Updates, "public update") }.Where(one => one.Item1 > 0).Select(one => Many(one.Item1, one.Item2))];
        var what = found.Length > 1 ? $"{string.Join(", ", found.SkipLast(1))} and {found[^1]}" : string.Concat(found);
        var since = late.Since is { } then ? $", the oldest by {Durations.Words(now - then)}" : "";
        return $":warning: {what} late{since}. Nothing is lost. Look at `/readyz` and the log of the bot.";
    }

    private static string Many(int count, string thing) => string.Create(CultureInfo.InvariantCulture, $"{count} {thing}{(count == 1 ? " is" : "s are")}");
}
