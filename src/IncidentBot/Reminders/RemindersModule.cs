using IncidentBot.Incidents;
using IncidentBot.Scheduling;

namespace IncidentBot.Reminders;

internal static class RemindersModule
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddReminders() => services
            .AddSingleton<ReminderStore>()
            .AddSingleton<ISweep, ReminderSweep>()
            .AddSingleton<IIncidentReaction, ReminderReaction>();
    }
}
