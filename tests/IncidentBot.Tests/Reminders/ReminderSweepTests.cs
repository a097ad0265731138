using IncidentBot.Configuration;
using IncidentBot.Core.Reminders;
using IncidentBot.Outbox;
using IncidentBot.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using NUnit.Framework;

namespace IncidentBot.Tests.Reminders;

[TestFixture(SqlDialect.Sqlite)]
[TestFixture(SqlDialect.Postgres)]
internal sealed class ReminderSweepTests(SqlDialect dialect)
{
    private const string Poison = "update incident set components = '{'";

    [Test]
    public async Task An_incident_that_cannot_be_read_keeps_no_other_waiting_and_speaks_once_mended()
    {
        await using var fixture = new ReminderFixture(dialect);
        await fixture.DeclareAsync(3);
        await fixture.ExecuteAsync($"{Poison} where id = 1");
        fixture.File.Time.Move(TimeSpan.FromMinutes(30));

        var next = await fixture.SweepAsync();
        var first = fixture.Spoken.ToList();
        await fixture.ExecuteAsync("update incident set components = '{}' where id = 1");
        await fixture.SweepAsync();

        Assert.That(next, Is.EqualTo(fixture.File.Clock.Now + Duration.FromSeconds(1)));
        Assert.That(first, Is.EquivalentTo(new[] { (2L, ReminderKind.Due), (3L, ReminderKind.Due) }));
        Assert.That(fixture.Spoken.Skip(2), Is.EqualTo(new[] { (1L, ReminderKind.Due) }));
    }

    [Test]
    public async Task However_many_cannot_be_read_the_one_behind_them_is_heard()
    {
        await using var fixture = new ReminderFixture(dialect);
        await fixture.DeclareAsync(501);
        await fixture.ExecuteAsync(Poison);
        fixture.File.Time.Move(TimeSpan.FromSeconds(1));
        await fixture.DeclareAsync(1);
        fixture.File.Time.Move(TimeSpan.FromMinutes(30));

        await fixture.SweepAsync();

        Assert.That(fixture.Spoken, Is.EqualTo(new[] { (502L, ReminderKind.Due) }));
    }

    [Test]
    public async Task A_voice_that_fails_has_claimed_nothing()
    {
        await using var fixture = new ReminderFixture(dialect) { BeforeSpeaking = _ => throw new InvalidOperationException("No voice today.") };
        await fixture.DeclareAsync(1);
        fixture.File.Time.Move(TimeSpan.FromMinutes(30));

        await fixture.SweepAsync();
        var rows = await fixture.CountAsync("select count(*) from outbox");
        fixture.BeforeSpeaking = _ => { };
        await fixture.SweepAsync();
        await fixture.SweepAsync();

        Assert.That(rows, Is.Zero);
        Assert.That(fixture.Spoken, Is.EqualTo(new[] { (1L, ReminderKind.Due) }));
    }

    [Test]
    public async Task Of_a_ladder_missed_while_the_program_was_down_only_the_newest_word_is_spoken()
    {
        await using var fixture = new ReminderFixture(dialect);
        await fixture.DeclareAsync(1);
        fixture.File.Time.Move(TimeSpan.FromHours(2));

        await fixture.SweepAsync();

        Assert.That(fixture.Spoken, Is.EqualTo(new[] { (1L, ReminderKind.Page) }));
        Assert.That(await fixture.CountAsync("select count(*) from reminder where state = 'superseded'"), Is.EqualTo(3));
    }

    [Test]
    public async Task Two_sweeps_at_once_speak_each_moment_once()
    {
        await using var fixture = new ReminderFixture(dialect);
        await fixture.DeclareAsync(50);
        fixture.File.Time.Move(TimeSpan.FromMinutes(30));

        var other = dialect == SqlDialect.Postgres ? fixture.File.Open() : fixture.Database;
        await Task.WhenAll(fixture.SweepAsync(), fixture.SweepAsync(other));

        Assert.That(fixture.Spoken.Select(spoken => spoken.Incident), Is.EquivalentTo(Enumerable.Range(1, 50)));
        Assert.That(await fixture.CountAsync("select count(*) from outbox"), Is.EqualTo(50));
    }

    [Test]
    public async Task Two_thousand_due_at_once_are_all_recorded_and_all_sent_once()
    {
        await using var fixture = new ReminderFixture(dialect);
        await fixture.DeclareAsync(2_000);
        fixture.File.Time.Move(TimeSpan.FromMinutes(30));
        var sender = new CountingSender();
        var sending = new OutboxSending([sender], OutboxOptions.Default, fixture.File.Time, NullLogger<OutboxSending>.Instance);
        var rescheduler = new OutboxRescheduler(fixture.Outbox, fixture.File.Clock, fixture.File.Time, NullLogger<OutboxRescheduler>.Instance);
        var pump = new OutboxPump(fixture.Outbox, sending, fixture.Signal, Meters.Metrics(), OutboxOptions.Default, rescheduler, fixture.File.Clock, fixture.File.Time, NullLogger<OutboxPump>.Instance);

        await fixture.SweepAsync();
        var waiting = await fixture.CountAsync("select count(*) from outbox where state = 'pending'");
        await pump.StartAsync(CancellationToken.None);
        await sender.AllSent(2_000);
        await pump.StopAsync(CancellationToken.None);

        Assert.That(waiting, Is.EqualTo(2_000));
        Assert.That(fixture.Spoken.Distinct().ToList(), Has.Count.EqualTo(2_000));
        Assert.That(await fixture.CountAsync("select count(*) from reminder where state = 'armed' and kind = 'Due'"), Is.Zero);
        Assert.That(await fixture.CountAsync("select count(*) from outbox where state = 'sent' and attempts = 1"), Is.EqualTo(2_000));
    }

    private sealed class CountingSender : IOutboxSender
    {
        private readonly TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int expected = int.MaxValue;
        private int sent;

        public Task AllSent(int count)
        {
            Volatile.Write(ref expected, count);
            if (Volatile.Read(ref sent) >= count)
                all.TrySetResult();
            return all.Task.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);
        }

        public bool Handles(string kind) => true;

        public Task<SendOutcome> SendAsync(OutboxRow row, CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref sent) >= Volatile.Read(ref expected))
                all.TrySetResult();
            return Task.FromResult<SendOutcome>(new SendOutcome.Sent());
        }
    }
}
