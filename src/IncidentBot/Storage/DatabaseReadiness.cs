using IncidentBot.Observability;

namespace IncidentBot.Storage;

/// <summary>Whether the database answers a read that touches its rows.</summary>
internal sealed class DatabaseReadiness(IDatabase database) : IReadinessCheck
{
    public string Name => "database";

    public async Task<Readiness> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            await database.ReadAsync(session => session.FindAsync<int?>("select 1 from delivery limit 1"), cancellationToken);
            return Readiness.Ready("answers");
        }
        catch (StorageUnavailableException refusal)
        {
            return Readiness.NotReady("does not answer", refusal.Message);
        }
    }
}
