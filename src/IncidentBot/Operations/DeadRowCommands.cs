using IncidentBot.Configuration;
using IncidentBot.Outbox;
using IncidentBot.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace IncidentBot.Operations;

/// <summary>The calls that Slack refused for good: which they are, and another try. The running bot picks them up within a second.</summary>
internal static class DeadRowCommands
{
    /// <returns>One line each.</returns>
    public static async Task<string> ListAsync(StorageOptions options, Clock clock)
    {
        await using var database = Open(options, clock);
        var dead = await new OutboxQueries((IDatabase)database, new OutboxSignal(), clock).DeadAsync(CancellationToken.None);
        return dead.Count == 0
            ? "Nothing was given up."
            : string.Join('\n', dead.Select(row => $"{row.Id}  {row.DoneAt:uuuu-MM-dd HH:mm} UTC  {row.Lane}  {row.LastError}")) + "\n\nMend the cause, then: retry-dead, or retry-dead with the numbers of some.";
    }

    /// <param name="options">Which database.</param>
    /// <param name="ids">Which rows; empty means all.</param>
    /// <param name="clock">Now.</param>
    /// <returns>What was done.</returns>
    public static async Task<string> RetryAsync(StorageOptions options, IReadOnlyList<long> ids, Clock clock)
    {
        await using var database = Open(options, clock);
        var outbox = new OutboxQueries((IDatabase)database, new OutboxSignal(), clock);
        var retried = await outbox.RetryDeadAsync(ids.Count == 0 ? null : ids, CancellationToken.None);
        return retried switch
        {
            0 when ids.Count > 0 => $"None of {string.Join(", ", ids)} is a dead row; \"dead\" lists those that are.",
            0 => "There is nothing to retry: no row is dead.",
            1 => "One row will be sent again; the running bot takes it within a second.",
            _ => $"{retried} rows will be sent again; the running bot takes them within a second.",
        };
    }

    private static IAsyncDisposable Open(StorageOptions options, Clock clock) => options.Provider == StorageProvider.Postgres
        ? PostgresDatabase.Open(options, Migration.Embedded("Postgres"), clock, NullLogger.Instance)
        : SqliteDatabase.OpenBeside(options, NullLogger.Instance);
}
