using IncidentBot.Wording.Reading;

namespace IncidentBot.Wording.Rules;

/// <summary>Reports a text that only apologizes or asks for patience.</summary>
internal static class ApologyOnlyRule
{
    public static readonly WordingRule Rule = new("APOLOGY-ONLY", FindingLevel.Warning, Find);

    private static readonly Phrases Courtesy = new(
        "sorry", "apolog*", "regret", "regrets", "(thank|thanks|appreciate) ..4 (patience|understanding|cooperation|bearing)", "patience",
        "bear with us", "inconvenience", "understanding", "appreciate ..3", "thank you", "thanks");

    private static IEnumerable<Observation> Find(Draft draft)
    {
        var sentences = draft.Sentences;
        if (sentences.Count > 0 && sentences.All(sentence => IsCourtesy(draft, sentence)))
            yield return draft.Whole("It apologizes and says nothing else.", "Say what is affected, what you are doing, and when the next update comes.");
    }

    private static bool IsCourtesy(Draft draft, Passage sentence) =>
        Courtesy.AreIn(draft.Words, sentence) && !Boilerplate.HasNews(draft, sentence, alsoCourtesy: true);
}
