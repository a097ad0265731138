using IncidentBot.Core.StatusPage;

namespace IncidentBot.Core.Wording;

/// <summary>The words by which files and other tools name what a <see cref="PublicPost"/> is.</summary>
public static class PostWords
{
    // Many pages have a state that is none: it keeps the last one.
    private const string Unchanged = "update";

    /// <param name="word">As people and other tools write it: <c>in_progress</c>, <c>In progress</c>, <c>Update</c>.</param>
    /// <param name="last">The state of the post before; null when there was none.</param>
    /// <param name="state">The state; for <c>update</c> the last one, or investigating when there was none.</param>
    /// <returns>False when there is no such state.</returns>
    public static bool TryParse(string? word, PostState? last, out PostState state)
    {
        var plain = Plain(word);
        state = last ?? PostState.Investigating;
        return plain == Unchanged || (Enum.TryParse(plain, ignoreCase: true, out state) && !char.IsAsciiDigit(plain[0]) && Enum.IsDefined(state));
    }

    /// <returns>False when there is no such kind.</returns>
    public static bool TryParse(string? word, out PostKind kind)
    {
        var plain = Plain(word);
        return Enum.TryParse(plain, ignoreCase: true, out kind) && !char.IsAsciiDigit(plain[0]) && Enum.IsDefined(kind);
    }

    /// <summary>The state an incident's update on the status page has here.</summary>
    public static PostState AsPost(this PublicState state) => state switch
    {
        PublicState.Investigating => PostState.Investigating,
        PublicState.Identified => PostState.Identified,
        PublicState.Monitoring => PostState.Monitoring,
        PublicState.Resolved => PostState.Resolved,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a public state."),
    };

    private static string Plain(string? word) =>
        (word ?? "").Trim().Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
}
