using IncidentBot.Configuration;
using IncidentBot.Outbox;
using IncidentBot.Scheduling;
using IncidentBot.Storage;
using IncidentBot.Tests.Outbox;
using IncidentBot.Tests.Storage;
using NUnit.Framework;
using NodaTime;

namespace IncidentBot.Tests.Observability;

public sealed class ReadinessTests
{
    private static readonly HealthOptions Options = new(OutboxAge: Duration.FromMinutes(2), SweepAge: Duration.FromSeconds(30), AuditInterval: Duration.FromSeconds(30));

    [Test]
    public async Task A_database_that_takes_writes_is_ready()
    {
        await using var file = new DatabaseFile();

        var readiness = await new DatabaseReadiness(file.Open(), file.Clock, file.Time).LookAsync();

        Assert.That(readiness.IsReady, Is.True);
    }

    [Test]
    public async Task A_call_that_waits_too_long_makes_the_outbox_not_ready()
    {
        await using var outbox = new OutboxFixture();
        var check = new OutboxReadiness(outbox.Queries, Options, outbox.File.Clock);
        await outbox.Add("lane");

        outbox.File.Time.Move(TimeSpan.FromMinutes(2));
        var onTime = await check.LookAsync();
        outbox.File.Time.Move(TimeSpan.FromSeconds(1));
        var late = await check.LookAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(onTime.IsReady, Is.True);
            Assert.That(late.IsReady, Is.False);
            Assert.That(late.State, Does.Contain("121 s"));
            Assert.That(late.Advice, Is.Not.Empty);
        }
    }

    [Test]
    public async Task A_sweep_that_has_not_run_or_has_stopped_is_not_ready()
    {
        var time = new TestTime();
        var sweeps = new SweepHealth([new Sweep("reminders")]);
        var check = new SweepReadiness(sweeps, Options, time);

        var before = await check.LookAsync();
        sweeps.Succeeded("reminders", ClockReading.Take(new Clock(time), time));
        time.SetWallClock(TimeSpan.FromHours(-1));
        time.Advance(TimeSpan.FromSeconds(30));
        var running = await check.LookAsync();
        time.Advance(TimeSpan.FromSeconds(1));
        var stopped = await check.LookAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(before.State, Is.EqualTo("reminders has not run yet"));
            Assert.That(running.IsReady, Is.True);
            Assert.That(stopped.IsReady, Is.False);
            Assert.That(stopped.State, Is.EqualTo("reminders last ran 31 s ago"));
        }
    }

    [Test]
    public async Task An_outbox_with_nothing_waiting_is_ready()
    {
        await using var outbox = new OutboxFixture();

        var readiness = await new OutboxReadiness(outbox.Queries, Options, outbox.File.Clock).LookAsync();

        Assert.That(readiness.IsReady, Is.True);
    }

    private sealed class Sweep(string name) : ISweep
    {
        public string Name => name;

        public Task<Instant?> RunAsync(Instant now, CancellationToken ct) => Task.FromResult<Instant?>(null);
    }
}
