using IncidentBot.Configuration;
using IncidentBot.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace IncidentBot.Tests.Storage;

/// <summary>A real database of a test's own, gone with the test, whichever engine keeps it.</summary>
internal interface ITestDatabase : IAsyncDisposable
{
    MovableTime Time { get; }

    Clock Clock { get; }

    /// <summary>As an operator would say which database is meant.</summary>
    StorageOptions Options { get; }

    /// <summary>With the program's schema, copied from a template if there is no database yet. Where processes can share the data a second opening is another replica.</summary>
    IDatabase Open();

    /// <summary>Runs the migrations that the database lacks.</summary>
    IDatabase Open(IReadOnlyList<Migration> migrations);

    /// <summary>Closes all that was opened.</summary>
    Task CloseAsync();
}

internal static class TestDatabase
{
    public static ITestDatabase Of(SqlDialect dialect) => dialect == SqlDialect.Postgres ? new DatabaseOnServer() : new DatabaseFile();
}

/// <summary>A database on the tests' PostgreSQL server.</summary>
internal sealed class DatabaseOnServer(PostgresCluster? cluster = null) : ITestDatabase
{
    private readonly List<PostgresDatabase> _opened = [];
    private string? _connectionString = cluster?.NewDatabase();

    /// <summary>An empty database, unless it was opened before.</summary>
    public string ConnectionString => _connectionString ??= PostgresCluster.Shared.NewDatabase();

    public MovableTime Time { get; } = MovableTime.Frozen();

    public Clock Clock => new(Time);

    public StorageOptions Options => new() { Provider = StorageProvider.Postgres, ConnectionString = ConnectionString };

    public PostgresDatabase Open()
    {
        _connectionString ??= MigratedDatabase.NewOnServer(Clock);
        return Open(Migration.Embedded("Postgres"));
    }

    public PostgresDatabase Open(IReadOnlyList<Migration> migrations)
    {
        var database = PostgresDatabase.Open(Options, migrations, Clock, NullLogger.Instance);
        _opened.Add(database);
        return database;
    }

    IDatabase ITestDatabase.Open() => Open();

    IDatabase ITestDatabase.Open(IReadOnlyList<Migration> migrations) => Open(migrations);

    public async Task CloseAsync()
    {
        foreach (var database in _opened)
            await database.DisposeAsync();
        _opened.Clear();
    }

    public async ValueTask DisposeAsync() => await CloseAsync();
}
