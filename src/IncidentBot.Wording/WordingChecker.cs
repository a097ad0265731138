using IncidentBot.Wording.Reading;
using NodaTime;

namespace IncidentBot.Wording;

/// <summary>
/// Checks a public post for what would confuse or worry a customer. It is pure: no clock, no network, and the same findings for the same post. Its
/// time is linear in the length of the text, and it ignores everything after 25,000 characters. It is safe for any number of threads.
/// </summary>
/// <param name="context">The context of the installation's posts.</param>
/// <param name="settings">The team's changes to the rules.</param>
/// <param name="zones">The source of time zone rules.</param>
public sealed class WordingChecker(WordingContext context, WordingSettings settings, IDateTimeZoneProvider zones)
{
    // A longer list of findings of one rule does not help the author.
    private const int MaxFindingsPerRule = 20;

    private readonly Vocabulary _vocabulary = new(context, settings);

    /// <summary>A checker with the default rules, for an installation without a context.</summary>
    public static WordingChecker Plain { get; } = new(new WordingContext(), WordingSettings.Default, DateTimeZoneProviders.Tzdb);

    /// <summary>Whether the text promises the next update at a definite time.</summary>
    public static bool SaysWhenNext(string text) =>
        new Draft(
            new PublicPost(text, PostState.Investigating),
            Plain.Context,
            WordingSettings.Default,
            Plain._vocabulary,
            DateTimeZoneProviders.Tzdb).Says.WhenNext;

    /// <summary>The context of every check.</summary>
    public WordingContext Context => context;

    /// <summary>The findings in reading order; empty without any.</summary>
    public IReadOnlyList<Finding> Check(PublicPost post)
    {
        var draft = new Draft(post, context, settings, _vocabulary, zones);
        return
        [
            .. RuleCatalog.Rules.SelectMany(rule => Look(rule, draft))
                .OrderBy(finding => finding.Start).ThenByDescending(finding => finding.Level).ThenBy(finding => finding.RuleId, StringComparer.Ordinal),
        ];
    }

    private IEnumerable<Finding> Look(WordingRule rule, Draft draft)
    {
        var isChanged = settings.Levels.TryGetValue(rule.Id, out var level);
        if (isChanged && level is null)
            return [];
        return rule.Find(draft)
            .Take(MaxFindingsPerRule)
            .Select(seen => new Finding(rule.Id, level ?? seen.Level ?? rule.Level, seen.Start, seen.Length, seen.Reason, seen.Suggestion));
    }
}
