using IncidentBot.Core.Incidents;
using IncidentBot.SlackEdge.Rooms;
using IncidentBot.Storage;
using IncidentBot.Tests.ExternalPages;
using IncidentBot.Tests.Storage;
using IncidentBot.Tests.Subscriptions.Support;
using Microsoft.Extensions.DependencyInjection;
using Room = IncidentBot.EndToEnd.Support.Room;

namespace IncidentBot.EndToEnd.Upgrade;

/// <summary>Today's program opens a database that another version wrote and goes on where that version stopped, four hours later.</summary>
[TestFixture(SqlDialect.Sqlite)]
[TestFixture(SqlDialect.Postgres)]
internal sealed class UpgradeTests(SqlDialect dialect)
{
    private static readonly Uri Nowhere = new("http://127.0.0.1:9/v1/");

    private MailServer mail = null!;
    private AtlassianServer page = null!;

    [SetUp]
    public async Task Start() => (mail, page) = (new MailServer(), await AtlassianServer.StartAsync());

    [TearDown]
    public async Task Stop()
    {
        await mail.DisposeAsync();
        await page.DisposeAsync();
    }

    [TestCaseSource(typeof(UpgradeSample), nameof(UpgradeSample.All))]
    public async Task A_database_of_an_earlier_version_opens_and_goes_on(string sample)
    {
        await using var world = await World.StartAtAsync(
            UpgradeScenario.Later, NewDatabase(), world => UpgradeSample.RestoreAsync(world, sample), UpgradeScenario.Settings(mail.Port, page.Address));

        await AssertGoesOnAsync(world);
    }

    // The same checks hold for what this version writes: the scenario is always one that a sample can be made of.
    [Test]
    public async Task A_database_of_this_version_opens_and_goes_on()
    {
        await using var before = await World.StartAtAsync(UpgradeScenario.Begin, NewDatabase(), _ => Task.CompletedTask, UpgradeScenario.Settings(Nowhere.Port, Nowhere));
        await UpgradeScenario.PlayAsync(before);
        await before.StopBotAsync();
        if (Environment.GetEnvironmentVariable("UPGRADE_SAMPLE") is { Length: > 0 } name)
            await UpgradeSample.SaveAsync(before, name);

        await using var world = await World.StartAtAsync(
            UpgradeScenario.Later, before.ConnectionString, world => UpgradeSample.TakeOverAsync(before, world), UpgradeScenario.Settings(mail.Port, page.Address));

        await AssertGoesOnAsync(world);
    }

    private async Task AssertGoesOnAsync(World world)
    {
        await world.RetriedAsync();
        await Tests.Eventually.IsTrueAsync(() => mail.To("mail@example.com").Count >= 3 && mail.To("new@example.com").Count >= 1 && page.Incidents.Count >= 2);

        await AssertRowsAsync(world);
        await AssertListedAsync(world);
        AssertSaid(world);
        AssertSentOutside();
        await AssertPublicAsync(world);
        await AssertWorksAsync(world);
    }

