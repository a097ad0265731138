using IncidentBot.SlackEmulator;
using NUnit.Framework;

namespace IncidentBot.Tests.Emulator;

public sealed class EventQueueTests
{
    [Test]
    public async Task The_bot_gets_events_of_its_channels()
    {
        await using var bot = await RecordingBot.StartAsync();
        await using var slack = await ConnectedAsync(bot);

        await slack.Ada.SayAsync("general", "it is slow");
        await slack.Ada.SayAsync("elsewhere", "unheard");

        Assert.That(Texts(bot), Is.EqualTo(["it is slow"]));
    }

    [Test]
    public async Task A_mention_sends_two_events()
    {
        await using var bot = await RecordingBot.StartAsync();
        await using var slack = await ConnectedAsync(bot);

        await slack.Ada.SayAsync("general", "@incident-bot status");

        Assert.That(Types(bot), Is.EqualTo(["message", "app_mention"]));
    }

    [TestCase(true, 1)]
    [TestCase(false, 0)]
    public async Task The_bot_gets_its_own_events_unless_they_are_switched_off(bool own, int count)
    {
        await using var bot = await RecordingBot.StartAsync();
        await using var slack = await ConnectedAsync(bot, new SlackEmulatorOptions { DeliverOwnEvents = own });

        await slack.PostAsync("general", "mine");
        await slack.Server.EventsDeliveredAsync();

        Assert.That(bot.Events, Has.Count.EqualTo(count));
    }

    [Test]
    public async Task An_event_has_three_retries_with_the_same_id()
    {
        await using var bot = await RecordingBot.StartAsync();
        await using var slack = await ConnectedAsync(bot);
        bot.Answer = _ => (500, "", "");

        await slack.Ada.SayAsync("general", "hello");

        var tries = bot.Requests.Where(request => request.Json.GetProperty("event").GetProperty("type").GetString() == "message").ToArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(tries, Has.Length.EqualTo(4));
            Assert.That(tries.Select(request => request.Json.GetProperty("event_id").GetString()).Distinct(), Has.Exactly(1).Items);
            Assert.That(tries[3].Headers["x-slack-retry-num"], Is.EqualTo("3"));
            Assert.That(tries[3].Headers["x-slack-retry-reason"], Is.EqualTo("http_error"));
        }
    }

    [Test]
    public async Task Every_event_can_be_sent_twice()
    {
        await using var bot = await RecordingBot.StartAsync();
        await using var slack = await ConnectedAsync(bot, new SlackEmulatorOptions { DuplicateEvents = true });

        await slack.Ada.SayAsync("general", "echo");

        var ids = bot.Events.Select(told => told.GetProperty("event_id").GetString()).ToArray();
        Assert.That(ids, Is.EqualTo([ids[0], ids[0]]));
    }

    [Test]
    public async Task The_bot_gets_the_archive_event_although_it_loses_its_membership()
    {
        await using var bot = await RecordingBot.StartAsync();
        await using var slack = await ConnectedAsync(bot);

        await slack.Ada.ArchiveAsync("general");
        await slack.Ada.UnarchiveAsync("general");
        await slack.Ada.SayAsync("general", "unheard");

        Assert.That(Types(bot), Does.Contain("channel_archive").And.Contain("channel_unarchive"));
        Assert.That(Texts(bot), Does.Not.Contain("unheard"));
    }

    private static async Task<EmulatedSlack> ConnectedAsync(RecordingBot bot, SlackEmulatorOptions? options = null)
    {
        var slack = await EmulatedSlack.StartAsync(options);
        slack.Server.ConnectTo(bot.BaseUrl);
        return slack;
    }

    private static IEnumerable<string?> Types(RecordingBot bot) => bot.Events.Select(told => told.GetProperty("event").GetProperty("type").GetString());

    private static IEnumerable<string?> Texts(RecordingBot bot) => bot.Events
        .Select(told => told.GetProperty("event"))
        .Where(inner => inner.GetProperty("type").GetString() == "message" && !inner.TryGetProperty("subtype", out _))
        .Select(inner => inner.GetProperty("text").GetString());
}
