using System.Collections.Concurrent;
using System.Data;
using System.Globalization;
using Dapper;
using NodaTime;

namespace IncidentBot.Storage;

/// <summary>The values of several rows that go into a table with one statement.</summary>
internal sealed class RowValues(IReadOnlyList<object?[]> rows) : SqlMapper.IDynamicParameters
{
    private static readonly ConcurrentDictionary<(string Insert, int Rows, int Columns, string Ending), string> Texts = new();
    private static readonly ConcurrentDictionary<int, string> Names = new();

    /// <summary>A statement for so many rows.</summary>
    /// <param name="insert">All of it before <c>values</c>.</param>
    /// <param name="ending">All of it after them.</param>
    public string StatementFor(string insert, string ending) =>
        Texts.GetOrAdd((insert, rows.Count, rows[0].Length, ending), static key =>
            $"{key.Insert}\nvalues {string.Join(", ", Enumerable.Range(0, key.Rows).Select(row => Placeholders(row * key.Columns, key.Columns)))}\n{key.Ending}");

    public void AddParameters(IDbCommand command, SqlMapper.Identity identity)
    {
        var number = 0;
        foreach (var row in rows)
        {
            foreach (var value in row)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = Name(number++);
                parameter.Value = value is Instant instant ? instant.ToUnixTimeMilliseconds() : value ?? DBNull.Value;
                command.Parameters.Add(parameter);
            }
        }
    }

    private static string Placeholders(int first, int columns) =>
        $"({string.Join(", ", Enumerable.Range(first, columns).Select(number => $"@{Name(number)}"))})";

    private static string Name(int number) => Names.GetOrAdd(number, static number => string.Create(CultureInfo.InvariantCulture, $"v{number}"));
}
