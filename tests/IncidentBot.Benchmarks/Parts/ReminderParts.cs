using BenchmarkDotNet.Attributes;
using IncidentBot.Benchmarks.Targets;
using IncidentBot.Configuration;
using IncidentBot.Reminders;
using IncidentBot.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace IncidentBot.Benchmarks.Parts;

/// <summary>The cost of a sweep without due reminders, which is nearly every sweep.</summary>
[MemoryDiagnoser]
public class ReminderParts
{
    private readonly ReminderStore _reminders = new();
    private string _folder = "";
    private SqliteDatabase _database = null!;

    [Params(100, 100_000)]
    public int OpenIncidents { get; set; }

    [GlobalSetup]
    public async Task FillAsync()
    {
        _folder = Directory.CreateTempSubdirectory("incidentbot-parts-").FullName;
        var path = Path.Combine(_folder, "data.db");
        await DispatchParts.DeclareOnceAsync(path);
        Crowd.Fill(path, OpenIncidents);
        _database = SqliteDatabase.OpenBeside(new StorageOptions { Path = path }, NullLogger.Instance);
    }

    [Benchmark]
    public Task<int> NothingDue() => _database.ReadAsync(
        async session => (await _reminders.DueIncidentsAsync(session, Instant.FromUnixTimeSeconds(0), 500)).Count, CancellationToken.None);

    [GlobalCleanup]
    public async Task RemoveAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
