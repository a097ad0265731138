using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Reminders;

/// <summary>
/// Says a reminder where people hear it: writes the rows that will carry it, in the transaction that marks the moment as spoken. Called once
/// for each due moment, whatever dies before or after.
/// </summary>
internal interface IReminderNotifier
{
    Task SpeakAsync(Incident incident, PlannedReminder reminder, Instant now, DbSession session);
}
