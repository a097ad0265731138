using IncidentBot.Scheduling;

namespace IncidentBot.Incidents;

internal static class IncidentsModule
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddIncidents() => services
            .AddSingleton<IncidentStore>()
            .AddSingleton<TimelineStore>()
            .AddSingleton<IncidentEngine>()
            .AddSweep<ReleaseSweep>()
            .AddSingleton<IIncidentReaction, ReleaseReaction>();
    }
}
