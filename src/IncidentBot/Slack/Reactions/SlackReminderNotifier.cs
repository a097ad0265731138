using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using IncidentBot.Reminders;
using IncidentBot.SlackEdge.Outbound;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.SlackEdge.Reactions;

/// <summary>Sends a reminder to Slack: one outbox row, in the transaction that marks the reminder as sent.</summary>
internal sealed class SlackReminderNotifier(SlackOutbox outbox) : IReminderNotifier
{
    public Task SpeakAsync(Incident incident, PlannedReminder reminder, Instant now, DbSession session) =>
        outbox.AddAsync(session, incident, new SlackIntent.Nudge(reminder.Key.Track, reminder.Key.Number, reminder.Key.Kind, reminder.DueAt), now);
}
