using IncidentBot.Core.StatusPage;
using IncidentBot.StatusPage.Maintenance;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.StatusPage.Facts;

/// <summary>Reads public data, each time in one transaction.</summary>
internal sealed class StatusPageReader(IDatabase database, StatusPageQueries queries, PublicPageStore page, IMaintenanceSource maintenance)
{
    /// <summary>How long an incident that is over stays on the front page.</summary>
    public static readonly Duration Recent = Duration.FromDays(14);

    /// <summary>The number of incidents in the JSON and the feeds.</summary>
    public const int MostInList = 50;

    /// <summary>The number of incidents on a history page.</summary>
    public const int MostInMonth = 500;

    // One day more than is shown, because the facts may be a day old when they are shown.
    private static readonly Duration UptimePeriod = Duration.FromDays(Core.StatusPage.Uptime.ShownDays + 1);

    public Task<long> VersionAsync() => database.ReadAsync(page.VersionAsync, CancellationToken.None);

    public Task<PublicFacts> ReadAsync(Instant now) =>
        database.ReadAsync(
            async session =>
            {
                IReadOnlyList<PublicIncidentRow> rows =
                [
                    .. (await queries.OpenAsync(session))
                        .Concat(await queries.PastAsync(session, now - Recent))
                        .UnionBy(await queries.NewestAsync(session, MostInList), row => row.Id)
                        .OrderByDescending(row => row.Id),
                ];
                return new PublicFacts
                {
                    Version = await page.VersionAsync(session),
                    Since = await queries.SinceAsync(session),
                    FirstPublishedAt = await queries.FirstPublishedAsync(session),
                    LastPublishedAt = await queries.LastPublishedAsync(session),
                    Incidents = await WithUpdatesAsync(session, rows),
                    StatusIntervals = ComponentHistory.Of(await queries.StatusIntervalsAsync(session, now - UptimePeriod)),
                    Maintenances = await maintenance.ReadAsync(session, now - UptimePeriod),
                };
            },
            CancellationToken.None);

    /// <summary>One incident; null when no public incident has this number.</summary>
    public Task<PublicIncident?> FindAsync(long number, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async session => await queries.FindAsync(session, number) is { } row
                ? (await WithUpdatesAsync(session, [row])).FirstOrDefault()
                : null,
            cancellationToken);

    /// <summary>The same, with the version of the public data.</summary>
    public Task<(PublicIncident? Incident, long Version)> FindWithVersionAsync(long number, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async session =>
            {
                var version = await page.VersionAsync(session);
                var incident = await queries.FindAsync(session, number) is { } row
                    ? (await WithUpdatesAsync(session, [row])).FirstOrDefault()
                    : null;
                return (incident, version);
            },
            cancellationToken);

    /// <summary>The numbers of all public incidents.</summary>
    public Task<IReadOnlySet<long>> NumbersAsync() =>
        database.ReadAsync<IReadOnlySet<long>>(async session => (await queries.NumbersAsync(session)).ToHashSet(), CancellationToken.None);

    /// <summary>The components that other open incidents affect, with the state of each. A small query, run each time.</summary>
    public Task<IReadOnlyList<IReadOnlyDictionary<string, ComponentStatus>>> HeldByOthersAsync(long number, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<IReadOnlyDictionary<string, ComponentStatus>>>(
            async session => [.. (await queries.OpenAsync(session)).Where(row => row.Id != number).Select(PublicIncident.ReadHeld)],
            cancellationToken);

    /// <summary>
    /// The incidents first published in this period, newest first. One more than <see cref="MostInMonth"/> means that there are more.
    /// </summary>
    public Task<IReadOnlyList<PublicIncident>> BegunAsync(Instant from, Instant until) =>
        database.ReadAsync(
            async session => await WithUpdatesAsync(session, await queries.BegunAsync(session, from, until, MostInMonth + 1)),
            CancellationToken.None);

    private async Task<IReadOnlyList<PublicIncident>> WithUpdatesAsync(DbSession session, IReadOnlyList<PublicIncidentRow> rows)
    {
        if (rows.Count == 0)
            return [];
        var updates = (await queries.UpdatesAsync(session, [.. rows.Select(row => row.Id)])).ToLookup(update => update.IncidentId, PublicUpdate.From);
        return [.. rows.Where(row => updates.Contains(row.Id)).Select(row => PublicIncident.From(row, [.. updates[row.Id]]))];
    }
}
