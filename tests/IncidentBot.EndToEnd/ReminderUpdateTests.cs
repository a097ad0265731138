using IncidentBot.Core.Reminders;
using IncidentBot.SlackEmulator;

namespace IncidentBot.EndToEnd;

/// <summary>The reactions to a reminder, and their effect on it.</summary>
internal sealed class ReminderUpdateTests
{
    private static readonly TimeSpan JustDue = TimeSpan.FromSeconds(30 * 60 + 5);
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);

    [Test]
    public async Task An_update_settles_every_older_reminder_and_restarts_its_clock()
    {
        await using var world = await World.StartAsync();
        var room = await LedAsync(world);
        await world.MoveAndHearAsync(JustDue);
        await world.MoveAndHearAsync(FiveMinutes);

        await room.RunAsync(world.Grace, "update rolled back, watching");
        await world.QuietAsync();
        var settled = room.Saying(Reminding.Done);
        await world.MoveAndHearAsync(TimeSpan.FromMinutes(20));
        var meanwhile = room.Saying(Reminding.Page).Count + room.Saying(Reminding.Due).Count;
        await world.MoveAndHearAsync(TimeSpan.FromSeconds(10 * 60 + 5));

        Assert.That(settled.Select(message => message.Text).ToList(), Has.Count.EqualTo(2).And.All.Contain("the update came at"));
        Assert.That(settled.Select(message => message.Everything), Has.None.Contain("incident_snooze"));
        Assert.That(meanwhile, Is.Zero);
        Assert.That(room.Saying(Reminding.DueNow), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_new_promise_moves_the_reminder_and_edits_the_old_one()
    {
        await using var world = await World.StartAsync();
        var room = await LedAsync(world);
        await world.MoveAndHearAsync(JustDue);

        var answer = await room.RunAsync(world.Grace, "next 20m");
        await room.UntilSaidAsync(":white_check_mark: Moved");
        await world.MoveAndHearAsync(TimeSpan.FromMinutes(19));
        var before = room.Saying(Reminding.Due).Count;
        await world.MoveAndHearAsync(TimeSpan.FromSeconds(65));

        Assert.That(answer, Does.Contain("update by"));
        Assert.That(room.Saying(":white_check_mark: Moved").Single().Text, Does.Contain("next due"));
        Assert.That(before, Is.Zero);
        Assert.That(room.Saying(Reminding.DueNow), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_snooze_delays_the_reminders_once_is_in_the_timeline_and_survives_a_restart()
    {
        await using var world = await World.StartAsync();
        var room = await LedAsync(world);
        await world.MoveAndHearAsync(JustDue);

        await room.RunAsync(world.Grace, "snooze 15m");
        await world.QuietAsync();
        await world.StopBotAsync();
        await world.StartBotAsync();
        await world.MoveAndHearAsync(TimeSpan.FromMinutes(14));
        var during = room.Saying(Reminding.Due).Count;
        await world.MoveAndHearAsync(TimeSpan.FromSeconds(65));
        var after = room.Saying(Reminding.Due).Single();
        var timeline = await room.RunAsync(world.Ada, "timeline");
        await room.RunAsync(world.Grace, "update still at it");
        await world.MoveAndHearAsync(JustDue);

        Assert.That(during, Is.Zero);
        Assert.That(after.Text, Does.Contain("15 min late"));
        Assert.That(timeline, Does.Contain("snoozed the room reminders for 15 min"));
        Assert.That(room.Saying(Reminding.DueNow), Has.Count.EqualTo(1), "the next promise has its reminders");
    }

    [TestCase("incident_snooze", "start again at")]
    [TestCase("incident_extend", "update by")]
    public async Task A_second_click_on_the_same_button_changes_nothing(string button, string receipt)
    {
        await using var world = await World.StartAsync();
        var room = await LedAsync(world);
        await world.MoveAndHearAsync(JustDue);
        var due = room.Saying(Reminding.DueNow).Single();

        await world.Grace.ClickAsync(room.Id, due.Ts, button);
        var armed = await ArmedAsync();
        world.Time.Move(TimeSpan.FromSeconds(2));
        var second = room.Channel.Find(due.Ts)!.Everything.Contains(button, StringComparison.Ordinal)
            ? await world.Grace.ClickAsync(room.Id, due.Ts, button)
            : new InteractionAnswer(200, null);
        await room.UntilEphemeralAsync(world.Grace, receipt);
        await world.QuietAsync();

        Assert.That(second.Ok, Is.True);
        Assert.That(world.Ephemerals(world.Grace, receipt), Has.Count.EqualTo(1));
        Assert.That(await ArmedAsync(), Is.EqualTo(armed));

        async Task<string> ArmedAsync() => string.Join(' ', (await world.MomentsAsync()).Where(moment => moment.State == "armed").Select(moment => moment.Kind));
    }

    [TestCase("resolve confirm fixed it")]
    [TestCase("resolve confirm fixed it", "close")]
    [TestCase("false-positive")]
    [TestCase("merge INC-2")]
    public async Task An_ended_incident_sends_no_reminders(params string[] end)
    {
        await using var world = await World.StartAsync();
        var room = await LedAsync(world);
        var other = await world.DeclareAsync("major: another");
        await room.RunAsync(world.Grace, "impact yes");
        await world.MoveAndHearAsync(JustDue);

        foreach (var command in end)
            await room.RunAsync(world.Grace, command);
        await world.QuietAsync();
        var said = room.Messages.Count;
        await world.MoveAndHearAsync(TimeSpan.FromHours(3));

        Assert.That(room.Messages, Has.Count.EqualTo(said));
        Assert.That(room.Saying(Reminding.Due), Is.Empty, "earlier reminders are settled");
        Assert.That(other.Saying(Reminding.Page), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Reopening_restarts_the_clocks()
    {
        await using var world = await World.StartAsync();
        var room = await LedAsync(world);
        await world.MoveAndHearAsync(JustDue);
        await room.RunAsync(world.Grace, "resolve confirm fixed it");
        await world.MoveAndHearAsync(TimeSpan.FromHours(1));

        await room.RunAsync(world.Grace, "reopen it is back");
        await world.MoveAndHearAsync(TimeSpan.FromMinutes(29));
        var before = room.Saying(Reminding.Due).Count;
        await world.MoveAndHearAsync(TimeSpan.FromSeconds(65));

        Assert.That(before, Is.Zero);
        Assert.That(room.Saying(Reminding.DueNow), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Without_customer_impact_the_public_reminder_is_settled()
    {
        await using var world = await World.StartAsync();
        var room = await LedAsync(world, "major: API is slow");
        await room.RunAsync(world.Grace, "impact yes");
        await room.RunAsync(world.Grace, "next 20m public");
        await world.MoveAndHearAsync(TimeSpan.FromSeconds(20 * 60 + 5));

        await room.RunAsync(world.Grace, "impact no");
        await room.UntilSaidAsync("customers no longer notice");
        await world.MoveAndHearAsync(TimeSpan.FromMinutes(30));

        Assert.That(room.Saying(Reminding.Due), Is.Empty);
    }

    private static async Task<Room> LedAsync(World world, string title = "critical: API is down")
    {
        var room = await world.DeclareAsync(title);
        await room.RunAsync(world.Grace, "lead me");
        return room;
    }
}
