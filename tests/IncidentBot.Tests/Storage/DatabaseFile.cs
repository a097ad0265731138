using IncidentBot.Configuration;
using IncidentBot.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace IncidentBot.Tests.Storage;

/// <summary>A real database file in a folder of its own, gone with the test.</summary>
internal sealed class DatabaseFile : ITestDatabase
{
    private readonly List<SqliteDatabase> _opened = [];

    public string Folder { get; } = Directory.CreateTempSubdirectory("incidentbot-").FullName;

    public string Path => System.IO.Path.Combine(Folder, "test.db");

    public MovableTime Time { get; } = MovableTime.Frozen();

    public Clock Clock => new(Time);

    public StorageOptions Options => new() { Path = Path };

    public SqliteDatabase Open()
    {
        MigratedDatabase.CopyTo(Path, Clock);
        return Open(Migration.Embedded("Sqlite"));
    }

    public SqliteDatabase Open(IReadOnlyList<Migration> migrations) => Open(Path, migrations);

    public SqliteDatabase Open(string path, IReadOnlyList<Migration> migrations)
    {
        var database = SqliteDatabase.Open(new StorageOptions { Path = path }, migrations, Clock, NullLogger.Instance);
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

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
