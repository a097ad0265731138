using SQLitePCL;

namespace IncidentBot.Storage;

/// <summary>A column of a statement's rows.</summary>
/// <param name="Name">The name in the statement.</param>
/// <param name="Type">The type in the schema; null for a computed column, whose type is that of each value.</param>
internal sealed record RowColumn(string Name, Type? Type)
{
    public static RowColumn Of(sqlite3_stmt statement, int index) => new(
        raw.sqlite3_column_name(statement, index).utf8_to_string(),
        raw.sqlite3_column_decltype(statement, index).utf8_to_string()?.ToUpperInvariant() switch
        {
            "INTEGER" or "BIGINT" or "BOOLEAN" => typeof(long),
            "TEXT" => typeof(string),
            _ => null,
        });
}
