using NodaTime;

namespace IncidentBot.Configuration;

/// <summary>From when on the server calls itself not ready; section <c>Health</c>.</summary>
/// <param name="OutboxAge">The oldest waiting Slack call may be this old.</param>
/// <param name="SweepAge">The last sweep over the reminders may be this old.</param>
/// <param name="AuditInterval">Between two looks of the auditor; what two looks find late is told to operators.</param>
internal sealed record HealthOptions(Duration OutboxAge, Duration SweepAge, Duration AuditInterval)
{
    public const string Section = "Health";

    public static HealthOptions Read(SettingsReader health) => new(
        health.Duration("OutboxAge", Duration.FromMinutes(2)),
        health.Duration("SweepAge", Duration.FromSeconds(30)),
        health.Duration("AuditInterval", Duration.FromSeconds(30)));
}
