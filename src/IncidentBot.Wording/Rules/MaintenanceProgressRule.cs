using IncidentBot.Wording.Reading;

namespace IncidentBot.Wording.Rules;

/// <summary>Reports a text that says only that the work continues or is over.</summary>
internal static class MaintenanceProgressRule
{
    public static readonly WordingRule Rule = new("MAINT-PROGRESS", FindingLevel.Warning, Find);

    private static IEnumerable<Observation> Find(Draft draft)
    {
        if (!draft.IsMaintenance || draft.State is not (PostState.InProgress or PostState.Verifying or PostState.Completed) || !Boilerplate.IsAll(draft))
            yield break;
        yield return draft.Whole(
            "It could describe any maintenance.",
            draft.State == PostState.Completed
                ? "Say what is different now, or that nothing is, and whether customers have to do anything."
                : "Say how far it is: \"Step 2 of 3 is done; we are on track for 04:00 UTC.\"");
    }
}
