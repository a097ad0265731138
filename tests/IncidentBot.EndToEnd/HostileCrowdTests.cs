using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using IncidentBot.Incidents;
using IncidentBot.Reminders;
using IncidentBot.SlackEdge;
using IncidentBot.SlackEdge.Messages;
using IncidentBot.SlackEmulator;
using IncidentBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentBot.EndToEnd;

/// <summary>Four people send random commands at the same time while the clock runs. Each command is answered, none is lost, and all views agree at the end.</summary>
internal sealed class HostileCrowdTests
{
    private const int Rounds = 12;
    private const int CommandsEach = 4;

    private static readonly long[] Numbers = [1, 2];

    // The person is not in the room yet, or is already; a newer form replaced the form.
    private static readonly string?[] Harmless = ["user_not_in_channel", "already_in_channel", "user_not_found", "not_found"];

    private static readonly string[] Commands =
    [
        "update {0}", "update {0} next:20m", "update {0} phase:identified", "update {0} phase:monitoring severity:critical", "update {0} phase:resolved", "update {0} next:yesterday", "update phase:identified",
        "note {0}", "rename {0}", "lead", "lead @grace", "lead @otherbot", "lead @leaver", "lead @nobody", "messenger", "messenger @linus", "messenger <!channel>", "severity critical", "severity major", "severity minor", "severity {0}",
        "impact yes", "impact no", "impact {0}", "snooze 5m", "snooze 2d", "snooze public", "next 20m", "next 14:30 public", "next 3h public", "resolve confirm {0}", "resolve", "close", "reopen {0}", "false-positive {0}",
        "accept", "merge", "merge INC-2", "merge INC-99", "recap", "timeline", "list", "help", "help {0}", "statuspage", "statuspage {0}", "update", "", "{0}", "udpate {0}", "close {0}", "update INC-2 {0}", "recap INC-1", "lead INC-2 me",
    ];

