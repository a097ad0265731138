namespace IncidentBot.Storage;

/// <summary>The dialect of SQL. Both databases get the same text wherever possible.</summary>
internal enum SqlDialect
{
    Sqlite,
    Postgres,
}

/// <summary>Lists of values in a statement: Dapper expands them for SQLite; PostgreSQL takes one array.</summary>
internal static class SqlLists
{
    extension(SqlDialect dialect)
    {
        /// <param name="column">The name of a column.</param>
        /// <param name="parameter">A parameter with its sign; its value is an array.</param>
        public string IsAmong(string column, string parameter) =>
            dialect == SqlDialect.Postgres ? $"{column} = any({parameter})" : $"{column} in {parameter}";
    }
}
