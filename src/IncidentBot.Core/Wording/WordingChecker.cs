using IncidentBot.Core.Wording.Reading;
using NodaTime;

namespace IncidentBot.Core.Wording;

/// <summary>
/// Reads a public post the way a worried customer would. Pure: the same findings for the same post, no clock, no network. Its time grows
/// with the length of the text and no faster, whatever the text holds; nothing beyond 25,000 characters is read. Safe for any number of threads.
/// </summary>
/// <param name="context">What is true of every post of the installation.</param>
/// <param name="settings">What the team changed about the rules.</param>
/// <param name="zones">Where summer time is looked up.</param>
public sealed class WordingChecker(WordingContext context, WordingSettings settings, IDateTimeZoneProvider zones)
{
    // Whoever makes one mistake more often than this needs no longer list.
    private const int MostOfARule = 20;

    private readonly Vocabulary vocabulary = new(context, settings);

    /// <summary>The rules as they come, for an installation of which nothing is known.</summary>
    public static WordingChecker Plain { get; } = new(new WordingContext(), WordingSettings.Default, DateTimeZoneProviders.Tzdb);

    /// <summary>Whether the text itself tells when customers hear from us next, so that they could hold us to it.</summary>
    public static bool SaysWhenNext(string text) =>
        new Draft(new PublicPost(text, PostState.Investigating), Plain.Context, WordingSettings.Default, Plain.vocabulary, DateTimeZoneProviders.Tzdb).Says.WhenNext;

    /// <summary>What every post is judged by.</summary>
    public WordingContext Context => context;

    /// <summary>What is wrong with the post, in reading order; empty when nothing is.</summary>
    public IReadOnlyList<Finding> Check(PublicPost post)
    {
        var draft = new Draft(post, context, settings, vocabulary, zones);
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
        return rule.Find(draft).Take(MostOfARule).Select(seen => new Finding(rule.Id, level ?? seen.Level ?? rule.Level, seen.Start, seen.Length, seen.Reason, seen.Suggestion));
    }
}
