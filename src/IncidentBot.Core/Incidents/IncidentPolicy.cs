using IncidentBot.Core.Reminders;
using IncidentBot.Core.StatusPage;

namespace IncidentBot.Core.Incidents;

/// <summary>How this installation runs its incidents: configuration, as the decisions see it.</summary>
public sealed record IncidentPolicy(SeverityCatalog Severities, ReminderPolicy Reminders, ComponentCatalog Components)
{
    /// <summary>Who may tell customers, and how fast it leaves.</summary>
    public PublishPolicy Publishing { get; init; } = new();
}
