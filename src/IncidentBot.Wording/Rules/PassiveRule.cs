using IncidentBot.Wording.Reading;

namespace IncidentBot.Wording.Rules;

/// <summary>Reports a passive sentence without an actor.</summary>
internal static class PassiveRule
{
    public static readonly WordingRule Rule = new("PASSIVE-UNCLEAR", FindingLevel.Hint, Find);

    private static readonly Phrases Passive = new(
        "(is|are) ..1 being ..1 (looked|investigated|worked|addressed|handled|examined|checked|reviewed|dealt|fixed|analysed|analyzed|resolved)",
        "(has|have) been (noticed|observed|detected|noted)", "(was|were) ..1 (noticed|noted)", "(it|this) is (believed|thought|understood|assumed)");

    private static readonly HashSet<string> Actors = ["we", "our", "us", "team", "engineers", "by", "provider", "vendor"];

    private static IEnumerable<Observation> Find(Draft draft)
    {
        if (!draft.IsOpen)
            yield break;
        foreach (var found in Passive.In(draft.Words))
        {
            var sentence = draft.SentenceOf(found.From);
            if (!draft.Words.Skip(sentence.From).Take(sentence.Count).Any(word => Actors.Contains(word.Value)))
                yield return draft.At(found, "does not say who does it.", "Say \"we\": \"We are fixing it.\"");
        }
    }
}