    private static async Task AssertRowsAsync(World world)
    {
        var migrations = Migration.Embedded(world.ConnectionString.Length > 0 ? "Postgres" : "Sqlite").Count;
        var open = await UpgradeSample.QueryAsync<string>(world, "select kind || ' ' || payload from outbox where state in ('pending', 'in_flight', 'dead')");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await UpgradeSample.QueryAsync<int>(world, "select version from schema_migration order by version"), Is.EqualTo(Enumerable.Range(1, migrations)));
            Assert.That(await UpgradeSample.QueryAsync<string>(world, "select kind from reminder where state = 'armed'"), Is.Empty, "everything that was due was dealt with");
            Assert.That(open, Has.All.StartsWith("subscribers").And.All.Contain("\"subscriber\":2"), "only the webhook has no receiver");
            Assert.That(await UpgradeSample.QueryAsync<string>(world, "select address from subscriber order by id"), Is.EqualTo(new[] { "mail@example.com", "https://hooks.example.com/status", "api@example.com" }));
        }

        if (world.ConnectionString.Length == 0)
            Assert.That(await UpgradeSample.QueryAsync<string>(world, "select integrity_check from pragma_integrity_check"), Is.EqualTo(new[] { "ok" }));
    }

    private static async Task AssertListedAsync(World world)
    {
        var list = await RoomOf(world, "inc-1-").RunAsync(world.Ada, "list");
        var timelines = await Task.WhenAll(Enumerable.Range(1, 9).Select(number => RoomOf(world, "inc-1-").RunAsync(world.Ada, $"timeline INC-{number}")));
        var draft = (await UpgradeSample.QueryAsync<string>(world, $"select id from public_draft where author = '{world.Ada.Id}'")).Single();
        var preview = await world.Services.GetRequiredService<IDatabase>().ReadAsync(
            session => world.Services.GetRequiredService<DraftStore>().FindAsync(session, draft, new PersonId(world.Ada.Id)), CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(list, Does.Contain("5 open incidents").And.Contain("INC-1").And.Contain("INC-5").And.Contain("INC-6").And.Contain("INC-8").And.Contain("INC-9"));
            Assert.That(timelines.Select(timeline => timeline.Split('\n')[0]), Is.EqualTo(Enumerable.Range(1, 9).Select(number => $"Timeline of INC-{number}")));
            Assert.That(timelines[0], Does.Contain("rolling back").And.Contain("the rollback is half done"));
            Assert.That(timelines[1], Does.Contain("restarted the other workers"));
            Assert.That(timelines[6], Does.Contain("Mail was late"));
            Assert.That(preview?.Command.Text, Does.StartWith("Payments fail for some customers"));
        }
    }

    private static void AssertSaid(World world)
    {
        var (outage, payments, reports) = (RoomOf(world, "inc-1-"), RoomOf(world, "inc-8-"), RoomOf(world, "inc-9-"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outage.Saying("*Update* by").Select(update => update.Text), Has.Exactly(1).Items.And.All.Contain("the rollback is half done"), "a row that waited");
            Assert.That(outage.CountSaying("My invoices are missing too."), Is.EqualTo(1), "a row that waited");
            Assert.That(outage.CountSaying("Customers were told"), Is.EqualTo(1), "an update that was about to leave");
            Assert.That(outage.Saying(Reminding.Page).Select(page => page.Text), Has.Exactly(2).Items.And.All.Match(@"\*[23] h \d+ min late\*"), "one for each promise, and it says how late");
            Assert.That(payments.Saying(Reminding.Page), Has.Count.EqualTo(2));
            Assert.That(payments.CountSaying("has waited 3 h 5"), Is.EqualTo(1), "the reminder of an approval");
            Assert.That(reports.Headline.Everything, Does.Contain("Reports are empty"), "a room that could not be opened before");
            Assert.That(world.Workspace.TopLevel(World.General).Count(message => message.Text.Contains("We have found the cause", StringComparison.Ordinal)), Is.EqualTo(1));
            Assert.That(Rows(world), Is.Unique, "each row is posted once");
        }
    }

    private void AssertSentOutside()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(mail.Mails.Select(one => $"{one.Recipient} {one.Subject}"), Is.EquivalentTo(new[]
            {
                "mail@example.com [Status] Investigating: API fails for everyone",
                "mail@example.com [Status] Corrected: API fails for everyone",
                "mail@example.com [Status] Identified: API fails for everyone",
                "new@example.com [Status] Please confirm your subscription",
            }));
            Assert.That(page.Incidents.Select(incident => $"{incident["name"]}: {incident["status"]}"), Is.EquivalentTo(new[] { "API fails for everyone: identified", "Exports are late: resolved" }));
        }
    }

    private static async Task AssertPublicAsync(World world)
    {
        var (now, first, second) = (await world.Http.GetStringAsync("/status"), await world.Http.GetStringAsync("/status/incidents/1"), await world.Http.GetStringAsync("/status/incidents/2"));
        var all = now + first + second + await world.Http.GetStringAsync("/history.atom") + await world.Http.GetStringAsync("/api/v2/incidents.json");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(now, Does.Contain("API fails for everyone").And.Contain("We have found the cause").And.Contain("Major outage"));
            Assert.That(first, Does.Contain("customers in the EU").And.Contain("corrected at").And.Not.Contain("for all customers"));
            Assert.That(second, Does.Contain("Exports are late").And.Contain("added afterwards"));
            Assert.That(all, Does.Not.Contain(UpgradeScenario.SecurityTitle).And.Not.Contain("Payments").And.Not.Contain("Sign-in"));
        }
    }

    private static async Task AssertWorksAsync(World world)
    {
        var outage = RoomOf(world, "inc-1-");
        await outage.RunAsync(world.Linus, "update it works again");
        await world.UntilAsync(() => outage.Saying("*Update* by").Count == 2, "the update");
        await world.MoveAndHearAsync(TimeSpan.FromSeconds(30 * 60 + 5));
        var room = await world.DeclareAsync("critical: New after the upgrade");

        Assert.That(outage.Saying($"room update was promised").Count(message => message.Text.Contains(Reminding.DueNow, StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(room.Channel.Name, Is.EqualTo("inc-10-new-after-the-upgrade"));
    }

    private string NewDatabase() => dialect == SqlDialect.Postgres ? PostgresCluster.Shared.NewDatabase() : "";

    private static Room RoomOf(World world, string prefix) => new(world, world.Workspace.Channels.Single(channel => channel.Name.StartsWith(prefix, StringComparison.Ordinal)).Id);

    private static IReadOnlyList<string> Rows(World world) =>
    [
        .. world.Workspace.Channels.SelectMany(channel => channel.Messages)
            .Where(message => message.Metadata is not null)
            .Select(message => message.Metadata!.Value.GetProperty("event_payload").GetProperty("row").GetString()!),
    ];
}
