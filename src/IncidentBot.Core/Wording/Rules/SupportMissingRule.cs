using IncidentBot.Core.Wording.Reading;

namespace IncidentBot.Core.Wording.Rules;

/// <summary>The first post says where to ask (R90).</summary>
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
            // No address is known, so that its absence cannot be an error.
            yield return draft.Whole("It does not say where customers can ask.", "Add where they reach you.") with { Level = FindingLevel.Warning };
        }
    }

    // Whether an address of the web is written with https:// is a matter of taste.
    private static string? Bare(string? support)
    {
        var bare = support?.Trim().TrimEnd('/');
        var scheme = bare?.IndexOf("://", StringComparison.Ordinal) ?? -1;
        return scheme < 0 ? bare : bare![(scheme + 3)..];
    }
}
