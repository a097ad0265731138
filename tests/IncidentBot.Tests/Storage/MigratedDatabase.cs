using System.Data.Common;
using Dapper;
using IncidentBot.Configuration;
using IncidentBot.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace IncidentBot.Tests.Storage;

/// <summary>The program's schema, migrated once per test run and copied for each test, because a copy costs a fraction of all migrations.</summary>
internal static class MigratedDatabase
{
    private static readonly Lazy<byte[]> TemplateFile = new(MakeFile);
    private static readonly Lazy<string> TemplateOnServer = new(MakeOnServer);

    /// <summary>Writes a database file where there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="clock">Says when the database was installed; the status page counts from then.</param>
    public static void CopyTo(string path, Clock clock)
    {
        if (File.Exists(path))
            return;
        File.WriteAllBytes(path, TemplateFile.Value);
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        Install(connection, clock);
    }

    /// <summary>A new database on the PostgreSQL server that tests share.</summary>
    /// <param name="clock">Says when the database was installed.</param>
    /// <returns>How to reach it.</returns>
    public static string NewOnServer(Clock clock)
    {
        var connectionString = PostgresCluster.Shared.NewDatabase(TemplateOnServer.Value);
        using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        Install(connection, clock);
        return connectionString;
    }

    private static void Install(DbConnection connection, Clock clock)
    {
        connection.Open();
        connection.Execute("update schema_migration set applied_at = @Now", new { clock.Now });
    }

    private static byte[] MakeFile()
    {
        var folder = Directory.CreateTempSubdirectory("incidentbot-template-");
        try
        {
            var options = new StorageOptions { Path = Path.Combine(folder.FullName, "template.db") };
            using (SqliteDatabase.Open(options, Migration.Embedded("Sqlite"), new Clock(TimeProvider.System), NullLogger.Instance))
            {
            }

            return File.ReadAllBytes(options.Path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string MakeOnServer()
    {
        // A template must have no connection: these are closed, not pooled.
        var options = new StorageOptions { ConnectionString = PostgresCluster.Shared.NewDatabase() + ";Pooling=false" };
        using (PostgresDatabase.Open(options, Migration.Embedded("Postgres"), new Clock(TimeProvider.System), NullLogger.Instance))
        {
        }

        return new NpgsqlConnectionStringBuilder(options.ConnectionString).Database!;
    }
}
