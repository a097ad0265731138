using IncidentBot.Scheduling;

namespace IncidentBot.Housekeeping;

internal static class HousekeepingModule
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddHousekeeping(IConfiguration configuration) => services
            .AddChore<PruneDeliveries>()
            .AddChore<PruneOutbox>();
    }
}
