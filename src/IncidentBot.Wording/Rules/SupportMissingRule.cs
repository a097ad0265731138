using IncidentBot.Wording.Reading;

namespace IncidentBot.Wording.Rules;

/// <summary>The first post must say where to ask.</summary>
internal static class SupportMissingRule
{
    public static readonly WordingRule Rule = new("SUPPORT-MISSING", FindingLevel.Error, Find);

    private static IEnumerable<Observation> Find(Draft draft)
    {
        if (!draft.IsOpen || !draft.IsFirst)
            yield break;
        if (Bare(draft.Context.Support) is { Length: > 0 } address)
        {
            if (!draft.Text.Contains(address, StringComparison.OrdinalIgnoreCase))
                yield return draft.Whole("It does not say where customers can ask.", $"Add \"Questions: {address}.\"");
        }
        else if (!draft.Says.HowToReachUs)
        {
            // Without a configured address its absence cannot be an error.
            yield return draft.Whole("It does not say where customers can ask.", "Add where they reach you.") with { Level = FindingLevel.Warning };
        }
    }

    // The address counts with or without https://.
    private static string? Bare(string? support)
    {
        var bare = support?.Trim().TrimEnd('/');
        var scheme = bare?.IndexOf("://", StringComparison.Ordinal) ?? -1;
        return scheme < 0 ? bare : bare![(scheme + 3)..];
    }
}
