using IncidentBot.Observability;
using IncidentBot.Scheduling;

namespace IncidentBot.Auditing;

internal static class AuditingModule
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddAuditing() => services
            .AddSingleton<AuditQueries>()
            .AddReadiness<AuditReadiness>("audit")
            .AddSweep<Auditor>();
    }
}
