using System.Collections.Concurrent;
using IncidentBot.Configuration;
using IncidentBot.Outbox;
using IncidentBot.Storage;
using IncidentBot.Tests.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace IncidentBot.Tests.Outbox;

/// <summary>An outbox on a real database, with a sender that does what the test says.</summary>
internal sealed class OutboxFixture : IOutboxSender, IAsyncDisposable
{
    private readonly List<OutboxPump> _pumps = [];

    public OutboxFixture(SqlDialect dialect = SqlDialect.Sqlite)
    {
        File = TestDatabase.Of(dialect);
        Database = File.Open();
        Store = new OutboxStore(Database, Signal);
        Queries = new OutboxQueries(Database, Signal, File.Clock);
    }

    public ITestDatabase File { get; }
    public OutboxSignal Signal { get; } = new();
    public IDatabase Database { get; }
    public OutboxStore Store { get; }
    public OutboxQueries Queries { get; }
    public Instant Now => File.Clock.Now;

    /// <summary>What the sender was given, in order.</summary>
    public ConcurrentQueue<OutboxRow> Calls { get; } = [];

    public Func<OutboxRow, CancellationToken, Task<SendOutcome>> Answer { get; set; } = (_, _) => Outcome(new SendOutcome.Sent());

    public static Task<SendOutcome> Outcome(SendOutcome outcome) => Task.FromResult(outcome);

    public bool Handles(string kind) => kind == "call";

    public Task<SendOutcome> SendAsync(OutboxRow row, CancellationToken ct)
    {
        Calls.Enqueue(row);
        return Answer(row, ct);
    }

    public Task<long> Add(string lane, string payload = "", string kind = "call", Instant? notBefore = null, bool bulk = false) =>
        AddAsync(new OutboxEntry(lane, kind, payload, 1, 1, notBefore) { IsBulk = bulk });

    /// <summary>Adds a row and then does <paramref name="before"/>, still in the same unit of work.</summary>
    /// <returns>The row's id.</returns>
    public Task<long> AddAsync(OutboxEntry entry, Func<Task>? before = null, OutboxStore? store = null, Instant? at = null) =>
        Database.WriteAsync(
            async session =>
            {
                await (store ?? Store).AddAsync(session, [entry], at ?? Now);
                var id = await session.SingleAsync<long>("select max(id) from outbox where lane = @Lane", new { entry.Lane });
                if (before is not null)
                    await before();
                return id;
            },
            CancellationToken.None);

    public Task<IReadOnlyList<OutboxRow>> Claim(int max = 100) =>
        Store.ClaimAsync(Now, OutboxOptions.Default.ClaimLease, new OutboxSlots(max, max), [], CancellationToken.None);

    public Task<bool> Mark(OutboxRow row, SendOutcome outcome) =>
        Store.MarkAsync(row, DeliveryPolicy.Decide(row, outcome, Now), CancellationToken.None);

    public Task<OutboxRow> Row(long id) =>
        Database.ReadAsync(
            session => session.SingleAsync<OutboxRow>("select * from outbox where id = @id", new { id }), CancellationToken.None);

    public async Task<OutboxPump> StartPump(ILogger<OutboxPump>? logger = null, OutboxStore? store = null, OutboxOptions? options = null)
    {
        store ??= Store;
        options ??= OutboxOptions.Default;
        var sending = new OutboxSending([this], options, File.Time, NullLogger<OutboxSending>.Instance);
        var rescheduler = new OutboxRescheduler(store, File.Clock, File.Time, NullLogger<OutboxRescheduler>.Instance);
        var pump = new OutboxPump(store, sending, Signal, Meters.Metrics(), options, rescheduler, File.Clock, File.Time, logger ?? NullLogger<OutboxPump>.Instance);
        _pumps.Add(pump);
        await pump.StartAsync(CancellationToken.None);
        return pump;
    }

    public Task UntilState(long id, string state) => Eventually.IsTrueAsync(async () => (await Row(id)).State == state);

    public async ValueTask DisposeAsync()
    {
        foreach (var pump in _pumps)
            await pump.StopAsync(CancellationToken.None);

        await File.DisposeAsync();
    }
}
