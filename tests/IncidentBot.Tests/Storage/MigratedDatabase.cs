using IncidentBot.Configuration;
using IncidentBot.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace IncidentBot.Tests.Storage;

/// <summary>The program's schema, migrated once per test run and copied for each test, because a copy costs a fraction of all migrations.</summary>
internal static class MigratedDatabase
{
    private static readonly Lazy<byte[]> TemplateFile = new(MakeFile);
    private static readonly Lazy<string> TemplateOnServer = new(MakeOnServer);

    /// <summary>Writes a database file where there is none.</summary>
    public static void CopyTo(string path)
    {
        if (!File.Exists(path))
            File.WriteAllBytes(path, TemplateFile.Value);
    }

    /// <summary>A new database on the PostgreSQL server that tests share.</summary>
    /// <returns>How to reach it.</returns>
    public static string NewOnServer() => PostgresCluster.Shared.NewDatabase(TemplateOnServer.Value);

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

        return new Npgsql.NpgsqlConnectionStringBuilder(options.ConnectionString).Database!;
    }
}
