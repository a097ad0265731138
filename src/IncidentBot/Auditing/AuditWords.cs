using System.Globalization;
using IncidentBot.Core.Reminders;
using NodaTime;

namespace IncidentBot.Auditing;

/// <summary>What the auditor tells operators.</summary>
internal static class AuditWords
{
    public static string Late(Lateness late, Instant now)
    {
        (int Count, string Thing)[] all = [(late.Reminders, "reminder"), (late.Calls, "message"), (late.Updates, "public update")];
        string[] found = [.. all.Where(one => one.Count > 0).Select(one => Many(one.Count, one.Thing))];
        var what = found.Length > 1 ? $"{string.Join(", ", found.SkipLast(1))} and {found[^1]}" : string.Concat(found);
        var since = late.Since is { } then ? $", the oldest by {Durations.Words(now - then)}" : "";
        return $":warning: {what} late{since}. Nothing is lost. Look at `/readyz` and the log of the bot.";
    }

    private static string Many(int count, string thing) => string.Create(CultureInfo.InvariantCulture, $"{count} {thing}{(count == 1 ? " is" : "s are")}");
}
