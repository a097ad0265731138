using System.Collections.Concurrent;

namespace IncidentBot.Storage;

/// <summary>The text of a statement over several rows. Its parameters are numbered, so no name has to be looked up.</summary>
internal static class RowsStatement
{
    private static readonly ConcurrentDictionary<(string Beginning, int Rows, int Columns, string Ending), string> Texts = new();

    /// <param name="beginning">The statement before <c>values</c>.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of values in each row.</param>
    /// <param name="ending">The statement after the values.</param>
    public static string For(string beginning, int rows, int columns, string ending) =>
        Texts.GetOrAdd((beginning, rows, columns, ending), static key =>
            $"{key.Beginning}\nvalues {string.Join(", ", Enumerable.Range(0, key.Rows).Select(row => Row(row * key.Columns, key.Columns)))}\n{key.Ending}");

    // SQLite and PostgreSQL number parameters in the same way.
    private static string Row(int before, int columns) =>
        $"({string.Join(", ", Enumerable.Range(before + 1, columns).Select(number => $"${number}"))})";
}
