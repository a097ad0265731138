using System.Collections.Immutable;

namespace IncidentBot.Wording;

/// <summary>A team's changes to the rules.</summary>
public sealed record WordingSettings
{
    /// <summary>The rules without changes.</summary>
    public static readonly WordingSettings Default = new();

    /// <summary>The level of a rule, by its id in any case; null disables the rule. It replaces all levels of a rule that has several.</summary>
    public ImmutableDictionary<string, FindingLevel?> Levels { get; init; } =
        ImmutableDictionary<string, FindingLevel?>.Empty.WithComparers(StringComparer.OrdinalIgnoreCase);

    /// <summary>The team's internal terms, in addition to those of JARGON. A trailing <c>*</c> stands for any ending.</summary>
    public ImmutableArray<string> Jargon { get; init; } = [];

    /// <summary>Terms that customers know although a rule reports them as jargon, a leak or a misspelling.</summary>
    public ImmutableArray<string> AllowedTerms { get; init; } = [];

    /// <summary>Names that must not appear in public, of customers or employees.</summary>
    public ImmutableArray<string> PrivateNames { get; init; } = [];

    /// <summary>Domains of internal machines, in addition to <c>.internal</c>, <c>.corp</c>, <c>.local</c> and the like.</summary>
    public ImmutableArray<string> InternalDomains { get; init; } = [];

    /// <summary>E-mail addresses that may be public, in addition to the support address.</summary>
    public ImmutableArray<string> PublicMailboxes { get; init; } = [];
}
