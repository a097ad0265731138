using IncidentBot.Wording.Reading;
using NodaTime;

namespace IncidentBot.Wording.Rules;

/// <summary>Reports a wrong statement about the notice period, and a late notice without an apology.</summary>
internal static class MaintenanceNoticeRule
{
    public static readonly WordingRule Rule = new("MAINT-NOTICE", FindingLevel.Warning, Find);

    private static readonly Phrases Said = new(
        "in (<length>|# weeks)", "<length> ..1 (from now|notice|ahead|away|in advance)",
        "(notice of|advance notice of|takes place in|starts in|begins in) <length>", "a week (from now|ahead|before|away)");

    private static readonly Phrases Short = new("short notice", "(urgent|emergency|unplanned|late|sorry|apolog*)", "(less|shorter) ..2 notice", "sooner than");

    private static readonly Phrases Reasons = new(
        "(because|due to|reason|in order to|to (prevent|avoid|protect|fix|address|correct|restore|resolve|repair|apply|replace))",
        "(urgent|emergency|critical) ..3 (fix|patch|repair|maintenance|update|change|work|security)",
        "(hardware|disk|power|vendor|provider) ..3 (fail*|fault*|replac*|requir*|issue)");

    private static IEnumerable<Observation> Find(Draft draft)
    {
        if (!draft.IsMaintenance
            || draft.State != PostState.Scheduled
            || draft.Post.At is not { } now
            || Window.Of(draft).Start is not { } start
            || start <= now)
            yield break;
        var given = start - now;
        foreach (var found in Said.In(draft.Words))
        {
            if (LengthIn(draft, found) is { } said && said >= Duration.FromHours(12) && IsOther(said, given))
                yield return draft.At(found, $"does not match the start of the work, which is in {Words(given)}.", "Give the date and the time in UTC.");
        }

        var first = draft.Post.Previous.FirstOrDefault()?.At is { } announced && announced < now ? start - announced : given;
        if (first < draft.Context.MaintenanceNotice && !(Short.AreIn(draft.Words) && Reasons.AreIn(draft.Words)))
        {
            yield return draft.Whole(
                $"It starts in {Words(given)}, sooner than the {Words(draft.Context.MaintenanceNotice)} customers are promised.",
                "Apologize for the short notice, and say why the work cannot wait.") with
            {
                Level = FindingLevel.Error,
            };
        }
    }

    private static Duration? LengthIn(Draft draft, Passage found)
    {
        for (var i = found.From; i < found.To; i++)
        {
            if (draft.Words[i] is { Value: Mark.Length, Meaning: Duration length })
                return length;
        }

        return draft.Words[found.From].Value == "a" ? Duration.FromDays(7) : null;
    }

    // A tenth is rounding, and so is half a day: "in 5 days".
    private static bool IsOther(Duration said, Duration given) =>
        Math.Abs((said - given).TotalHours) > Math.Max(12, given.TotalHours / 10);

    private static string Words(Duration length) => length.TotalHours switch
    {
        < 48 => FormattableString.Invariant($"{Math.Max(1, Math.Round(length.TotalHours))} hours"),
        _ => FormattableString.Invariant($"{Math.Round(length.TotalDays, 1)} days"),
    };
}
