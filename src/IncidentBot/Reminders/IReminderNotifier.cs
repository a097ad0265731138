using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Reminders;

/// <summary>
/// Delivers a reminder: writes its outbox rows in the transaction that records the reminder as spoken. It is called once for each due reminder, whatever
/// crashes before or after.
/// </summary>
internal interface IReminderNotifier
{
    Task SpeakAsync(Incident incident, PlannedReminder reminder, Instant now, DbSession session);
}