    [TestCase(11)]
    [TestCase(42)]
    [TestCase(2026)]
    public async Task Every_command_is_answered_and_all_views_agree(int seed)
    {
        await using var world = await World.StartAsync();
        var log = HeardLog.Of(world);
        Room[] rooms = [await world.DeclareAsync("critical: the first"), await world.DeclareAsync("major: the second")];
        SlackPerson[] people = [world.Ada, world.Grace, world.Linus, world.Workspace.Person("guest")];

        var random = new Random(seed);
        List<string> posted = [];

        // The clock moves between the rounds, because a request in flight would become stale.
        for (var round = 0; round < Rounds; round++)
        {
            var typed = await Task.WhenAll(people.Select(person => (person, seed: random.Next())).Select(one => TypeAsync(world, rooms, one.person, new Random(one.seed), $"{one.person.Id} round {round}")));
            posted.AddRange(typed.SelectMany(words => words));
            foreach (var number in Numbers)
                IsWhole(await SeenAsync(world, number), world);
            // Only the wall clock moves: the auditor, which counts the time that has passed, must not look while the commands run.
            world.SetWallClock(TimeSpan.FromMinutes(random.Next(0, 12)));
        }

        await OutboxDrainage.WaitAsync(world);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(log.Errors, Is.Empty);
            Assert.That(posted, Is.Not.Empty);
            Assert.That(world.Slack.Calls.Where(call => !call.Ok && !Harmless.Contains(call.Error)).Select(call => $"{call.Method}: {call.Error}"), Is.Empty);
            Assert.That(await ScalarAsync(world, "select count(*) from outbox where state not in ('sent', 'skipped')"), Is.Zero, "calls that were not made");
            var told = new List<string>();
            foreach (var (room, number) in rooms.Zip(Numbers))
            {
                var seen = await SeenAsync(world, number);
                IsWhole(seen, world);
                Shows(room, seen.Incident, world);
                told.AddRange(seen.Story.Select(entry => entry.Event).OfType<IncidentEvent.UpdatePosted>().Select(update => update.Text));
            }

            Assert.That(posted.Except(told), Is.Empty, "accepted updates that are missing from the timeline");
        }
    }

    /// <returns>The texts of the accepted updates.</returns>
    private static async Task<List<string>> TypeAsync(World world, Room[] rooms, SlackPerson person, Random random, string name)
    {
        List<string> posted = [];
        for (var turn = 0; turn < CommandsEach; turn++)
        {
            var words = $"{name} turn {turn}";
            var command = string.Format(System.Globalization.CultureInfo.InvariantCulture, Commands[random.Next(Commands.Length)], words);
            var channel = random.Next(6) == 0 ? World.General : rooms[random.Next(rooms.Length)].Id;
            var answer = await person.CommandAsync("/incident", command, channel);
            Assert.That((answer.Status, answer.Failure), Is.EqualTo((200, (string?)null)), command);
            if (answer.Text.StartsWith("Update posted", StringComparison.Ordinal) && command.Contains(words, StringComparison.Ordinal))
                posted.Add(words);
        }

        return posted;
    }

    private static void IsWhole(Seen seen, World world)
    {
        // The events of one version share the same thousand in their positions.
        Assert.That(
            seen.Story.Select(entry => entry.Position / 1000).Distinct(), Is.EqualTo(Enumerable.Range(1, (int)seen.Incident.Version).Select(version => (long)version)), $"versions of {seen.Incident.Id}");
        var planned = ReminderPlan.For(seen.Incident, world.Services.GetRequiredService<IncidentPolicy>().Reminders)
            .Select(reminder => (Key: $"{reminder.Key.Track} {reminder.Key.Number} {ReminderKindName.Of(reminder.Key.Kind)}", Due: reminder.DueAt.ToUnixTimeMilliseconds()))
            .Where(reminder => !seen.DealtWith.Contains(reminder.Key))
            .Select(reminder => $"{reminder.Key} {reminder.Due}");
        Assert.That(seen.Armed, Is.EquivalentTo(planned), $"reminders of {seen.Incident.Id}");
    }

    private static void Shows(Room room, Incident incident, World world)
    {
        var headline = HeadlineMessage.For(incident, world.Services.GetRequiredService<IncidentPolicy>(), world.Services.GetRequiredService<SlackEdgeSettings>());
        Assert.That(room.Headline.Text, Is.EqualTo(headline.Text), "the headline's text");
        Assert.That(room.Headline.Everything, Does.Contain(Say.PhaseWord(incident.Phase)), "the headline");
        Assert.That(room.Channel.Topic, Is.EqualTo(RoomTexts.Topic(incident)), "the topic");
    }

    // One read of one committed state.
    private static Task<Seen> SeenAsync(World world, long number) => world.Services.GetRequiredService<IDatabase>().ReadAsync(
        async session => new Seen(
            (await world.Services.GetRequiredService<IncidentStore>().FindAsync(session, new IncidentId(number)))!,
            await world.Services.GetRequiredService<TimelineStore>().LatestAsync(session, new IncidentId(number), 10_000),
            await session.QueryAsync<string>("select track || ' ' || number || ' ' || kind || ' ' || due_at from reminder where incident_id = @number and state = 'armed'", new { number }),
            await session.QueryAsync<string>("select track || ' ' || number || ' ' || kind from reminder where incident_id = @number and state <> 'armed'", new { number })),
        CancellationToken.None);

    private static Task<long> ScalarAsync(World world, string sql) =>
        world.Services.GetRequiredService<IDatabase>().ReadAsync(session => session.SingleAsync<long>(sql), CancellationToken.None);

    /// <summary>An incident, its timeline, and its reminders as rows.</summary>
    private sealed record Seen(Incident Incident, IReadOnlyList<TimelineEntry> Story, IReadOnlyList<string> Armed, IReadOnlyList<string> DealtWith);
}
