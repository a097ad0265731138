using System.Collections.Concurrent;

namespace IncidentBot.Storage;

/// <summary>The text of a statement that puts several rows into a table. Its values have no names, only an order: nobody has to look a name up.</summary>
internal static class RowsStatement
{
    private static readonly ConcurrentDictionary<(string Insert, int Rows, int Columns, string Ending), string> Texts = new();

    /// <param name="insert">All of it before <c>values</c>.</param>
    /// <param name="rows">For so many rows …</param>
    /// <param name="columns">… of so many values each.</param>
    /// <param name="ending">All of it after them.</param>
    public static string For(string insert, int rows, int columns, string ending) =>
        Texts.GetOrAdd((insert, rows, columns, ending), static key =>
            $"{key.Insert}\nvalues {string.Join(", ", Enumerable.Range(0, key.Rows).Select(row => Row(row * key.Columns, key.Columns)))}\n{key.Ending}");

    // Both SQLite and PostgreSQL number their values so.
    private static string Row(int before, int columns) =>
        $"({string.Join(", ", Enumerable.Range(before + 1, columns).Select(number => $"${number}"))})";
}
