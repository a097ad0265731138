using IncidentBot.Wording.Reading;

namespace IncidentBot.Wording.Rules;

/// <summary>A promised report needs an author and a date.</summary>
internal static class PostmortemPromiseRule
{
    public static readonly WordingRule Rule = new("POSTMORTEM-PROMISE", FindingLevel.Hint, Find);

    private const string Report =
        "(post-mortem|postmortem|post mortem|root cause analysis|rca|incident report|incident review|retrospective|post-incident review|"
            + "post incident review|post-incident report|after-action report|review of ..4|root-cause analysis|full report|detailed report)";

    private static readonly Phrases Promised = new(
        "(will|shall|going to|plan to|intend to|to) ..3 (publish|share|conduct|post|provide|release|follow|write|hold|perform|send|complete|"
            + $"issue|prepare|do|run|be|carry out|make) ..5 {Report}",
        $"{Report} ..3 (will|shall|to) ..3 (follow|be|come)", $"(publishing|sharing|conducting|preparing|performing|writing) ..3 {Report}",
        "(will|shall) ..2 review ..3", "more ..4 in ..2 (post-mortem|postmortem|rca)");

    private static IEnumerable<Observation> Find(Draft draft)
    {
        if (!draft.IsResolved || Promised.First(draft.Words) is not { } found)
            yield break;
        var sentence = draft.SentenceOf(found.From);
        if (!draft.Words.Skip(sentence.From).Take(sentence.Count).Any(word => word.Value is Mark.Date or Mark.Length or Mark.Time))
            yield return draft.At(found, "is a promise too.", "Make it a follow-up with an owner and a day, and tell customers the day if you can.");
    }
}
