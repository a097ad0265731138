namespace IncidentBot.Storage;

/// <summary>Whose SQL is spoken. Both are given the same text wherever one will do.</summary>
internal enum SqlDialect
{
    Sqlite,
    Postgres,
}

/// <summary>How a list of values is named: written out one by one for SQLite, sent as one array to PostgreSQL.</summary>
internal static class SqlLists
{
    extension(SqlDialect dialect)
    {
        /// <param name="column">A column's name.</param>
        /// <param name="parameter">A parameter with its sign; its value is an array.</param>
        public string IsAmong(string column, string parameter) =>
            dialect == SqlDialect.Postgres ? $"{column} = any({parameter})" : $"{column} in {parameter}";
    }
}
