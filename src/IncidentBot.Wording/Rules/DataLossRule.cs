using IncidentBot.Wording.Reading;

namespace IncidentBot.Wording.Rules;

/// <summary>When data was affected, the last post must say whether any is lost.</summary>
internal static class DataLossRule
{
    public static readonly WordingRule Rule = new("DATA-LOSS", FindingLevel.Warning, Find);

    private const string Things =
        "(data|records|messages|events|files|emails|orders|transactions|documents|metrics|logs|entries|rows|backups|changes|submissions|"
            + "uploads|repositories|reports|history|notifications|database|content)";

    private static readonly Phrases Touched = new(
        "(missing|lost|corrupt*|deleted|incorrect|wiped|overwritten|stale|incomplete|duplicated|duplicate|damaged|inconsistent|dropped) ..3 "
            + $"{Things}",
        $"{Things} ..4 (missing|lost|corrupt*|deleted|incorrect|wiped|overwritten|stale|incomplete|duplicated|damaged|inconsistent|dropped)",
        "data (loss|corruption|inconsistency|integrity)", "loss of data");

    private static readonly Phrases Answered = new(
        $"no ..5 {Things} ..6 (lost|loss|affected|corrupted|missing|impacted|deleted|damaged)", "no ..2 (data loss|loss of data|data corruption)",
        "without ..2 (loss|losing)",
        $"{Things} ..6 (safe|intact|preserved|recovered|restored|backfilled|unaffected|complete|reprocessed|re-processed|replayed|delivered|"
            + "resent|corrected|retained)",
        $"{Things} ..4 (not|never) ..3 (lost|affected|deleted|recovered|recoverable|restored|impacted)",
        $"(backfill*|recover*|restor*|replay*|reprocess*|re-process*|redeliver*|deliver*|correct*) ..6 {Things}",
        $"(lost|loss) ..4 (permanent*|not recoverable|recover*|cannot)", $"(permanently|irrecoverably) lost",
        $"(cannot|can not) be (recovered|restored)", $"nothing ..2 lost", "(is|are|was|were|been) ..2 (lost|deleted)",
        $"all ..3 {Things} ..3 (has|have|is|are|was|were) ..2 (processed|delivered|recovered|restored|present|available|accounted)");

    private static IEnumerable<Observation> Find(Draft draft)
    {
        if (!draft.IsResolved || Answered.AreIn(draft.Words) || IsAnsweredBefore(draft))
            yield break;
        if (draft.Post.IsAboutData || Touched.AreIn(draft.Words) || draft.Thread.Any(earlier => Touched.AreIn(earlier.Words)))
            yield return draft.Whole("It does not say whether data was lost.", "Say it either way: \"No data was lost.\"");
    }
    // The latest earlier statement about data still holds.
    private static bool IsAnsweredBefore(Draft draft) =>
        !draft.Post.IsAboutData
        && draft.Thread.LastOrDefault(earlier => Touched.AreIn(earlier.Words) || Answered.AreIn(earlier.Words)) is { } last
        && Answered.AreIn(last.Words);
}
