using IncidentBot.Core.Reminders;
using IncidentBot.Core.StatusPage;

namespace IncidentBot.Core.Incidents;

/// <summary>The configuration that decisions depend on.</summary>
public sealed record IncidentPolicy(SeverityCatalog Severities, ReminderPolicy Reminders, ComponentCatalog Components)
{
    /// <summary>Who may publish to customers, and after which delay.</summary>
    public PublishPolicy Publishing { get; init; } = new();
}
