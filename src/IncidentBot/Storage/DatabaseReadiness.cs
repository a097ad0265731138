using IncidentBot.Observability;

namespace IncidentBot.Storage;

/// <summary>
/// Whether the database takes a write as large as a command's, which a full or read-only disk does not. At most one a second, however often somebody asks; in
/// between a read that touches rows must do.
/// </summary>
internal sealed class DatabaseReadiness(IDatabase database, Clock clock, TimeProvider time) : IReadinessCheck
{
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(1);

    // The last page of a full disk may still hold a small one.
    private static readonly string AsLargeAsACommand = new('.', 64 * 1024);

    private long? writtenAt;

    public string Name => "database";

    public async Task<Readiness> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (writtenAt is { } before && time.GetElapsedTime(before) < Often)
                await database.ReadAsync(session => session.FindAsync<int?>("select 1 from delivery limit 1"), cancellationToken);
            else
                await WriteAsync(cancellationToken);
            return Readiness.Ready("answers and takes writes");
        }
        catch (StorageUnavailableException refusal)
        {
            return Readiness.NotReady("cannot be used", refusal.Message);
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
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
        writtenAt = time.GetTimestamp();
    }
}
