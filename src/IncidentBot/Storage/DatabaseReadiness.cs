using System.Security.Cryptography;
using IncidentBot.Observability;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IncidentBot.Storage;

/// <summary>
/// Whether the database takes a write as large as a command's, which a full or read-only disk does not. One write is tried at a time, and at most one per
/// second succeeds, however many requests there are; in between a read that touches rows has to do.
/// </summary>
internal sealed class DatabaseReadiness(IDatabase database, Clock clock, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan BetweenWrites = TimeSpan.FromSeconds(1);

    // The last page of a full disk may still hold a small value. Random, because a database may compress what repeats.
    private static readonly string AsLargeAsACommand = RandomNumberGenerator.GetHexString(64 * 1024);

    private int _writing;
    private long _writtenAt;
    private volatile string? _refusal;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        try
        {
            if (IsFresh() || Interlocked.Exchange(ref _writing, 1) == 1)
                await database.ReadAsync(session => session.FindAsync<int?>("select 1 from delivery limit 1"), cancellationToken);
            else
                await WriteAsync(cancellationToken);
            return _refusal is { } refusal ? NotReady(refusal) : Readiness.Ready("answers and takes writes");
        }
        catch (DatabaseBusyException)
        {
            // A balancer that takes a busy replica out would leave its callers without any.
            return Readiness.Ready("has a full write queue at the moment");
        }
        catch (StorageUnavailableException refusal)
        {
            return NotReady(refusal.Message);
        }
    }

    private static HealthCheckResult NotReady(string refusal) => Readiness.NotReady("cannot be used", refusal);

    private bool IsFresh() => Interlocked.Read(ref _writtenAt) is var at and not 0 && time.GetElapsedTime(at) < BetweenWrites;

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        try
        {
            await database.WriteAsync(
                session => session.ExecuteAsync(
                    """
                    insert into delivery (key, received_at, answer)
                    values ('readiness', @Now, @AsLargeAsACommand)
                    on conflict (key) do update
                    set received_at = @Now, answer = @AsLargeAsACommand
                    """,
                    new { clock.Now, AsLargeAsACommand }),
                cancellationToken);
            _refusal = null;
            Interlocked.Exchange(ref _writtenAt, time.GetTimestamp());
        }
        catch (StorageUnavailableException refusal)
        {
            _refusal = refusal.Message;
            Interlocked.Exchange(ref _writtenAt, 0);
            throw;
        }
        finally
        {
            Interlocked.Exchange(ref _writing, 0);
        }
    }
}
