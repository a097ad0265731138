using IncidentBot.Auditing;
using IncidentBot.Configuration;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using IncidentBot.Incidents;
using IncidentBot.Outbox;
using IncidentBot.Storage;
using IncidentBot.Tests.Outbox;
using IncidentBot.Tests.Observability;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using NUnit.Framework;

namespace IncidentBot.Tests.Auditing;

/// <summary>Whatever the loops believe of themselves, the tables tell what is late.</summary>
[TestFixture(SqlDialect.Sqlite)]
[TestFixture(SqlDialect.Postgres)]
internal sealed class AuditorTests(SqlDialect dialect)
{
    private static readonly HealthOptions Options = new(Duration.FromMinutes(2), Duration.FromSeconds(30), Duration.FromSeconds(30));

    private readonly Watch _watch = new();
    private OutboxFixture _outbox = null!;
    private Meters _meters = null!;
    private Operators _operators = null!;

    private AuditQueries Queries => new(_outbox.Database);

    [SetUp]
    public void Open() => (_outbox, _meters, _operators) = (new OutboxFixture(dialect), Meters.Listened(), new Operators());

    [TearDown]
    public async Task Close()
    {
        _meters.Dispose();
        await _outbox.DisposeAsync();
    }

    [Test]
    public async Task Two_minutes_are_no_lateness_and_more_is()
    {
        await _outbox.Add("a");
        _outbox.File.Time.Move(TimeSpan.FromMinutes(2));
        var patient = await NewReadiness().LookAsync();
        _outbox.File.Time.Move(TimeSpan.FromSeconds(1));

        var impatient = await NewReadiness().LookAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(patient.IsReady, Is.True);
            Assert.That(impatient.IsReady, Is.False);
            Assert.That(impatient.State, Does.Contain("0 reminders and 1 calls"));
            Assert.That(_operators.Heard, Is.Empty);
        }
    }

    [Test]
    public async Task A_public_update_that_should_have_left_is_late()
    {
        var policy = Reminders.ReminderFixture.Policy with { Publishing = new PublishPolicy { UndoFor = Duration.FromSeconds(30) } };
        var engine = new IncidentEngine(_outbox.Database, new IncidentStore(), new TimelineStore(), new DeliveryStore(), [], policy, Meters.Metrics(), _outbox.File.Clock);
        await engine.DeclareAsync(CommandDelivery.Silent("declare"), new IncidentCommand.Declare("Sign-in fails", "Critical"), new PersonId("U0ADA"), CancellationToken.None);
        await engine.HandleAsync(CommandDelivery.Silent("publish"), new IncidentId(1), new IncidentCommand.PublishUpdate(PublicState.Investigating, "Sign-in fails."), new PersonId("U0ADA"), CancellationToken.None);
        _outbox.File.Time.Move(TimeSpan.FromMinutes(3));

        var late = await Queries.LateAsync(_outbox.File.Clock.Now - Auditor.Tolerance, CancellationToken.None);

        Assert.That((late.Updates, late.Total, late.Since), Is.EqualTo((1, 1, (Instant?)(_outbox.File.Clock.Now - Duration.FromSeconds(150)))));
        Assert.That(AuditWords.Late(late, _outbox.File.Clock.Now), Does.StartWith(":warning: 1 public update is late"));
    }

    [Test]
    public async Task Operators_are_told_once_a_half_hour_however_many_look()
    {
        await _outbox.Add("a");
        await _outbox.Add("b");
        _outbox.File.Time.Move(TimeSpan.FromMinutes(4));

        await LookTwiceAsync(NewAuditor());
        await LookTwiceAsync(NewAuditor());
        _outbox.File.Time.Move(TimeSpan.FromMinutes(30));
        await LookTwiceAsync(NewAuditor());

        Assert.That(_operators.Heard, Is.EqualTo(new[]
        {
            ":warning: 2 messages are late, the oldest by 4 min. Nothing is lost. Look at `/readyz` and the log of the bot.",
            ":warning: 2 messages are late, the oldest by 34 min. Nothing is lost. Look at `/readyz` and the log of the bot.",
        }));
    }

    [Test]
    public async Task Two_reports_are_half_an_hour_apart_at_the_full_hour_too()
    {
        await _outbox.Add("a");
        _outbox.File.Time.Move((Instant.FromUtc(2026, 3, 14, 9, 59, 30) - _outbox.Now).ToTimeSpan());

        await LookTwiceAsync(NewAuditor());
        _outbox.File.Time.Move(TimeSpan.FromMinutes(1));
        await LookTwiceAsync(NewAuditor());
        _outbox.File.Time.Move(TimeSpan.FromMinutes(28));
        await LookTwiceAsync(NewAuditor());
        var before = _operators.Heard.Count;
        _outbox.File.Time.Move(TimeSpan.FromMinutes(1));
        await LookTwiceAsync(NewAuditor());

        Assert.That((before, _operators.Heard.Count), Is.EqualTo((1, 2)));
    }

    [Test]
    public async Task A_clock_that_was_far_ahead_does_not_silence_the_reports()
    {
        await _outbox.Add("a");
        _outbox.File.Time.Move(TimeSpan.FromHours(5));
        await LookTwiceAsync(NewAuditor());

        _outbox.File.Time.SetWallClock(TimeSpan.FromHours(-4));
        await LookTwiceAsync(NewAuditor());

        Assert.That(_operators.Heard, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task What_is_late_for_one_look_only_is_told_to_nobody()
    {
        var id = await _outbox.Add("a");
        _outbox.File.Time.Move(TimeSpan.FromHours(1));
        var auditor = NewAuditor();
        await auditor.RunAsync(_outbox.Now, CancellationToken.None);
        // Too early for a second look, whatever the clock says.
        await LookAsync(auditor);
        await _outbox.Mark((await _outbox.Claim()).Single(row => row.Id == id), new SendOutcome.Sent());

        await LookAsync(auditor);

        Assert.That(_operators.Heard, Is.Empty);
    }

    [Test]
    public async Task The_figures_show_what_waits_and_fall_to_zero_when_nothing_does()
    {
        var id = await _outbox.Add("a");
        _outbox.File.Time.Move(TimeSpan.FromMinutes(3));
        var auditor = NewAuditor();
        await LookAsync(auditor);
        var during = _meters.Measured.ToDictionary(measured => measured.Instrument, measured => measured.Value);

        var row = (await _outbox.Claim()).Single(claimed => claimed.Id == id);
        await _outbox.Mark(row, new SendOutcome.Sent());
        await LookAsync(auditor);

        var after = _meters.Measured.TakeLast(4).ToDictionary(measured => measured.Instrument, measured => measured.Value);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(during["incidentbot.outbox.waiting"], Is.EqualTo(1));
            Assert.That(during["incidentbot.outbox.oldest.age"], Is.EqualTo(180));
            Assert.That(during["incidentbot.late"], Is.EqualTo(1));
            Assert.That(after.Values, Has.All.Zero);
        }
    }

    private Auditor NewAuditor() => new(Queries, _outbox.Queries, new DeliveryStore(), _operators, _meters.Bot, _outbox.Database, Options, _watch, NullLogger<Auditor>.Instance);

    private async Task LookTwiceAsync(Auditor auditor)
    {
        await LookAsync(auditor);
        await LookAsync(auditor);
    }

    private async Task LookAsync(Auditor auditor)
    {
        await auditor.RunAsync(_outbox.Now, CancellationToken.None);
        _watch.Passed += Options.AuditInterval.ToTimeSpan();
    }

    private AuditReadiness NewReadiness() => new(Queries, _outbox.File.Clock);

    /// <summary>A watch that shows what a test says has passed.</summary>
    private sealed class Watch : TimeProvider
    {
        public TimeSpan Passed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Passed.Ticks;
    }

    private sealed class Operators : IOperatorNotifier
    {
        public List<string> Heard { get; } = [];

        public Task TellAsync(string text, Instant now, DbSession session)
        {
            Heard.Add(text);
            return Task.CompletedTask;
        }
    }
}
