using System.Collections.Immutable;

namespace IncidentBot.Core.Wording;

/// <summary>What a team may change about the rules.</summary>
public sealed record WordingSettings
{
    /// <summary>The rules as they come.</summary>
    public static readonly WordingSettings Default = new();

    /// <summary>Another level for a rule, by its id in any case; null turns it off. Rules that have several levels then have this one only.</summary>
    public ImmutableDictionary<string, FindingLevel?> Levels { get; init; } = ImmutableDictionary<string, FindingLevel?>.Empty.WithComparers(StringComparer.OrdinalIgnoreCase);

    /// <summary>Words only the team knows, besides those that come with JARGON. A trailing <c>*</c> stands for any ending.</summary>
    public ImmutableArray<string> Jargon { get; init; } = [];

    /// <summary>Words that customers know although a rule takes them for jargon, for a leak or for a misspelling.</summary>
    public ImmutableArray<string> AllowedTerms { get; init; } = [];

    /// <summary>Names that never appear in public: of customers, of employees.</summary>
    public ImmutableArray<string> PrivateNames { get; init; } = [];

    /// <summary>Endings of names of machines that only we can reach, besides <c>.internal</c>, <c>.corp</c>, <c>.local</c> and the like.</summary>
    public ImmutableArray<string> InternalDomains { get; init; } = [];

    /// <summary>E-mail addresses that may be public besides the support address.</summary>
    public ImmutableArray<string> PublicMailboxes { get; init; } = [];
}
