using IncidentBot.Wording.Rules;

namespace IncidentBot.Wording;

/// <summary>The list of all rules.</summary>
public static class RuleCatalog
{
    internal static readonly IReadOnlyList<WordingRule> Rules =
    [
        RelativeDayRule.Rule, MissingZoneRule.Rule, LocalZoneRule.Rule, ZoneMismatchRule.Rule, HalfDayRule.Rule, SeasonRule.Rule,
        NextMissingRule.Rule, NextVagueRule.Rule, NextTooFarRule.Rule, NextBrokenRule.Rule,
        ImpactMissingRule.Rule, ScopeVagueRule.Rule, ScopeUnaffectedRule.Rule, MissingActionRule.Rule, WorkaroundRule.Rule, SupportMissingRule.Rule,
        NewProblemRule.Rule,
        ApologyRule.Rule, ApologyOnlyRule.Rule,
        ResolvedEarlyRule.Rule, StillMonitoringRule.Rule, StateSkipRule.Rule, StateBackRule.Rule,
        EmptyUpdateRule.Rule, ResolvedEmptyRule.Rule, ResolvedActionRule.Rule, DataLossRule.Rule,
        EtaFirmRule.Rule, EtaSlippedRule.Rule, CauseEarlyRule.Rule, BlameRule.Rule, JargonRule.Rule,
        InternalLeakRule.Rule, SecretLeakRule.Rule, SecurityRule.Rule,
        MinimiseRule.Rule, HedgeStackRule.Rule, PromiseRule.Rule, PostmortemPromiseRule.Rule, ToneRule.Rule, LengthRule.Rule, PassiveRule.Rule,
        PlaceholderRule.Rule, SpellingRule.Rule,
        MaintenanceFieldsRule.Rule, MaintenanceImpactRule.Rule, MaintenanceNoticeRule.Rule, MaintenanceProgressRule.Rule, LinkRule.Rule,
    ];

    /// <summary>The ids of all rules, in the order of the documentation.</summary>
    public static IReadOnlyList<string> Ids { get; } = [.. Rules.Select(rule => rule.Id)];
}
