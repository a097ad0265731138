namespace IncidentBot.Core.Incidents;

/// <summary>How bad it is. A severity is data: a team names its own (requirements R70–R73).</summary>
public sealed record Severity
{
    /// <summary>The stable name people type and the database keeps, e.g. <c>Critical</c>.</summary>
    public required string Key { get; init; }

    /// <summary>1 is the worst. Decides the order in lists; no two severities share one.</summary>
    public required int Rank { get; init; }

    /// <summary>What it means, in a sentence a tired declarer can decide by.</summary>
    public required string Meaning { get; init; }

    /// <summary>The severity the contracts with customers use; many may map to one (R70).</summary>
    public required string Contractual { get; init; }

    /// <summary>False for one that is not run as an incident (minor): it is refused kindly and sent to support (R73).</summary>
    public bool UsesWorkflow { get; init; } = true;

    /// <summary>Whether declaring pages the people on call, and whether that may be silenced (R71, R72).</summary>
    public PagingRule Paging { get; init; } = PagingRule.ByDefault;

    /// <summary>How often each audience hears from us.</summary>
    public required Reminders.Cadence Cadence { get; init; }
}

/// <summary>What declaring does to the people on call.</summary>
public enum PagingRule
{
    /// <summary>Nobody is paged at declaration.</summary>
    Never,

    /// <summary>The on call are paged unless the declarer gives a reason not to (R72).</summary>
    ByDefault,

    /// <summary>The on call are paged at once, always (R71).</summary>
    Always,
}
