using System.Data.Common;
using Dapper;

namespace IncidentBot.Storage;

/// <summary>
/// Brings a database to the program's schema, forward only, each step in a transaction of its own. The caller holds the lease or the lock, so no other process
/// migrates at the same time.
/// </summary>
internal sealed partial class Migrator(IReadOnlyList<Migration> migrations, Clock clock, ILogger logger)
{
    /// <exception cref="StorageUnavailableException">The database cannot be migrated by this program.</exception>
    public void Migrate(DbConnection connection, string database)
    {
        CheckNumbering();
        connection.Execute(
            """
            create table if not exists schema_migration (
                version    integer primary key not null,
                name       text not null,
                checksum   text not null,
                applied_at bigint not null
            )
            """);

        var applied = connection.Query<Applied>("select version, name, checksum from schema_migration order by version").AsList();
        foreach (var done in applied)
            CheckUnchanged(done, database);

        foreach (var migration in migrations.Skip(applied.Count))
            Apply(connection, migration, database);
    }

    private void CheckNumbering()
    {
        for (var i = 0; i < migrations.Count; i++)
        {
            if (migrations[i].Version != i + 1)
                throw new InvalidOperationException($"Migrations are numbered 1, 2, 3 … without gaps; {migrations[i]} is out of order.");
        }
    }

    private void CheckUnchanged(Applied done, string database)
    {
        if (done.Version > migrations.Count)
        {
            throw new StorageUnavailableException(
                $"The database {database} was written by a newer IncidentBot (it has migration {done.Version:0000}_{done.Name}, "
                + $"this program knows {migrations.Count} migrations). Run that version or a later one, or restore a backup from before the upgrade.");
        }

        var known = migrations[done.Version - 1];
        if (known.Checksum != done.Checksum)
        {
            throw new StorageUnavailableException(
                $"Migration {known} differs from the one that was applied to {database}: its file was changed afterwards. "
                + "Run an unmodified release; changes to the schema go into a new migration.");
        }
    }

    private void Apply(DbConnection connection, Migration migration, string database)
    {
        using var transaction = connection.BeginTransaction();
        try
        {
            connection.Execute(migration.Sql, transaction: transaction);
            connection.Execute(
                """
                insert into schema_migration (version, name, checksum, applied_at)
                values (@Version, @Name, @Checksum, @AppliedAt)
                """,
                new { migration.Version, migration.Name, migration.Checksum, AppliedAt = clock.Now },
                transaction);
            transaction.Commit();
        }
        catch (DbException e)
        {
            throw new StorageUnavailableException(
                $"Migration {migration} failed on {database} and was rolled back: {e.Message}", e);
        }

        Log.Migrated(logger, migration.Version, migration.Name);
    }

    private sealed record Applied
    {
        public int Version { get; init; }
        public string Name { get; init; } = "";
        public string Checksum { get; init; } = "";
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Applied migration {Version} {Name}")]
        public static partial void Migrated(ILogger logger, int version, string name);
    }
}
