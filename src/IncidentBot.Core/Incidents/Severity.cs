namespace IncidentBot.Core.Incidents;

/// <summary>The severity of an incident. Severities are data: each team defines its own.</summary>
public sealed record Severity
{
    /// <summary>The stable name that users type and the database stores, e.g. <c>Critical</c>.</summary>
    public required string Key { get; init; }

    /// <summary>1 is the worst. It orders lists; no two severities share a rank.</summary>
    public required int Rank { get; init; }

    /// <summary>The meaning in one sentence, clear enough for a tired declarer to choose by.</summary>
    public required string Meaning { get; init; }

    /// <summary>The matching severity in customer contracts; several severities may share one.</summary>
    public required string Contractual { get; init; }

    /// <summary>False for a severity that is too low for an incident: the declaration is refused with a pointer to support.</summary>
    public bool UsesWorkflow { get; init; } = true;

    /// <summary>Whether a declaration pages the people on call, and whether the declarer may suppress it.</summary>
    public PagingRule Paging { get; init; } = PagingRule.ByDefault;

    /// <summary>How often each audience gets an update.</summary>
    public required Reminders.Cadence Cadence { get; init; }
}

/// <summary>What a declaration does about paging.</summary>
public enum PagingRule
{
    /// <summary>The declaration pages no one.</summary>
    Never,

    /// <summary>The people on call are paged unless the declarer gives a reason not to.</summary>
    ByDefault,

    /// <summary>The people on call are always paged at once.</summary>
    Always,
}
