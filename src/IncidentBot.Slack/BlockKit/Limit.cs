using System.Runtime.CompilerServices;

namespace IncidentBot.Slack.BlockKit;

/// <summary>
/// Checks Slack's limits. A violation is a programming error, so it throws and names the limit. Lengths count UTF-16 units, which are never fewer
/// than Slack's characters.
/// </summary>
internal static class Limit
{
    public static string Required(string value, int max, string what, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (value.Length == 0)
            throw new ArgumentException($"{what} must not be empty.", name);

        return Within(value, max, what, name);
    }

    public static string? Optional(string? value, int max, string what, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value is null ? null : Required(value, max, what, name);

    public static string Within(string value, int max, string what, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value.Length <= max ? value : throw new ArgumentException($"{what} is limited to {max} characters and has {value.Length}.", name);

    public static IReadOnlyList<T> Count<T>(
        IReadOnlyList<T> items, int min, int max, string what, [CallerArgumentExpression(nameof(items))] string? name = null) =>
        items.Count >= min && items.Count <= max
            ? [.. items]
            : throw new ArgumentException($"{what} must number {min} to {max}, not {items.Count}.", name);

    public static void Unique(IEnumerable<string?> ids, string what)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in ids.OfType<string>())
        {
            if (!seen.Add(id))
                throw new ArgumentException($"{what} must be unique, but \"{id}\" occurs twice.");
        }
    }
}
