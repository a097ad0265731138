using IncidentBot.Core.Reminders;
using IncidentBot.SlackEmulator;

namespace IncidentBot.EndToEnd;

/// <summary>The bot is down while reminders fall due.</summary>
internal sealed class OutageRestartTests
{
    private static readonly TimeSpan JustDue = TimeSpan.FromSeconds(30 * 60 + 5);

    [Test]
    public async Task A_reminder_armed_before_a_restart_is_sent_on_time_after_it()
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
    public async Task After_an_hour_of_downtime_each_promise_gets_its_newest_reminder_with_the_lateness()
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
        Assert.That(room.Messages.Count - before, Is.EqualTo(3), "the internal clock, the public clock, and the missing first public update");
        Assert.That(world.Ephemerals(world.Grace, Reminding.HeadsUp).Concat(world.Ephemerals(world.Linus, Reminding.HeadsUp)), Is.Empty);
    }

    [Test]
    public async Task A_row_claimed_and_not_sent_at_the_stop_is_sent_once_after_the_start()
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
    public async Task A_restart_after_a_reminder_doubles_no_message()
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
