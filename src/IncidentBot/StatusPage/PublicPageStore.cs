using IncidentBot.Storage;

namespace IncidentBot.StatusPage;

/// <summary>How often what the public may read has changed. Whoever changes any of it says so here, in the same commit.</summary>
internal sealed class PublicPageStore
{
    /// <summary>What is public changes with this commit.</summary>
    public Task MarkChangedAsync(DbSession session) =>
        session.PostAsync(
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
