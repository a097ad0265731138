using IncidentBot.Core.StatusPage;

namespace IncidentBot.Wording;

/// <summary>Reads the names of states and kinds in files and requests.</summary>
public static class PostWords
{
    // On many pages "update" is a state of its own; it means that the previous state stays.
    private const string Unchanged = "update";

    /// <param name="word">The name, e.g. <c>in_progress</c>, <c>In progress</c> or <c>Update</c>.</param>
    /// <param name="last">The state of the previous post; null without one.</param>
    /// <param name="state">The state. For <c>update</c> it is the previous state, or investigating without one.</param>
    /// <returns>False when the state is unknown.</returns>
    public static bool TryParse(string? word, PostState? last, out PostState state)
    {
        var plain = Plain(word);
        state = last ?? PostState.Investigating;
        return plain == Unchanged || (Enum.TryParse(plain, ignoreCase: true, out state) && !char.IsAsciiDigit(plain[0]) && Enum.IsDefined(state));
    }

    /// <returns>False when the kind is unknown.</returns>
    public static bool TryParse(string? word, out PostKind kind)
    {
        var plain = Plain(word);
        return Enum.TryParse(plain, ignoreCase: true, out kind) && !char.IsAsciiDigit(plain[0]) && Enum.IsDefined(kind);
    }

    /// <summary>The state of a post that announces this state of an incident.</summary>
    public static PostState AsPost(this PublicState state) => state switch
    {
        PublicState.Investigating => PostState.Investigating,
        PublicState.Identified => PostState.Identified,
        PublicState.Monitoring => PostState.Monitoring,
        PublicState.Resolved => PostState.Resolved,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a public state."),
    };

    private static string Plain(string? word) =>
        (word ?? "").Trim()
            .Replace("_", "", StringComparison.Ordinal)
            .Replace("-", "", StringComparison.Ordinal)
            .Replace(" ", "", StringComparison.Ordinal)
            .ToLowerInvariant();
}
