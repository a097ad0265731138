using IncidentBot.Storage;

namespace IncidentBot.StatusPage;

/// <summary>The version of all public data. Each transaction that changes public data must increment it.</summary>
internal sealed class PublicPageStore
{
    /// <summary>Increments the version in this transaction.</summary>
    public Task MarkChangedAsync(DbSession session) =>
        session.ExecuteInBatchAsync(
            """
            update public_page
            set version = version + 1
            where id = 1
            """);

    public Task<long> VersionAsync(DbSession session) =>
        session.SingleAsync<long>(
            """
            select version
            from public_page
            where id = 1
            """);
}
