using IncidentBot.SlackEmulator;

namespace IncidentBot.EndToEnd.Support;

/// <summary>The invariants of a world after kills, once no row waits any more.</summary>
internal static class CrashChecks
{
    // A private reminder cannot be looked up afterwards; one in the room has the mark of its row.
    private const string InTheOpen = "payload like '%\"intent\":\"nudge\"%' and payload not like '%\"kind\":\"heads_up\"%'";

    extension(CrashWorld world)
    {
        /// <summary>Every acknowledged incident is stored once, with one room, headline and announcement. Each reminder was sent once, and no row is stuck.</summary>
        public async Task AssertNothingLostNothingTwiceAsync(IReadOnlyCollection<string> promised)
        {
            var titles = await world.QueryAsync<string>("select title from incident order by id");
            var spoken = await world.QueryAsync<long>("select count(*) from reminder where state = 'spoken'");
            var nudges = await world.QueryAsync<string>("select incident_id || ' ' || payload from outbox where payload like '%\"intent\":\"nudge\"%'");
            var said = await world.QueryAsync<string>($"select id || '-' || created_at from outbox where state = 'sent' and {InTheOpen}");
            var stuck = await world.StuckAsync();
            var marks = world.Marks();
            using (Assert.EnterMultipleScope())
            {
                Assert.That(titles, Is.SupersetOf(promised).And.Unique);
                Assert.That(world.Rooms, Has.Count.EqualTo(titles.Count), "one room each");
                Assert.That(world.Workspace.TopLevel(World.Incidents), Has.Count.EqualTo(titles.Count), "one announcement each");
                foreach (var room in world.Rooms)
                {
                    Assert.That(room.Pins, Has.Count.EqualTo(1), $"the headline of {room.Name}");
                    Assert.That(room.Members, Does.Contain(world.Ada.Id), $"the declarer in {room.Name}");
                    Assert.That(world.Workspace.TopLevel(room.Id).Select(message => message.Text), Is.Unique, $"said in {room.Name}");
                }

                Assert.That(marks, Is.Unique);
                Assert.That(nudges, Is.Unique, "one word for each due moment");
                Assert.That(nudges, Has.Count.EqualTo(spoken.Single()), "each moment that was spoken of, and no other");
                Assert.That(marks, Is.SupersetOf(said), "what counts as said was said");
                Assert.That(world.Ephemerals(), Is.Unique);
                Assert.That(stuck, Is.Empty);
            }
        }

        /// <summary>Waits until at least this many incidents have a room and have passed all the steps of the ladder, and no row waits.</summary>
        public async Task EscalatedAsync(int incidents, TimeSpan limit)
        {
            await world.UntilAsync(
                () => Task.FromResult(world.Rooms.Count < incidents
                    ? $"{incidents - world.Rooms.Count} rooms"
                    : string.Join(", ", world.Rooms.Where(room => room.Saying(Reminding.Page) == 0).Select(room => $"the page in {room.Name}"))),
                limit);
            await world.QuietAsync(limit);
        }

        /// <summary>Without a lead and without updates, each room has these reminders and one page of the people on call, once.</summary>
        public void AssertEscalatedOnce()
        {
            using (Assert.EnterMultipleScope())
            {
                foreach (var room in world.Rooms)
                {
                    Assert.That(room.Saying("this incident has no lead yet"), Is.EqualTo(1), $"no lead in {room.Name}");
                    Assert.That(room.Saying(Reminding.StillNone), Is.LessThanOrEqualTo(1), $"second words in {room.Name}");
                    Assert.That(room.Saying(Reminding.Page), Is.EqualTo(1), $"pages in {room.Name}");
                }
            }
        }

        /// <summary>Rows that will never complete without help, or should be complete by now.</summary>
        public Task<IReadOnlyList<string>> StuckAsync() => world.QueryAsync<string>(
            """
            select lane || ' ' || payload || ' ' || state || ' ' || coalesce(last_error, '')
            from outbox
            where state in ('pending', 'in_flight', 'dead')
            union all
            select incident_id || ' ' || kind
            from reminder
            where state = 'armed'
            """);

        /// <summary>The marks of all messages in channels.</summary>
        private IReadOnlyList<string> Marks() =>
        [
            .. world.Workspace.Channels.SelectMany(channel => channel.Messages)
                .Where(message => message.Metadata is not null)
                .Select(message => message.Metadata!.Value.GetProperty("event_payload").GetProperty("row").GetString()!),
        ];

        /// <summary>The private messages, with recipient and place.</summary>
        private IReadOnlyList<string> Ephemerals() =>
            [.. world.Slack.Calls.Where(call => call is { Method: "chat.postEphemeral", TookEffect: true }).Select(call => string.Join(' ', Argument(call, "channel"), Argument(call, "user"), Argument(call, "text")))];
    }

    extension(SlackChannel room)
    {
        public int Saying(string words) => room.Messages.Count(message => message.Text.Contains(words, StringComparison.Ordinal));
    }

    private static string Argument(SlackCall call, string name) => call.Args.GetProperty(name).GetString()!;
}
