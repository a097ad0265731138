using IncidentBot.Core.Reminders;
using IncidentBot.SlackEmulator;

namespace IncidentBot.EndToEnd;

/// <summary>The bot is away while something falls due.</summary>
internal sealed class OutageRestartTests
{
    private static readonly TimeSpan JustDue = TimeSpan.FromSeconds(30 * 60 + 5);

    [Test]
    public async Task A_reminder_armed_before_a_restart_is_spoken_after_it_on_time()
    {
        await using var world = await World.StartAsync();
        var room = await LedAsync(world);
        await world.QuietAsync();

        await world.StopBotAsync();
        await world.StartBotAsync();
        await world.MoveAndHearAsync(JustDue);

        Assert.That(room.Saying(Reminding.DueNow), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task After_an_hour_away_each_promise_has_one_word_the_newest_and_it_says_how_late_it_is()
    {
        await using var world = await World.StartAsync();
        var room = await LedAsync(world);
        await room.RunAsync(world.Grace, "messenger @linus");
        await room.RunAsync(world.Grace, "impact yes");
        await world.QuietAsync();
        var before = room.Messages.Count;

        await world.StopBotAsync();
        world.Time.Move(TimeSpan.FromMinutes(91));
        await world.StartBotAsync();
        await world.QuietAsync();
        await world.MoveAndHearAsync(TimeSpan.FromHours(1));

        var pages = room.Saying(Reminding.Page);
        Assert.That(pages, Has.Count.EqualTo(2));
        Assert.That(pages.Select(page => page.Text), Has.All.Contain("*1 h 1 min late*").Or.All.Contain("*1 h late*"));
        Assert.That(room.Messages.Count - before, Is.EqualTo(3), "the room's clock, the customers' clock, and that customers have heard nothing yet");
        Assert.That(world.Ephemerals(world.Grace, Reminding.HeadsUp).Concat(world.Ephemerals(world.Linus, Reminding.HeadsUp)), Is.Empty);
    }

    [Test]
    public async Task What_was_claimed_and_not_yet_sent_when_the_bot_stopped_is_sent_once_when_it_is_back()
    {
        await using var world = await World.StartAsync();
        var room = await LedAsync(world);
        await world.QuietAsync();
        world.Slack.Faults.Down();
        world.Move(JustDue);
        await world.SweptAsync();
        var claimed = (await world.MomentsAsync()).Single(moment => moment.Kind == ReminderKind.Due);

        await world.StopBotAsync();
        world.Slack.Faults.Up();
        await world.StartBotAsync();
        await room.UntilSaidAsync(Reminding.DueNow);
        await world.QuietAsync();

        Assert.That(claimed.State, Is.EqualTo("spoken"));
        Assert.That(room.Saying(Reminding.Due), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_restart_while_a_nudge_stands_says_nothing_twice()
    {
        await using var world = await World.StartAsync();
        var room = await LedAsync(world);
        await world.MoveAndHearAsync(JustDue);

        for (var restart = 0; restart < 3; restart++)
        {
            await world.StopBotAsync();
            await world.StartBotAsync();
            await world.QuietAsync();
        }

        Assert.That(room.Saying(Reminding.Due), Has.Count.EqualTo(1));
    }

    private static async Task<Room> LedAsync(World world)
    {
        var room = await world.DeclareAsync();
        await room.RunAsync(world.Grace, "lead me");
        return room;
    }
}
