using IncidentBot.Tests;

namespace IncidentBot.EndToEnd;

/// <summary>The machine's clock is set, or the machine was asleep.</summary>
internal sealed class ClockJumpTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static readonly TimeSpan JustDue = TimeSpan.FromSeconds(30 * 60 + 5);

    [Test]
    public async Task After_an_hour_asleep_each_promise_gets_its_newest_reminder_with_the_lateness()
    {
        await using var world = await World.StartAsync();
        Room[] rooms = [await LedAsync(world), await LedAsync(world)];
        foreach (var room in rooms)
        {
            await room.RunAsync(world.Grace, "impact yes");
            await room.RunAsync(world.Grace, "messenger @linus");
        }

        await world.QuietAsync();
        int[] before = [.. rooms.Select(room => room.Messages.Count)];

        await world.MoveAndHearAsync(Hour);
        int[] after = [.. rooms.Select(room => room.Messages.Count)];
        string[] pages = [.. rooms.SelectMany(room => room.Saying(Reminding.Page)).Select(page => page.Text)];

        var first = await rooms[0].RunAsync(world.Grace, "next 20m");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(pages, Has.Exactly(4).Items.And.All.Match(@"\*(29|30) min late\*"));
            Assert.That(after.Zip(before, (now, then) => now - then), Has.All.EqualTo(3), "the internal promise, the public one, and the missing first public update");
            Assert.That(world.Ephemerals(world.Grace, Reminding.HeadsUp).Concat(world.Ephemerals(world.Linus, Reminding.HeadsUp)), Is.Empty);
            Assert.That(first, Does.Contain("Next room update by"));
        }
    }

    [Test]
    public async Task A_clock_set_back_by_an_hour_repeats_no_reminder_and_keeps_new_promises()
    {
        await using var world = await World.StartAsync();
        var room = await LedAsync(world);
        await world.MoveAndHearAsync(JustDue);
        var before = room.Messages.Count;

        world.SetWallClock(-Hour);
        await world.QuietAsync();
        var again = room.Messages.Count;
        var updated = await room.RunAsync(world.Grace, "update we know what it is");
        var other = await world.DeclareAsync("critical: declared after the clock was set back");
        await other.RunAsync(world.Grace, "lead me");
        await world.MoveAndHearAsync(JustDue);
        await world.MoveAndHearAsync(JustDue);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(again, Is.EqualTo(before), "no message is repeated");
            Assert.That(updated, Does.StartWith("Update posted. Next room update by"));
            Assert.That(room.Saying(Reminding.DueNow), Has.Count.EqualTo(1), "for the new promise; the old one is settled");
            Assert.That(room.Saying(Reminding.Page), Has.Count.EqualTo(1), "the newest reminder of the new promise, half an hour later");
            Assert.That(other.Saying(Reminding.DueNow), Has.Count.EqualTo(1));
            Assert.That(other.Saying(Reminding.Page), Has.Count.EqualTo(1));
        }
    }

    [TestCase("reset")]
    [TestCase("slow down")]
    [TestCase("outage")]
    public async Task A_retry_does_not_wait_for_the_hour_by_which_the_clock_was_set_back(string trouble)
    {
        await using var world = await World.StartAsync();
        var room = await LedAsync(world);
        await world.QuietAsync();
        if (trouble == "reset")
            world.Slack.Faults.ResetBeforeEffect("chat.postMessage", times: 3);
        else if (trouble == "slow down")
            world.Slack.Faults.RateLimit("chat.postMessage", TimeSpan.FromSeconds(20));
        else
            world.Slack.Faults.Down();
        world.Move(JustDue);
        await world.UntilAsync(() => world.Slack.Calls.Any(call => call.Method == "chat.postMessage" && !call.Ok && call.Error is not null), "a call that failed");
        // Enough failures to open the circuit, whose pause is measured on this clock as well.
        for (var call = 0; trouble == "outage" && call < 12; call++)
            await world.Ada.CommandAsync("/incident", "", World.General);

        var log = HeardLog.Of(world);
        world.SetWallClock(-Hour);
        await Eventually.IsTrueAsync(() => log.Everything.Contains("was set back by 3600 seconds", StringComparison.Ordinal));
        world.Slack.Faults.Up();
        await world.RetriedAsync();

        Assert.That(room.Saying(Reminding.Due), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_post_without_a_response_is_found_although_the_bots_clock_is_an_hour_ahead()
    {
        await using var world = await World.StartBySocketAsync();
        await world.StopBotAsync();
        world.BotIsAheadBy = Hour;
        await world.StartBotAsync();
        var room = await LedAsync(world);
        await world.QuietAsync();
        world.Slack.Faults.LoseAnswerAfterEffect("chat.postMessage");

        world.Move(JustDue);
        await world.RetriedAsync();

        Assert.That(room.Saying(Reminding.Due), Has.Count.EqualTo(1));
    }

    [TestCase(6)]
    [TestCase(-6)]
    public async Task A_clock_error_above_five_minutes_refuses_requests_and_is_logged(int minutes)
    {
        await using var world = await World.StartAsync();
        await world.StopBotAsync();
        world.BotIsAheadBy = TimeSpan.FromMinutes(minutes);
        await world.StartBotAsync();
        var log = HeardLog.Of(world);

        var answer = await world.Ada.CommandAsync("/incident", "declare critical: API is down", World.General);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Status, Is.EqualTo(401));
            Assert.That(log.Everything, Does.Match($"signed ({minutes * 60}|{(minutes * 60) + 1}|{(minutes * 60) + 2}|{(minutes * 60) + 3}|{(minutes * 60) + 4}) seconds ago").And.Contain("synchronize it by NTP"));
            Assert.That(world.RoomNames(), Is.Empty);
        }
    }

    private static async Task<Room> LedAsync(World world)
    {
        var room = await world.DeclareAsync();
        await room.RunAsync(world.Grace, "lead me");
        return room;
    }
}
