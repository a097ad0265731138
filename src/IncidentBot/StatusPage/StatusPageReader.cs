using IncidentBot.Core.StatusPage;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.StatusPage;

/// <summary>Reads the page from the database: one consistent state, and none of it kept, so what is published shows at once.</summary>
internal sealed class StatusPageReader(IDatabase database, StatusPageQueries queries, ComponentCatalog catalog, Clock clock)
{
    /// <summary>How long what is over stays on the page.</summary>
    public static readonly Duration History = Duration.FromDays(14);

    /// <summary>How many incidents the long list of the JSON holds.</summary>
    private const int MostInList = 50;

    /// <summary>The open incidents and those of the last fourteen days.</summary>
    public Task<StatusPageModel> ReadAsync(CancellationToken cancellationToken)
    {
        var now = clock.Now;
        return ReadAsync(now, async session => [.. await queries.OpenAsync(session), .. await queries.PastAsync(session, now - History)], cancellationToken);
    }

    /// <summary>The newest incidents, however old, and whatever is still open.</summary>
    public Task<StatusPageModel> ReadNewestAsync(CancellationToken cancellationToken) =>
        ReadAsync(
            clock.Now,
            async session => [.. (await queries.OpenAsync(session)).UnionBy(await queries.NewestAsync(session, MostInList), row => row.Id)],
            cancellationToken);

    /// <summary>One incident; null when the public knows none of this number.</summary>
    public async Task<PublicIncident?> FindAsync(long number, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            async session => await queries.FindAsync(session, number) is { } row
                ? (await WithUpdatesAsync(session, [row])).FirstOrDefault()
                : null,
            cancellationToken);

    private Task<StatusPageModel> ReadAsync(
        Instant now,
        Func<DbSession, Task<IReadOnlyList<PublicIncidentRow>>> choose,
        CancellationToken cancellationToken) =>
        database.ReadAsync(
            async session =>
            {
                var incidents = await WithUpdatesAsync(session, await choose(session));
                var since = await queries.SinceAsync(session);
                var updated = await queries.LastPublishedAsync(session) ?? since;
                return StatusPageModel.Build(new PublicFacts(since, updated, incidents), catalog, now);
            },
            cancellationToken);

    private async Task<IReadOnlyList<PublicIncident>> WithUpdatesAsync(DbSession session, IReadOnlyList<PublicIncidentRow> rows)
    {
        var updates = (await queries.UpdatesAsync(session, [.. rows.Select(row => row.Id)])).ToLookup(update => update.IncidentId, PublicUpdate.From);
        return [.. rows.Where(row => updates.Contains(row.Id)).Select(row => PublicIncident.From(row, [.. updates[row.Id]]))];
    }
}
