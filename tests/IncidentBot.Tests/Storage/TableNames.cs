using IncidentBot.Storage;

namespace IncidentBot.Tests.Storage;

/// <summary>What a database holds, whichever engine keeps it.</summary>
internal static class TableNames
{
    public static async Task<IReadOnlyList<string>> OfAsync(IDatabase database) =>
        [.. (await ColumnsAsync(database)).Select(column => column.Split('.')[0]).Distinct()];

    /// <summary>Every column as <c>table.column</c>, with <c>?</c> when it may be null, in alphabetical order.</summary>
    public static async Task<IReadOnlyList<string>> ColumnsAsync(IDatabase database)
    {
        var columns = await database.ReadAsync(
            session => session.QueryAsync<string>(session.Dialect == SqlDialect.Postgres
                ? """
                  select table_name || '.' || column_name || case is_nullable when 'YES' then '?' else '' end
                  from information_schema.columns
                  where table_schema = 'public'
                  """
                : """
                  select t.name || '.' || c.name || case when c."notnull" = 0 and c.pk = 0 then '?' else '' end
                  from sqlite_master t, pragma_table_info(t.name) c
                  where t.type = 'table' and t.name not like 'sqlite_%'
                  """),
            CancellationToken.None);
        return [.. columns.Order(StringComparer.Ordinal)];
    }
}
