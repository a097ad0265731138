using System.Globalization;
using IncidentBot.Core.Reminders;
using NodaTime;

namespace IncidentBot.Auditing;

/// <summary>What the auditor says to operators.</summary>
internal static class AuditWords
{
    public static string Late(Lateness late, Instant now)
    {
        var what = (late.Reminders, late.Calls) switch
        {
            (0, var calls) => Many(calls, "message"),
            (var reminders, 0) => Many(reminders, "reminder"),
            var (reminders, calls) => $"{Many(reminders, "reminder")} and {Many(calls, "message")}",
        };
        var since = late.Since is { } then ? $", the oldest by {Durations.Words(now - then)}" : "";
        return $":warning: {what} late{since}. Nothing is lost. Look at `/readyz` and the log of the bot.";
    }

    private static string Many(int count, string thing) => string.Create(CultureInfo.InvariantCulture, $"{count} {thing}{(count == 1 ? " is" : "s are")}");
}
