using NodaTime;

namespace IncidentBot.Wording.Reading;

/// <summary>A statement about the end of the incident.</summary>
/// <param name="Words">The words, including the time.</param>
/// <param name="When">The time.</param>
/// <param name="IsHedged">The text calls it an estimate.</param>
internal sealed record Estimate(Passage Words, Moment When, bool IsHedged);

/// <summary>Finds statements about the end of the incident.</summary>
internal static class Estimates
{
    private const int Reach = 9;

    // A sentence with more topics is not a real sentence; the limit bounds the work.
    private const int MaxTopics = 12;

    private const string Over =
        "(fixed|resolved|restored|complete|completed|back|available|done|finished|deployed|live|recovered|operational|online|repaired|up|"
            + "normal|mitigated|ready|over|working|running|processed|cleared|rolled)";

    private static readonly Phrases Topics = new(
        $"(will|shall|should|to|would) ..2 be ..3 {Over}",
        $"(will|shall|should|expect|anticipate|estimate|plan|aim|hope) ..5 (fix|resolve|restore|recover|complete|finish|return|conclude|clear)",
        "(fix|resolution|recovery|restoration|repair|rollback|deployment|restart|migration|restore|work|service|services|reprocessing|"
            + "backlog|patch|it|this) ..2 (will|should|may|might) ..2 (take|need|require|be another|last)",
        $"will have ..6 {Over}",
        "eta", "etr",
        "(estimate|estimated|expected|anticipated|projected) ..2 (is|time|resolution|recovery|fix|restoration|completion|duration|that|it)",
        "(estimate|expect|anticipate) ..3 (another|about|around|approximately|roughly|<length>|recovery|resolution|restoration|completion|"
            + "a fix|the fix|service|this|it)",
        "(expected|estimated|anticipated|scheduled|due) to ..2 (take|be|complete|finish|recover|resolve|last)");

    private static readonly Phrases Hedges = new(
        "expect*", "estimat*", "anticipat*", "should", "hope*", "hoping", "aim*", "target*", "likely", "probably", "plan*", "may", "might", "could",
        "believe", "approximately", "about", "around", "roughly", "project*",
        "or (so|more|less)", "depending", "goal", "up to");

    private static readonly Phrases Approximate = new("approximately", "about", "around", "roughly", "or (so|more|less)", "up to");

    private static readonly Phrases NoEta = new(
        "no eta", "(not|without|do not) ..4 eta", "eta ..4 (unknown|tbd|available|yet|not)", "eta (for|of|on) ..4 (update|updates|communication)",
        "(rca|rfo|post-mortem|postmortem|report|analysis|write-up|summary|root cause|refund|refunds|credit|credits) ..3 (will|should|within|by|in)");

    public static IEnumerable<Estimate> Find(Draft draft)
    {
        var words = draft.Words;
        var promised = draft.Promises.Where(promise => promise.When is not null).Select(promise => promise.When!.Place).ToHashSet();
        foreach (var sentence in draft.Sentences)
        {
            if (!Topics.AreIn(words, sentence) || NoEta.AreIn(words, sentence))
                continue;
            foreach (var topic in Topics.In(words, sentence).Take(MaxTopics))
            {
                if (BelongsToOther(words, topic) || MomentAfter(words, sentence, topic, promised) is not { } when)
                    continue;
                var whole = new Passage(topic.From, Math.Max(topic.To, when.Place + 1));
                yield return new Estimate(whole, when, IsHedged(words, sentence, topic));
                break;
            }
        }
    }

    // "We will begin a complete review within twelve hours" is about a start.
    private static bool BelongsToOther(IReadOnlyList<Word> words, Passage topic)
    {
        for (var i = topic.From + 1; i < topic.To; i++)
        {
            if (words[i].Value is "begin" or "start"
                || (i + 1 == topic.To && words[i].Value is "complete" or "return" or "fix" && words[i - 1].Value is "a" or "the"))
                return true;
        }

        return false;
    }

    // "ETA ~1h" counts as a promise, although the number is rounded.
    private static bool IsHedged(IReadOnlyList<Word> words, Passage sentence, Passage topic)
    {
        var hedges = Hedges.In(words, sentence);
        return words[topic.From].Value is "eta" or "etr" ? hedges.Any(hedge => Approximate.At(words, hedge.From) is null) : hedges.Any();
    }

    private static Moment? MomentAfter(IReadOnlyList<Word> words, Passage sentence, Passage topic, HashSet<int> promised)
    {
        for (var i = topic.From + 1; i < Math.Min(sentence.To, topic.To + Reach); i++)
        {
            if (!promised.Contains(i) && MomentAt(words, i, sentence) is { } moment)
                return moment;
        }

        for (var i = topic.From - 1; i >= Math.Max(sentence.From, topic.From - Reach); i--)
        {
            if (!promised.Contains(i)
                && words[i].Clause >= words[topic.From].Clause - 1
                && i > sentence.From
                && words[i - 1].Value is "within" or "in" or "by" or "next"
                && MomentAt(words, i, sentence) is { } moment)
                return moment;
        }

        return null;
    }

    private static Moment? MomentAt(IReadOnlyList<Word> words, int at, Passage sentence)
    {
        for (var i = at - 1; i >= sentence.From && at - i <= 3; i--)
        {
            if (words[i].Value is "since" or "from" or "between" or "every" or "began" or "started" or "last" or "past" or "for" or "after")
                return null;
            if (words[i].Value is "by" or "in" or "within" or "next" or "take" or "another")
                break;
        }

        if (at + 1 < sentence.To && words[at + 1].Value is "ago" or "earlier")
            return null;
        return words[at].Meaning switch
        {
            ClockTime clock => new Moment(at, null, clock, Moment.IsSureIn(clock.Zone)),
            Duration after when words[at].Value == Mark.Length => new Moment(at, after, null, true),
            _ => null,
        };
    }
}
