using IncidentBot.Wording.Reading;

namespace IncidentBot.Wording.Rules;

/// <summary>Reports two words of doubt in one clause, which then has no information.</summary>
internal static class HedgeStackRule
{
    public static readonly WordingRule Rule = new("HEDGE-STACK", FindingLevel.Warning, Find);

    private static readonly HashSet<string> Doubts = ["may", "might", "some", "possibly", "intermittent", "intermittently", "potentially", "perhaps", "maybe"];

    private static IEnumerable<Observation> Find(Draft draft)
    {
        var words = draft.Words;
        for (var i = 0; i < words.Count; i++)
        {
            if (!IsDoubt(draft, i))
                continue;
            var (last, next) = (i, i + 1);
            for (; next < words.Count && IsSameClause(words, i, next); next++)
            {
                if (IsDoubt(draft, next) && words[next].Value != words[i].Value)
                    last = next;
            }

            if (last > i)
                yield return draft.At(
                    new Passage(i, last + 1),
                    "combines two words of doubt, so readers cannot tell whether they are affected.",
                    "Keep one: \"Some sign-ins fail.\"");
            i = next - 1;
        }
    }

    // A new subject after "and" starts a new clause.
    private static bool IsSameClause(IReadOnlyList<Word> words, int from, int at) =>
        words[at].Clause == words[from].Clause && words[at].Value is not ("because" or "which" or "when" or "so" or "if" or "until" or "once" or "as")
        && !(words[at].Value == "and"
            && at + 1 < words.Count
            && words[at + 1].Value is "we" or "users" or "customers" or "requests" or "you" or "our" or "the" or "some" or "other" or "this" or "it"
                or "they");

    private static bool IsDoubt(Draft draft, int at)
    {
        var word = draft.Words[at];
        if (!Doubts.Contains(word.Value))
            return false;
        return word.Value switch
        {
            // A month with a day was already read as a date; "in May" remains.
            "may" => !char.IsUpper(draft.Text[word.Start]) || at == 0 || draft.Words[at - 1].Sentence != word.Sentence,
            "some" =>
                !(at + 1 < draft.Words.Count
                    && draft.Words[at + 1].Value is "time" or "of" or "progress" or "recovery" or "improvement" or "more" or "further"),
            _ => true,
        };
    }
}
