using SQLitePCL;

namespace IncidentBot.Storage;

/// <summary>A column of a statement's rows.</summary>
/// <param name="Name">As the statement calls it.</param>
/// <param name="Type">What its values are, if the schema says so; null for one that is computed, whose values tell.</param>
internal sealed record BareColumn(string Name, Type? Type)
{
    public static BareColumn Of(sqlite3_stmt statement, int index) => new(
        raw.sqlite3_column_name(statement, index).utf8_to_string(),
        raw.sqlite3_column_decltype(statement, index).utf8_to_string()?.ToUpperInvariant() switch
        {
            "INTEGER" or "BIGINT" or "BOOLEAN" => typeof(long),
            "TEXT" => typeof(string),
            _ => null,
        });
}
