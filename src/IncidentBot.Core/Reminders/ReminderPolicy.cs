using NodaTime;

namespace IncidentBot.Core.Reminders;

/// <summary>When somebody is reminded. The defaults are the product's; an installation may set each.</summary>
public sealed record ReminderPolicy
{
    /// <summary>Before an update is due its owner hears privately.</summary>
    public Duration HeadsUp { get; init; } = Duration.FromMinutes(5);

    /// <summary>After the due moment both role holders are called.</summary>
    public Duration Repeated { get; init; } = Duration.FromMinutes(5);

    /// <summary>After the due moment the people on call are paged.</summary>
    public Duration Page { get; init; } = Duration.FromMinutes(15);

    /// <summary>After the declaration, while nobody leads.</summary>
    public Duration NoLead { get; init; } = Duration.FromMinutes(5);

    /// <summary>After a lead was named by somebody else and has not said "I have it" (R80).</summary>
    public Duration LeadUnacknowledged { get; init; } = Duration.FromMinutes(5);

    /// <summary>After customer impact was set, while there is no messenger.</summary>
    public Duration NoMessenger { get; init; } = Duration.FromMinutes(10);

    /// <summary>After customer impact was set, while customers have heard nothing (R32).</summary>
    public Duration FirstPublicUpdate { get; init; } = Duration.FromMinutes(5);

    /// <summary>After the incident was resolved, while the status page still says it is not.</summary>
    public Duration StatusPageNotResolved { get; init; } = Duration.FromMinutes(10);

    /// <summary>After a suspected incident was opened, while nobody has accepted or dismissed it.</summary>
    public Duration TriageUnresolved { get; init; } = Duration.FromMinutes(30);

    /// <summary>After an author asked for approval, while a public update waits for a second person.</summary>
    public Duration ApprovalWaiting { get; init; } = Duration.FromMinutes(5);

    /// <summary>The longest customers ever wait for a word (R34): a longer public promise is refused.</summary>
    public Duration PublicCeiling { get; init; } = Duration.FromMinutes(60);
}
