using IncidentBot.SlackEmulator;
using IncidentBot.Storage;
using IncidentBot.Tests;
using IncidentBot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentBot.EndToEnd;

/// <summary>The disk is full: no answer claims an unsaved change, and no message is doubled.</summary>
internal sealed class FullDiskTests
{
    private static readonly TimeSpan JustDue = TimeSpan.FromSeconds(30 * 60 + 5);

    [Test]
    public async Task A_full_disk_is_reported_to_people_and_operators_and_work_continues_when_there_is_space()
    {
        using var disk = SmallDisk.Make();
        await using var world = await World.StartAsync($"--Storage:Path={disk.Database}");
        var room = await LedAsync(world);
        await room.RunAsync(world.Grace, "note before");
        await world.OpenDeclareFormAsync(world.Ada);
        await world.QuietAsync();

        disk.Fill();
        var noted = await room.RunAsync(world.Grace, "note while full");
        var declared = await world.Ada.CommandAsync("/incident", "declare critical: while full", World.General);
        var submitted = await world.Ada.SubmitAsync([("title", "while full")]);
        var clicked = await world.Grace.ClickAsync(room.Id, room.Headline.Ts, "incident_ask_support");
        var read = await room.RunAsync(world.Grace, "recap");
        var whileFull = await ReadinessAsync(world);
        world.Move(JustDue);
        disk.Free();
        await room.UntilSaidAsync(Reminding.DueNow);
        var after = await room.RunAsync(world.Grace, "note afterwards");
        await world.QuietAsync();

        var timeline = await room.RunAsync(world.Grace, "timeline");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(new[] { noted, declared.Text }, Has.All.Contain("nothing was saved").And.All.Contain("try again"));
            Assert.That(submitted.Outcome, Is.EqualTo(SubmitOutcome.Errors), "the form keeps the typed text");
            Assert.That(submitted.Errors["title"], Does.Contain("nothing was saved"));
            Assert.That(clicked.Ok, Is.False, "Slack shows a warning beside the button");
            Assert.That(read, Does.Contain("API is down"), "stored data can be read");
            Assert.That(whileFull, Does.StartWith("503").And.Contain($"The disk that holds the database {disk.Database} is full"));
            Assert.That(after, Does.Contain("Noted"));
            Assert.That(timeline, Does.Contain("before").And.Contain("afterwards").And.Not.Contain("while full"));
            Assert.That(world.RoomNames(), Has.Count.EqualTo(1));
            Assert.That(room.Saying(Reminding.Due), Has.Count.EqualTo(1));
            Assert.That(await ReadinessAsync(world), Does.StartWith("200"));
        }
    }

    [TestCase("chat.postMessage", 30, Reminding.Due)]
    [TestCase("chat.postEphemeral", 25, Reminding.HeadsUp)]
    public async Task A_message_that_was_sent_and_not_recorded_is_not_sent_again(string method, int minutes, string words)
    {
        using var disk = SmallDisk.Make();
        await using var world = await World.StartAsync($"--Storage:Path={disk.Database}");
        var log = HeardLog.Of(world);
        var room = await LedAsync(world);
        await world.QuietAsync();
        world.Slack.Faults.Hang(method);

        world.Move(TimeSpan.FromSeconds(minutes * 60 + 5));
        await world.UntilAsync(() => world.Slack.Calls.Any(call => call.Method == method && call.Error == "hangs"), "a call that Slack holds");
        disk.Fill();
        await UseWhatIsLeftAsync(world);
        world.Slack.Faults.Release();
        await Eventually.IsTrueAsync(() => log.Everything.Contains("could not be recorded", StringComparison.Ordinal));
        var said = Said();
        disk.Free();
        world.Move(TimeSpan.FromSeconds(61));
        await world.RetriedAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(said, Is.EqualTo(1), "Slack had it, and the bot could not keep that");
            Assert.That(Said(), Is.EqualTo(1));
        }

        int Said() => room.Saying(words).Count + world.Ephemerals(world.Grace, words).Count;
    }

    [Test]
    public async Task Reminders_due_on_a_full_disk_are_sent_once_with_their_lateness_and_do_not_fill_the_log()
    {
        using var disk = SmallDisk.Make();
        await using var world = await World.StartAsync($"--Storage:Path={disk.Database}");
        Room[] rooms = [await LedAsync(world), await LedAsync(world), await LedAsync(world)];
        await world.QuietAsync();
        var log = HeardLog.Of(world);

        disk.Fill();
        world.Move(TimeSpan.FromMinutes(42));
        await Eventually.IsTrueAsync(() => log.Errors.Any(line => line.Contains("The sweep reminders failed", StringComparison.Ordinal)));
        var perIncident = log.Errors.Count(line => line.Contains("could not be spoken", StringComparison.Ordinal));
        disk.Free();
        foreach (var room in rooms)
            await room.UntilSaidAsync(Reminding.StillNone);
        await world.QuietAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(perIncident, Is.Zero);
            Assert.That(log.Everything.Split("Spoke the reminder Repeated of "), Has.Length.EqualTo(1 + rooms.Length), "the log does not claim a rolled-back reminder");
            Assert.That(rooms.Select(room => room.Saying(Reminding.Due).Count), Has.All.EqualTo(1));
            Assert.That(rooms.Select(room => room.Saying(Reminding.StillNone).Single().Text), Has.All.Match("1[12] min late"));
        }
    }

    // The last partial block of the log may still have room for a small write.
    private static async Task UseWhatIsLeftAsync(World world)
    {
        var database = world.Services.GetRequiredService<IDatabase>();
        await Assert.ThatAsync(
            async () =>
            {
                for (var number = 0; ; number++)
                    await database.WriteAsync(session => session.ExecuteAsync("insert into delivery (key, received_at) values (@key, 0)", new { key = $"filler {number}" }), CancellationToken.None);
            },
            Throws.InstanceOf<StorageUnavailableException>());
    }

    private static async Task<string> ReadinessAsync(World world)
    {
        using var answer = await world.Http.GetAsync("/readyz");
        return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
    }

    private static async Task<Room> LedAsync(World world)
    {
        var room = await world.DeclareAsync();
        await room.RunAsync(world.Grace, "lead me");
        return room;
    }
}
