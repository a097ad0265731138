using IncidentBot.Core.Incidents;
using IncidentBot.Incidents;
using IncidentBot.SlackEmulator;
using IncidentBot.Storage;
using IncidentBot.Tests;
using IncidentBot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentBot.EndToEnd;

/// <summary>Several bots share one PostgreSQL database and one workspace.</summary>
internal sealed class ReplicaTests
{
    private static readonly TimeSpan JustDue = TimeSpan.FromSeconds(30 * 60 + 5);

    [Test]
    public async Task A_delivery_that_reaches_both_replicas_has_one_effect_and_one_answer()
    {
        await using var world = await World.StartReplicatedAsync(2);
        world.Balancer!.ToAll = true;

        var room = await world.DeclareAsync("critical: API is down");
        await room.RunAsync(world.Grace, "lead me");
        await room.RunAsync(world.Grace, "note looked at the graphs");
        await world.Linus.JoinAsync(room.Id);
        await world.QuietAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(world.Balancer.AnswersOfAll, Has.Count.GreaterThanOrEqualTo(3));
            Assert.That(world.Balancer.AnswersOfAll, Has.All.Matches<IReadOnlyList<string>>(answers => answers is [var one, var other] && one == other));
            Assert.That(world.RoomNames(), Has.Count.EqualTo(1));
            Assert.That(world.Workspace.TopLevel(World.Incidents), Has.Count.EqualTo(1));
            Assert.That(room.Channel.Pins, Has.Count.EqualTo(1));
            Assert.That(world.Workspace.Ephemerals(world.Linus.Id), Has.Count.EqualTo(1), "one recap");
            Assert.That((await EventsAsync(world)).OfType<IncidentEvent.LeadAssigned>().Count(), Is.EqualTo(1));
            Assert.That((await EventsAsync(world)).OfType<IncidentEvent.NoteAdded>().Count(), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task Two_people_who_take_the_lead_at_the_same_moment_each_get_an_answer_and_one_leads()
    {
        await using var world = await World.StartReplicatedAsync(2);
        var room = await world.DeclareAsync("critical: API is down");

        for (var round = 0; round < 8; round++)
        {
            var answers = await Task.WhenAll(room.RunAsync(world.Grace, "lead me"), room.RunAsync(world.Linus, "lead me"));

            Assert.That(answers, Has.All.Not.Contains("wrong").And.All.Not.Contains("try again"), string.Join(" | ", answers));
            var taken = (await EventsAsync(world)).OfType<IncidentEvent.LeadAssigned>().ToList();
            var incident = await world.Services.GetRequiredService<IDatabase>().ReadAsync(
                session => world.Services.GetRequiredService<IncidentStore>().FindAsync(session, new IncidentId(1)), CancellationToken.None);
            Assert.That(incident!.Lead, Is.EqualTo(taken[^1].Person), "the last assignment counts");
            Assert.That(taken.Skip(1).Select(one => one.Previous), Is.EqualTo(taken.SkipLast(1).Select(one => (PersonId?)one.Person)), "each assignment names the previous lead");
        }
    }

    [Test]
    public async Task Each_reminder_is_sent_once_by_any_number_of_replicas()
    {
        await using var world = await World.StartReplicatedAsync(3);
        var room = await world.DeclareAsync("critical: API is down");
        await room.RunAsync(world.Grace, "lead me");
        await world.QuietAsync();

        await world.MoveAndHearAsync(JustDue);
        await world.MoveAndHearAsync(TimeSpan.FromMinutes(5));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(room.Saying(Reminding.Due), Has.Count.EqualTo(2), "the due reminder and the repeated one");
            Assert.That(room.Saying(Reminding.StillNone), Has.Count.EqualTo(1));
            Assert.That(Marks(world), Is.Unique);
        }
    }

    [Test]
    public async Task Replicas_are_replaced_one_by_one_under_load()
    {
        await using var world = await World.StartReplicatedAsync(2);
        using var enough = new CancellationTokenSource();
        var declared = new List<string>();
        var traffic = DeclareOnAndOnAsync();

        for (var replaced = 0; replaced < 2; replaced++)
        {
            var before = declared.Count;
            await world.StartBotAsync();
            await world.StopOldestBotAsync();
            await Eventually.IsTrueAsync(() => declared.Count >= before + 5);
        }

        await enough.CancelAsync();
        await traffic;
        await world.UntilAsync(() => world.RoomNames().Count == declared.Count, "a room for each");
        await world.RetriedAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(declared, Has.All.StartsWith("Declared"));
            Assert.That(world.Workspace.TopLevel(World.Incidents), Has.Count.EqualTo(declared.Count));
            Assert.That(world.Workspace.Channels.Where(channel => channel.Name.StartsWith("inc-", StringComparison.Ordinal)).Select(channel => channel.Pins.Count), Has.All.EqualTo(1));
            Assert.That(Marks(world), Is.Unique);
        }

        async Task DeclareOnAndOnAsync()
        {
            for (var number = 0; !enough.IsCancellationRequested; number++)
            {
                var answer = await world.Ada.CommandAsync("/incident", $"declare critical: outage {number}", World.General);
                declared.Add(answer.Everything);
            }
        }
    }

