using IncidentBot.Wording.Reading;
using NodaTime;

namespace IncidentBot.Wording.Rules;

/// <summary>Reports that an earlier estimate has passed and the text does not mention it.</summary>
internal static class EtaSlippedRule
{
    private static readonly Duration Grace = Duration.FromMinutes(5);

    public static readonly WordingRule Rule = new("ETA-SLIPPED", FindingLevel.Error, Find);

    private static readonly Phrases Done = new(
        "(fix|patch|change|mitigation|solution|rollback|restart|deployment|migration|work|repair|restore) ..2 (is|has|was|are|have|were) ..2 "
            + "(in place|implemented|deployed|applied|released|rolled|completed|complete|finished|done|live)",
        "(implemented|deployed|applied|released|completed|finished|restored|fixed|recovered)",
        "(is|are|has|have) ..2 (recovered|restored|back|working|normal)");

    private static IEnumerable<Observation> Find(Draft draft)
    {
        if (!draft.IsOpen || draft.State == PostState.Monitoring || draft.Post.At is not { } now)
            yield break;
        for (var i = draft.Thread.Count - 1; i >= 0; i--)
        {
            if (draft.Thread[i].Estimates is not [.., var estimate])
                continue;
            // The newest estimate counts. A later post may already have admitted that it passed.
            if (estimate.When.IsSure && estimate.When.From(draft.Thread[i].Post.At, draft.Zones) is { } due && now > due + Grace
                && !AdmittedDelay.IsIn(draft)
                && draft.Estimates.Count == 0
                && !Done.AreIn(draft.Words)
                && !draft.Thread.Skip(i + 1).Any(later => AdmittedDelay.IsIn(later) || Done.AreIn(later.Words)))
            {
                yield return draft.Whole(
                    FormattableString.Invariant($"The estimate given before passed {Math.Round((now - due).TotalMinutes)} minutes ago."),
                    "Say that it takes longer than expected, and give a new estimate if you have one.");
            }

            yield break;
        }
    }
}
