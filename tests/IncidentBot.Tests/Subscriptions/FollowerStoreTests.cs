using IncidentBot.Storage;
using IncidentBot.Subscriptions.Audience;
using IncidentBot.Tests.Storage;
using IncidentBot.Tests.Subscriptions.Support;
using NUnit.Framework;

namespace IncidentBot.Tests.Subscriptions;

/// <summary>The followers of an incident when it is merged: queries and locks of each database.</summary>
internal sealed class FollowerStoreTests
{
    [Test]
    public async Task A_merge_reads_only_the_followers_of_the_merged_incident()
    {
        await using var file = TestDatabase.Of(SqlDialect.Sqlite);
        var database = file.Open();

        var plan = await database.ReadAsync(
            session => session.QueryAsync<PlanStep>("explain query plan " + SubscriberStore.CarryOverSql, new { from = 1L, to = 2L }), CancellationToken.None);

        Assert.That(plan.Select(step => step.Detail), Has.One.Contains("subscriber_incident_followed (incident_id=?)").And.None.StartsWith("SCAN"));
    }

    [Test]
    public async Task A_confirmation_during_a_merge_by_another_replica_follows_the_incident_that_continues()
    {
        await using var world = await SubscribedWorld.OpenAsync(SqlDialect.Postgres, pumps: false);
        var (first, second) = ((await world.DeclareAsync()).Number, (await world.DeclareAsync()).Number);
        var (carried, commit) = (Signal(), Signal());
        var merging = world.OpenElsewhere().WriteAsync(
            async session =>
            {
                await session.ExecuteAsync("update incident set merged_into = @second where id = @first", new { first, second });
                await new SubscriberStore().CarryOverAsync(session, first, second);
                carried.TrySetResult();
                await commit.Task;
            },
            CancellationToken.None);
        await carried.Task;

        var confirming = world.AddAsync("late@example.com", SubscriptionScope.ToIncident(first));
        await Eventually.IsTrueAsync(async () => confirming.IsCompleted || await WaitsAsync(world));
        commit.SetResult();
        await Task.WhenAll(merging, confirming);

        var follows = await world.Database.ReadAsync(session => session.QueryAsync<long>("select incident_id from subscriber_incident order by incident_id"), CancellationToken.None);
        Assert.That(follows, Is.EqualTo(new[] { first, second }));
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static Task<bool> WaitsAsync(SubscribedWorld world) => world.Database.ReadAsync(
        async session => await session.SingleAsync<long>("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") > 0,
        CancellationToken.None);

    private sealed record PlanStep
    {
        public string Detail { get; init; } = "";
    }
}
