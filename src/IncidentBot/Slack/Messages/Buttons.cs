using System.Globalization;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using IncidentBot.Slack.BlockKit;

namespace IncidentBot.SlackEdge.Messages;

/// <summary>
/// Every button the bot sends, and the format of its value. The value names the incident.
/// Where a second click must have no effect, it also names the promise.
/// </summary>
internal static class Buttons
{
    public const string Declare = "incident_declare";
    public const string Update = "incident_update";
    public const string Statuspage = "incident_statuspage";
    public const string Recap = "incident_recap";
    public const string TakeLead = "incident_take_lead";
    public const string TakeMessenger = "incident_take_messenger";
    public const string AcknowledgeLead = "incident_acknowledge_lead";
    public const string Resolve = "incident_resolve";
    public const string Close = "incident_close";
    public const string Reopen = "incident_reopen";
    public const string Accept = "incident_accept";
    public const string FalsePositive = "incident_false_positive";
    public const string Extend = "incident_extend";
    public const string Snooze = "incident_snooze";
    public const string AskSupport = "incident_ask_support";
    public const string PageSupport = "incident_page_support";
    public const string ToldReporter = "incident_told_reporter";
    public const string Stay = "incident_stay";
    public const string HandOver = "incident_hand_over";
    public const string Approve = "incident_approve";
    public const string SendBack = "incident_send_back";
    public const string Undo = "incident_undo";
    public const string Rewrite = "incident_rewrite";
    public const string Correct = "incident_correct";

    /// <summary>Marks a value whose number is the number of a public or waiting update, not of a promise.</summary>
    private const string Numbered = "Update";

    public static Button For(string action, string label, Incident incident, ButtonStyle style = ButtonStyle.Default) =>
        new(label, action, ValueOf(incident.Id), style);

    public static Button ForPromise(string action, string label, Incident incident, ReminderTrack track, long promise) =>
        new(label, action, string.Create(CultureInfo.InvariantCulture, $"{incident.Id.Number}:{track}:{promise}"));

    public static Button ForUpdate(string action, string label, IncidentId incident, long number, ButtonStyle style = ButtonStyle.Default) =>
        new(label, action, ValueOf(incident, number), style);

    public static string ValueOf(IncidentId id, long update) => string.Create(CultureInfo.InvariantCulture, $"{id.Number}:{Numbered}:{update}");

    public static string ValueOf(IncidentId id) => id.Number.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// Parses the value of a click. The value comes from a client and may be anything.
    /// <paramref name="promise"/> is the number in it: of a promise or of an update.
    /// </summary>
    public static bool TryRead(string? value, out IncidentId id, out Audience? audience, out long? promise)
    {
        (id, audience, promise) = (default, null, null);
        var parts = (value ?? "").Split(':');
        if (!IncidentId.TryParse(parts[0], out id))
            return false;
        if (parts.Length == 1)
            return true;
        if (parts is [_, Numbered, var digits, ..] && parts.Length <= 4
            && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var update))
        {
            promise = update;
            return true;
        }

        if (parts.Length != 3
            || !Enum.TryParse<ReminderTrack>(parts[1], out var track)
            || track.ToString() != parts[1]
            || !Enum.IsDefined(track)
            || !long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return false;
        (audience, promise) = (track.ToAudience(), number);
        return true;
    }
}
