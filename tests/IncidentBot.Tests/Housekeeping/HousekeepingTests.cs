using IncidentBot.Housekeeping;
using IncidentBot.Outbox;
using IncidentBot.Scheduling;
using IncidentBot.Storage;
using IncidentBot.Tests.Outbox;
using IncidentBot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NUnit.Framework;

namespace IncidentBot.Tests.Housekeeping;

[TestFixture(SqlDialect.Sqlite)]
[TestFixture(SqlDialect.Postgres)]
internal sealed class HousekeepingTests(SqlDialect dialect)
{
    [Test]
    public async Task Deliveries_are_remembered_for_26_hours()
    {
        await using var outbox = new OutboxFixture(dialect);
        var deliveries = new DeliveryStore();
        var received = outbox.Now;
        await outbox.Database.WriteAsync(s => deliveries.RecordAsync(s, "k", received, null), CancellationToken.None);
        var chore = new PruneDeliveries(outbox.Database, deliveries);

        await chore.RunAsync(received + Duration.FromHours(26), CancellationToken.None);
        var before = await outbox.Database.ReadAsync(s => deliveries.FindAsync(s, "k"), CancellationToken.None);
        await chore.RunAsync(received + Duration.FromHours(27), CancellationToken.None);
        var after = await outbox.Database.ReadAsync(s => deliveries.FindAsync(s, "k"), CancellationToken.None);

        Assert.That((before is null, after is null), Is.EqualTo((false, true)));
    }

    [Test]
    public async Task Sent_calls_are_remembered_for_7_days()
    {
        await using var outbox = new OutboxFixture(dialect);
        await outbox.Add("a");
        await outbox.Mark((await outbox.Claim()).Single(), new SendOutcome.Sent());
        var chore = new PruneOutbox(outbox.Queries);

        await chore.RunAsync(outbox.Now + Duration.FromDays(7), CancellationToken.None);
        var before = await Count(outbox.Database);
        await chore.RunAsync(outbox.Now + Duration.FromDays(7) + Duration.FromHours(1), CancellationToken.None);
        var after = await Count(outbox.Database);

        Assert.That((before, after), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task The_service_does_every_chore_there_is()
    {
        await using var file = new DatabaseFile();
        await using var service = BotApplication.Build(
            ["--Slack:BotToken=xoxb-1-2-abc", "--Slack:SigningSecret=8f74", $"--Storage:Path={file.Path}"], TimeProvider.System);

        var done = service.Services.GetServices<IChore>().Select(chore => chore.GetType());

        Assert.That(done, Is.EquivalentTo(typeof(IChore).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IChore)))));
    }

    private static Task<int> Count(IDatabase database) =>
        database.ReadAsync(session => session.SingleAsync<int>("select count(*) from outbox"), CancellationToken.None);
}
