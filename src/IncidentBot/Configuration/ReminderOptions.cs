using IncidentBot.Core.Reminders;
using NodaTime;

namespace IncidentBot.Configuration;

/// <summary>When somebody is reminded; section <c>Reminders</c>. The defaults are Core's; the cadences belong to the severities.</summary>
internal static class ReminderOptions
{
    public const string Section = "Reminders";

    /// <summary>Customers are told something at least once an hour (R34): an installation may be stricter, not laxer.</summary>
    private static readonly Duration HighestCeiling = Duration.FromHours(1);

    public static ReminderPolicy Read(SettingsReader reminders)
    {
        var ours = new ReminderPolicy();
        return new ReminderPolicy
        {
            HeadsUp = reminders.Duration("HeadsUp", ours.HeadsUp),
            Repeated = reminders.Duration("SecondWord", ours.Repeated),
            Page = reminders.Duration("Page", ours.Page),
            NoLead = reminders.Duration("NoLead", ours.NoLead),
            LeadUnacknowledged = reminders.Duration("LeadUnacknowledged", ours.LeadUnacknowledged),
            NoMessenger = reminders.Duration("NoMessenger", ours.NoMessenger),
            FirstPublicUpdate = reminders.Duration("FirstPublicUpdate", ours.FirstPublicUpdate),
            StatusPageNotResolved = reminders.Duration("StillRed", ours.StatusPageNotResolved),
            TriageUnresolved = reminders.Duration("TriageUnresolved", ours.TriageUnresolved),
            ApprovalWaiting = reminders.Duration("ApprovalWaiting", ours.ApprovalWaiting),
            PublicCeiling = ReadCeiling(reminders, ours.PublicCeiling),
        };
    }

    private static Duration ReadCeiling(SettingsReader reminders, Duration ours)
    {
        var ceiling = reminders.Duration("PublicCeiling", ours);
        if (ceiling <= HighestCeiling)
            return ceiling;
        reminders.Problem("PublicCeiling", $"{DurationText.Format(ceiling)} is too long; customers of an open incident hear from you at least once an hour, so it should be at most {DurationText.Format(HighestCeiling)}.");
        return ours;
    }
}
