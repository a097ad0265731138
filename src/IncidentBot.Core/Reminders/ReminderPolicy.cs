using NodaTime;

namespace IncidentBot.Core.Reminders;

/// <summary>When reminders are sent. Each value has a default and can be configured.</summary>
public sealed record ReminderPolicy
{
    /// <summary>Before an update is due: a private message to its owner.</summary>
    public Duration HeadsUp { get; init; } = Duration.FromMinutes(5);

    /// <summary>After the due time: a message to both role holders.</summary>
    public Duration Repeated { get; init; } = Duration.FromMinutes(5);

    /// <summary>After the due time: a page to the people on call.</summary>
    public Duration Page { get; init; } = Duration.FromMinutes(15);

    /// <summary>After the declaration, while there is no lead.</summary>
    public Duration NoLead { get; init; } = Duration.FromMinutes(5);

    /// <summary>After another person assigned the lead, while the lead has not confirmed ("I have it").</summary>
    public Duration LeadUnacknowledged { get; init; } = Duration.FromMinutes(5);

    /// <summary>After customer impact was set, while there is no messenger.</summary>
    public Duration NoMessenger { get; init; } = Duration.FromMinutes(10);

    /// <summary>After customer impact was set, while there is no public update.</summary>
    public Duration FirstPublicUpdate { get; init; } = Duration.FromMinutes(5);

    /// <summary>After the incident was resolved, while the status page still shows it as open.</summary>
    public Duration StatusPageNotResolved { get; init; } = Duration.FromMinutes(10);

    /// <summary>After a suspected incident was opened, while it is neither accepted nor dismissed.</summary>
    public Duration TriageUnresolved { get; init; } = Duration.FromMinutes(30);

    /// <summary>After an author asked for approval, while a public update waits for a second person.</summary>
    public Duration ApprovalWaiting { get; init; } = Duration.FromMinutes(5);

    /// <summary>The longest time between public updates: a longer public promise is refused.</summary>
    public Duration PublicCeiling { get; init; } = Duration.FromMinutes(60);
}