    [Test]
    public async Task The_post_of_a_killed_replica_is_found_by_another_and_not_repeated()
    {
        await using var world = await World.StartReplicatedAsync(0);
        await using var toSlack = await Balancer.StartAsync();
        toSlack.Add(world.Slack.BaseUrl);
        var posted = new TaskCompletionSource();
        // Slack has the message; its response never arrives.
        toSlack.BeforeAnswer = request =>
        {
            if (request.Path != "/api/chat.postMessage")
                return Task.CompletedTask;
            posted.TrySetResult();
            return new TaskCompletionSource().Task.WaitAsync(request.HttpContext.RequestAborted);
        };
        await using var doomed = BotProcess.Start(world.DatabasePath, world.Slack, new Dictionary<string, string>
        {
            ["Storage__Provider"] = "Postgres",
            ["Storage__ConnectionString"] = world.ConnectionString,
            ["Slack__ApiBaseUrl"] = new Uri(toSlack.Address, "/api/").AbsoluteUri,
        });
        world.Balancer!.Add(await doomed.AddressAsync());

        var answer = await world.Ada.CommandAsync("/incident", "declare critical: API is down", World.General);
        await posted.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        await doomed.KillAsync();
        world.Balancer.Remove(await doomed.AddressAsync());
        await world.StartBotAsync();
        await world.UntilAsync(() => world.Slack.Calls.Count(call => call.Method == "auth.test") == 2, "the second replica");
        var whileClaimed = world.Slack.Calls.Count(call => call.Method == "conversations.history");
        world.Move(TimeSpan.FromSeconds(61));
        var room = await world.RoomAfterAsync([]);
        await world.RetriedAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Text, Does.StartWith("Declared"));
            Assert.That(whileClaimed, Is.Zero, "no replica checks before the end of the claim");
            Assert.That(world.Slack.Calls.Count(call => call.Method == "conversations.history"), Is.GreaterThan(0));
            Assert.That(world.Workspace.TopLevel(World.Incidents), Has.Count.EqualTo(1));
            Assert.That(room.Channel.Pins, Has.Count.EqualTo(1));
            Assert.That(Marks(world), Is.Unique);
        }
    }

    [Test]
    public async Task While_the_database_is_away_answers_say_that_nothing_was_saved_and_work_continues_afterwards()
    {
        using var cluster = PostgresCluster.StartNew();
        await using var world = await World.StartReplicatedAsync(2, cluster);
        var room = await world.DeclareAsync("critical: API is down");
        await world.QuietAsync();

        cluster.Stop();
        var away = await room.RunAsync(world.Grace, "lead me");
        using var ready = await world.Http.GetAsync("/readyz");
        var said = await ready.Content.ReadAsStringAsync();
        cluster.Start();
        await Eventually.IsTrueAsync(async () => (await room.RunAsync(world.Grace, "lead me")).Contains("lead", StringComparison.Ordinal));
        await room.UntilHeadlineSaysAsync($"<@{world.Grace.Id}>");
        await world.MoveAndHearAsync(JustDue);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(away, Does.Contain("nothing was saved"));
            Assert.That((int)ready.StatusCode, Is.EqualTo(503));
            Assert.That(said, Does.Contain("cannot be reached").And.Contain("Storage:ConnectionString"));
            Assert.That(room.Saying(Reminding.Due), Has.Count.EqualTo(1));
        }
    }

    [Test]
    public async Task A_replica_without_its_database_ends_with_one_sentence()
    {
        await using var world = await World.StartReplicatedAsync(0);

        await using var bot = BotProcess.Start(world.DatabasePath, world.Slack, new Dictionary<string, string>
        {
            ["Storage__Provider"] = "postgres",
            ["Storage__ConnectionString"] = "Host=127.0.0.1;Port=9;Database=incidents;Username=bot;Password=open-sesame",
        });
        await bot.EndedAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(bot.ExitCode, Is.EqualTo(1));
            Assert.That(bot.Output, Does.Contain("IncidentBot cannot start. The PostgreSQL database incidents at 127.0.0.1:9 cannot be reached").And.Not.Contain("   at "));
            Assert.That(bot.Output, Does.Not.Contain("sesame"));
        }
    }

    // The only incident may have any number: a declaration that lost a race leaves a gap.
    private static async Task<IReadOnlyList<IncidentEvent>> EventsAsync(World world) =>
    [
        .. (await world.Services.GetRequiredService<IDatabase>().ReadAsync(
            async session => await world.Services.GetRequiredService<TimelineStore>().LatestAsync(
                session, new IncidentId(await session.SingleAsync<long>("select id from incident")), 1_000),
            CancellationToken.None)).Select(entry => entry.Event),
    ];

    private static IReadOnlyList<string> Marks(World world) =>
    [
        .. world.Workspace.Channels.SelectMany(channel => channel.Messages)
            .Where(message => message.Metadata is not null)
            .Select(message => message.Metadata!.Value.GetProperty("event_payload").GetProperty("row").GetString()!),
    ];
}
