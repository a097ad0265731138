using IncidentBot.Core.Reminders;
using IncidentBot.Outbox;
using IncidentBot.Reminders;
using IncidentBot.Scheduling;
using IncidentBot.SlackEmulator;
using IncidentBot.Storage;
using IncidentBot.Tests;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace IncidentBot.EndToEnd.Support;

/// <summary>What tests of reminders ask of a world: how often something was said, and that nothing more is going to be.</summary>
internal static class Reminding
{
    public const string Due = ":alarm_clock:";
    public const string DueNow = "and is due now";
    public const string StillNone = "still no ";
    public const string Page = "Please take over";
    public const string HeadsUp = ":hourglass_flowing_sand: The next ";
    public const string Done = ":white_check_mark: Done";

    extension(Room room)
    {
        /// <summary>The messages of the room whose text now holds these words.</summary>
        public IReadOnlyList<SlackMessage> Saying(string words) => [.. room.Messages.Where(message => message.Text.Contains(words, StringComparison.Ordinal))];

        /// <summary>Waits for the words and returns the one message that holds them.</summary>
        public async Task<SlackMessage> OneSayingAsync(string words)
        {
            await room.UntilSaidAsync(words);
            return room.Saying(words).Single();
        }
    }

    extension(World world)
    {
        /// <summary>What only this person was shown or told and holds these words.</summary>
        public IReadOnlyList<SlackMessage> Ephemerals(SlackPerson person, string words) =>
        [
            .. world.Workspace.Ephemerals(person.Id).Concat(world.Workspace.DirectMessages(person.Id))
                .Where(message => message.Text.Contains(words, StringComparison.Ordinal)),
        ];

        /// <summary>Waits until a sweep has begun after this call and ended, and the outbox holds nothing more: what was due has been said.</summary>
        public async Task QuietAsync()
        {
            await world.SweptAsync();
            await Eventually.IsTrueAsync(async () => (await world.Services.GetRequiredService<OutboxQueries>().HealthAsync(CancellationToken.None)).Pending == 0);
            await world.Slack.EventsDeliveredAsync();
        }

        /// <summary>As <see cref="QuietAsync"/>, where rows wait to be tried again: the clock goes on in small steps, so that none comes due that is minutes away.</summary>
        public async Task RetriedAsync()
        {
            await world.SweptAsync();
            var outbox = world.Services.GetRequiredService<OutboxQueries>();
            for (var step = 0; (await outbox.HealthAsync(CancellationToken.None)).Pending > 0; step++)
            {
                Assert.That(step, Is.LessThan(40), "what waits in the outbox goes out within some minutes");
                world.Move(TimeSpan.FromSeconds(5));
                await world.TriedAsync();
            }

            await world.QuietAsync();
        }

        /// <summary>Waits until no call to Slack is under way and every row whose turn it is has been tried.</summary>
        private Task TriedAsync() => Eventually.IsTrueAsync(() => world.Services.GetRequiredService<IDatabase>().ReadAsync(
            session => session.SingleAsync<bool>(
                """
                select not exists (
                    select 1
                    from outbox o
                    where o.state = 'in_flight'
                       or (o.state = 'pending'
                           and o.next_attempt_at <= @Now
                           and not exists (
                               select 1
                               from outbox earlier
                               where earlier.lane = o.lane
                                 and earlier.id < o.id
                                 and earlier.state in ('pending', 'in_flight'))))
                """,
                new { world.Services.GetRequiredService<Clock>().Now }),
            CancellationToken.None));

        /// <summary>Waits until a sweep of the reminders has begun after this call and ended.</summary>
        public async Task SweptAsync()
        {
            // The first to end may have begun before.
            for (var run = 0; run < 2; run++)
            {
                var since = world.Time.GetTimestamp();
                await Eventually.IsTrueAsync(() =>
                {
                    world.Services.GetRequiredService<SweepSignal>().Wake(Instant.MinValue);
                    return world.Services.GetRequiredService<SweepHealth>().LastSuccesses["reminders"]?.Timestamp > since;
                });
            }
        }

        /// <summary>Moves the clock and waits until all that became due has been said.</summary>
        public async Task MoveAndHearAsync(TimeSpan by)
        {
            world.Move(by);
            await world.QuietAsync();
        }

        /// <summary>What became of the due moments of every incident.</summary>
        public async Task<IReadOnlyList<(ReminderKind Kind, string State)>> MomentsAsync()
        {
            var rows = await world.Services.GetRequiredService<IDatabase>().ReadAsync(
                session => session.QueryAsync<string>("select kind || ' ' || state from reminder order by due_at, kind"), CancellationToken.None);
            return [.. rows.Select(row => row.Split(' ')).Select(parts => (ReminderKindName.Parse(parts[0]), parts[1]))];
        }
    }
}
