using IncidentBot.Configuration;
using IncidentBot.Operations;
using IncidentBot.SlackEmulator;
using IncidentBot.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentBot.EndToEnd;

/// <summary>
/// Failures of Slack, each with all expectations: people get answers, all messages arrive afterwards in order and once, reminders are sent once with their
/// lateness, and the operator sees it.
/// </summary>
internal sealed class SlackBadDayTests
{
    private const int EveryTime = 1_000_000;

    private static readonly TimeSpan JustDue = TimeSpan.FromSeconds(30 * 60 + 5);

    [TestCase("out of reach")]
    [TestCase("503 from its front")]
    [TestCase("500 from each method")]
    [TestCase("every connection reset")]
    [TestCase("429 for everything")]
    [TestCase("no answer at all")]
    [TestCase("token_revoked")]
    [TestCase("account_inactive")]
    public async Task An_hour_of(string trouble)
    {
        await using var world = await World.StartAsync("--Health:AuditInterval=100ms");
        using var meters = Meters.Of(world.Services);
        var room = await LedAsync(world);
        await world.QuietAsync();
        var before = await ReadinessAsync(world);
        Begin(trouble, world.Slack.Faults);

        List<string> answers = [await room.RunAsync(world.Grace, "update the first word")];
        await PassAsync(world, 10);
        answers.Add(await room.RunAsync(world.Grace, "update the second word"));
        answers.Add(await room.RunAsync(world.Grace, "note the database is full"));
        answers.Add(await room.RunAsync(world.Grace, "messenger @linus"));
        var elsewhere = await world.Ada.CommandAsync("/incident", "declare critical: something else", World.General);
        foreach (var minutes in (int[])[30, 5, 10, 5])
            await PassAsync(world, minutes);
        await Eventually.IsTrueAsync(() => meters.Gauge("incidentbot.late") > 0 && meters.Gauge("incidentbot.outbox.oldest.age") > 2_900);
        var (readiness, waiting) = (await ReadinessAsync(world), meters.Gauge("incidentbot.outbox.waiting"));

        world.Slack.Faults.Clear();
        world.Slack.Faults.Release();
        await world.RetriedAsync();
        await Eventually.IsTrueAsync(() => meters.Gauge("incidentbot.outbox.waiting") == 0);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(before, Does.StartWith("200"));
            Assert.That(answers[..2], Has.All.StartsWith("Update posted. Next room update by"));
            Assert.That(answers[2], Does.Contain("Noted"));
            Assert.That(answers[3], Does.Contain("is the messenger"));
            Assert.That(elsewhere.Text, Does.StartWith("Declared"));
            Assert.That(readiness, Does.StartWith("503").And.Contain("more than two minutes late").And.Contain("Nothing is lost"));
            Assert.That(waiting, Is.GreaterThanOrEqualTo(4));
            Assert.That(Order(room, "the first word", "the second word", Reminding.Page), Is.Ordered.And.All.GreaterThanOrEqualTo(0));
            Assert.That(Times(room, "the first word", "the second word"), Has.All.EqualTo(1));
            Assert.That(room.Saying(Reminding.Due), Is.Empty, "newer reminders replaced the older ones");
            Assert.That(room.Saying(Reminding.Page).Single().Text, Does.Match(@"\*2[0-9] min late\*"));
            Assert.That(world.RoomNames(), Has.Count.EqualTo(2));
            Assert.That(world.Workspace.TopLevel(World.Incidents), Has.Count.EqualTo(2));
            Assert.That(Marks(world), Is.Unique);
            Assert.That(await ReadinessAsync(world), Does.StartWith("200"));
            Assert.That((meters.Gauge("incidentbot.outbox.dead"), meters.Gauge("incidentbot.late")), Is.EqualTo((0d, 0d)));
        }
    }

    [Test]
    public async Task A_rate_limited_channel_waits_as_long_as_Slack_asks_and_the_others_continue()
    {
        await using var world = await World.StartAsync();
        var slow = await LedAsync(world);
        var quick = await LedAsync(world);
        await world.QuietAsync();
        world.Slack.Faults.RateLimitChannel(slow.Id, "chat.postMessage", TimeSpan.FromSeconds(50));

        await slow.RunAsync(world.Grace, "update slow one");
        await world.UntilAsync(() => world.Slack.Calls.Any(call => call.Error == "ratelimited"), "the refusal");
        await slow.RunAsync(world.Grace, "update slow two");
        await quick.RunAsync(world.Grace, "update quick one");
        await quick.UntilSaidAsync("quick one");
        var meanwhile = Times(slow, "slow one", "slow two");
        await world.RetriedAsync();

        var refused = world.Slack.Calls.Single(call => call.Error == "ratelimited");
        var posted = world.Slack.Calls.First(call => call.Method == "chat.postMessage" && call.Ok && call.At >= refused.At && call.Args.GetRawText().Contains("slow one", StringComparison.Ordinal));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(meanwhile, Has.All.Zero);
            Assert.That(posted.At - refused.At, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(50)));
            Assert.That(Order(slow, "slow one", "slow two"), Is.Ordered);
            Assert.That(Times(slow, "slow one", "slow two"), Has.All.EqualTo(1));
        }
    }

    [Test]
    public async Task Under_many_429_responses_each_message_is_sent_once_and_in_order()
    {
        const int Incidents = 8;
        const int Refusals = 30;
        await using var world = await World.StartAsync();
        List<Room> rooms = [];
        for (var number = 0; number < Incidents; number++)
            rooms.Add(await world.DeclareAsync($"critical: outage {number}"));
        await world.QuietAsync();
        world.Slack.Faults.RateLimit("*", TimeSpan.FromSeconds(30), times: Refusals);

        foreach (var word in (string[])["first", "second", "third"])
            await Task.WhenAll(rooms.Select(room => room.RunAsync(world.Ada, $"update the {word} word")));
        await world.UntilAsync(() => world.Slack.Calls.Any(call => call.Error == "ratelimited"), "the storm");
        for (var minute = 0; minute < 40 && world.Slack.Calls.Count(call => call.Error == "ratelimited") < Refusals; minute++)
            await PassAsync(world, 1);
        await world.RetriedAsync();

        using (Assert.EnterMultipleScope())
        {
            foreach (var room in rooms)
            {
                Assert.That(Order(room, "the first word", "the second word", "the third word"), Is.Ordered);
                Assert.That(Times(room, "the first word", "the second word", "the third word"), Has.All.EqualTo(1));
            }

            Assert.That(Marks(world), Is.Unique);
        }
    }

    [Test]
    public async Task A_renamed_room_works_under_its_new_name()
    {
        await using var world = await World.StartAsync();
        var room = await LedAsync(world);
        await world.QuietAsync();

        await world.Ada.RenameChannelAsync(room.Id, "the-great-outage");
        var answer = await room.RunAsync(world.Grace, "update still looking");
        await world.MoveAndHearAsync(JustDue);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer, Does.StartWith("Update posted"));
            Assert.That(Times(room, "still looking"), Has.All.EqualTo(1));
            Assert.That(room.Saying(Reminding.DueNow), Has.Count.EqualTo(1));
            Assert.That(world.Workspace.TopLevel(World.Incidents).Single().Everything, Does.Contain($"<#{room.Id}>"), "the mention shows the new name");
            Assert.That(room.Channel.Name, Is.EqualTo("the-great-outage"), "the bot keeps a name that people chose");
        }
    }

    [Test]
    public async Task Removed_from_a_public_room_the_bot_rejoins_to_send_its_messages()
    {
        await using var world = await World.StartAsync();
        var room = await LedAsync(world);
        await world.QuietAsync();

        await world.Ada.KickAsync(room.Id, world.Workspace.App.BotUserId);
        var answer = await room.RunAsync(world.Grace, "update said to an empty chair");
        await world.QuietAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer, Does.StartWith("Update posted"));
            Assert.That(Times(room, "said to an empty chair"), Has.All.EqualTo(1));
            Assert.That((await DeadAsync(world)), Does.Contain("Nothing was given up"));
        }
    }

    [TestCase("archived")]
    [TestCase("missing_scope")]
    [TestCase("kicked out of a private room")]
    public async Task A_permanent_refusal_is_shown_to_the_operator_and_resent_once_and_in_order(string trouble)
    {
        await using var world = await World.StartAsync("--Health:AuditInterval=100ms");
        using var meters = Meters.Of(world.Services);
        var room = trouble.Contains("private", StringComparison.Ordinal)
            ? await world.DeclareByFormAsync(world.Ada, ("title", "API is down"), ("kind", "private"))
            : await world.DeclareAsync();
        await room.RunAsync(world.Ada, "lead me");
        await world.QuietAsync();

        if (trouble == "archived")
            await world.Ada.ArchiveAsync(room.Id);
        else if (trouble == "missing_scope")
            world.Slack.Faults.Refuse("chat.*", trouble, EveryTime);
        else
            await world.Ada.KickAsync(room.Id, world.Workspace.App.BotUserId);
        List<string> answers = [await room.RunAsync(world.Ada, "update the first word"), await room.RunAsync(world.Ada, "update the second word")];
        await world.QuietAsync();
        await Eventually.IsTrueAsync(() => meters.Gauge("incidentbot.outbox.dead") >= 2);
        var (listed, readiness, heard) = (await DeadAsync(world), await ReadinessAsync(world), Times(room, "the first word", "the second word"));

        if (trouble == "archived")
            await world.Ada.UnarchiveAsync(room.Id);
        else if (trouble == "missing_scope")
            world.Slack.Faults.Clear();
        else
            await world.Ada.InviteAsync(room.Id, world.Workspace.App.BotUserId);
        await world.QuietAsync();
        var told = await DeadRowCommands.RetryAsync(new StorageOptions { Path = world.DatabasePath }, [], world.Services.GetRequiredService<Clock>());
        await Eventually.IsTrueAsync(() => Times(room, "the first word", "the second word").All(times => times == 1));
        await world.QuietAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answers, Has.All.StartsWith("Update posted"));
            Assert.That(heard, Has.All.Zero);
            Assert.That(listed, Does.Contain("room:1").And.Contain(trouble switch { "archived" => "is_archived", "missing_scope" => "missing_scope", _ => "channel_not_found" }));
            Assert.That(readiness, Does.StartWith("200").And.Match("[2-9] dead"), "dead rows wait for an operator, not for Slack");
            Assert.That(told, Does.Contain("will be sent again"));
            Assert.That(Order(room, "the first word", "the second word"), Is.Ordered);
            Assert.That(Marks(world), Is.Unique);
            Assert.That(await DeadAsync(world), Does.Contain("Nothing was given up"));
        }

        await Eventually.IsTrueAsync(() => meters.Gauge("incidentbot.outbox.dead") == 0);
    }

    private static void Begin(string trouble, SlackFaults faults)
    {
        switch (trouble)
        {
            case "out of reach":
                faults.Down();
                break;
            case "503 from its front":
                faults.Down(503);
                break;
            case "500 from each method":
                faults.FailWith500("*", EveryTime);
                break;
            case "every connection reset":
                faults.ResetBeforeEffect("*", EveryTime);
                break;
            case "429 for everything":
                faults.RateLimit("*", TimeSpan.FromSeconds(30), EveryTime);
                break;
            case "no answer at all":
                faults.Hang("*", EveryTime);
                break;
            default:
                faults.Refuse("*", trouble, EveryTime);
                break;
        }
    }

    private static async Task PassAsync(World world, int minutes)
    {
        world.Move(TimeSpan.FromMinutes(minutes));
        await world.SweptAsync();
    }

    /// <summary>The position in the room of the first message with each of these words; -1 if there is none.</summary>
    private static IReadOnlyList<int> Order(Room room, params string[] words) =>
        [.. words.Select(word => room.Messages.ToList().FindIndex(message => message != room.Headline && message.Text.Contains(word, StringComparison.Ordinal)))];

    private static IReadOnlyList<int> Times(Room room, params string[] words) =>
        [.. words.Select(word => room.Messages.Count(message => message != room.Headline && message.Text.Contains(word, StringComparison.Ordinal)))];

    private static Task<string> DeadAsync(World world) =>
        DeadRowCommands.ListAsync(new StorageOptions { Path = world.DatabasePath }, world.Services.GetRequiredService<Clock>());

    private static async Task<string> ReadinessAsync(World world)
    {
        using var answer = await world.Http.GetAsync("/readyz");
        return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
    }

    private static IReadOnlyList<string> Marks(World world) =>
    [
        .. world.Workspace.Channels.SelectMany(channel => channel.Messages)
            .Where(message => message.Metadata is not null)
            .Select(message => message.Channel + message.Metadata!.Value.GetProperty("event_payload").GetProperty("row").GetString()),
    ];

    private static async Task<Room> LedAsync(World world)
    {
        var room = await world.DeclareAsync();
        await room.RunAsync(world.Grace, "lead me");
        return room;
    }
}
