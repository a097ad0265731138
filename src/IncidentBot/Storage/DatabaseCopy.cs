using Microsoft.Data.Sqlite;

namespace IncidentBot.Storage;

/// <summary>The contents of a copy.</summary>
internal sealed record CopiedDatabase(long Incidents, long Migrations, long Bytes);

/// <summary>A file is not a database of IncidentBot, or it is damaged.</summary>
internal sealed class DatabaseCopyException(string message, Exception? innerException = null) : Exception(message, innerException);

/// <summary>Copies a database file with SQLite's backup, which sees one state of the file while the bot writes, and checks the copy.</summary>
internal static class DatabaseCopy
{
    /// <param name="from">An existing database; it may be in use.</param>
    /// <param name="to">A file that does not exist.</param>
    /// <exception cref="DatabaseCopyException">It is not a database of IncidentBot, or it is damaged.</exception>
    public static CopiedDatabase Make(string from, string to)
    {
        try
        {
            using (var source = SqliteConnections.OpenReader(from))
            using (var target = SqliteConnections.OpenPlain(to))
                source.BackupDatabase(target);
            return Inspect(to);
        }
        catch (SqliteException wrong)
        {
            throw new DatabaseCopyException($"{from} is not a database of IncidentBot, or it is damaged ({wrong.Message.TrimEnd('.')}).", wrong);
        }
    }

    private static CopiedDatabase Inspect(string path)
    {
        using var copy = SqliteConnections.OpenPlain(path);
        var state = Ask<string>(copy, "pragma quick_check(1)");
        if (state != "ok")
            throw new DatabaseCopyException($"The copy is damaged: {state}");
        return new CopiedDatabase(
            Incidents: Ask<long>(copy, "select count(*) from incident"),
            Migrations: Ask<long>(copy, "select count(*) from schema_migration"),
            Bytes: new FileInfo(path).Length);
    }

    private static T Ask<T>(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (T)command.ExecuteScalar()!;
    }
}
