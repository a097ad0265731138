using IncidentBot.Outbox;
using IncidentBot.Storage;
using NUnit.Framework;

namespace IncidentBot.Tests.Outbox;

/// <summary>How SQLite goes about it.</summary>
internal sealed class OutboxPlanTests
{
    [TestCase(OutboxStore.ClaimSql, "outbox_due", "outbox_lane")]
    [TestCase(OutboxStore.NextDueSql, "outbox_due")]
    [TestCase(OutboxStore.RestartFutureWaitsSql, "outbox_due")]
    [TestCase(OutboxQueries.PruneSql, "outbox_done")]
    public async Task Finds_its_rows_by_searching_an_index(string sql, params string[] indexes)
    {
        await using var outbox = new OutboxFixture();

        var plan = await Plan(outbox.Database, sql);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(plan, Has.None.Contains("SCAN"), string.Join('\n', plan));
            foreach (var index in indexes)
                Assert.That(plan, Has.Some.Contains($"INDEX {index}"), string.Join('\n', plan));
        }
    }

    [TestCase(OutboxQueries.PendingSql, "COVERING INDEX outbox_due")]
    [TestCase(OutboxQueries.OldestPendingSql, "COVERING INDEX outbox_due")]
    [TestCase(OutboxQueries.BulkSql, "COVERING INDEX outbox_due")]
    [TestCase(OutboxQueries.DeadSql, "INDEX outbox_dead")]
    public async Task Counts_by_an_index_that_holds_nothing_else(string sql, string index)
    {
        await using var outbox = new OutboxFixture();

        var plan = await Plan(outbox.Database, sql);

        Assert.That(plan, Has.All.Contains(index), string.Join('\n', plan));
    }

    private static Task<IReadOnlyList<string>> Plan(IDatabase database, string sql) =>
        database.WriteAsync(
            async session =>
            {
                var steps = await session.QueryAsync<PlanStep>(
                    "explain query plan " + sql,
                    new { now = 0L, until = 0L, max = 1, maxBulk = 1, own = new[] { 1L }, before = 0L, future = 0L, PrunedAtOnce = 1 });
                return (IReadOnlyList<string>)[.. steps.Select(step => step.Detail)];
            },
            CancellationToken.None);

    private sealed record PlanStep
    {
        public string Detail { get; init; } = "";
    }
}
