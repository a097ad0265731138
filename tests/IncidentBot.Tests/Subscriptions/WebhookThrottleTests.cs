using IncidentBot.Subscriptions.Webhooks;
using NodaTime;
using NUnit.Framework;

namespace IncidentBot.Tests.Subscriptions;

/// <summary>Which webhook calls wait, and for how long.</summary>
internal sealed class WebhookTurnsTests
{
    private Clocks _clocks = null!;
    private WebhookThrottle _turns = null!;

    [SetUp]
    public void Make()
    {
        _clocks = new Clocks();
        _turns = new WebhookThrottle(_clocks);
    }

    [Test]
    public void Three_calls_are_in_flight_and_the_others_come_back_one_after_the_other()
    {
        var asked = Enumerable.Range(0, 6).Select(_ => _turns.Begin()).ToList();
        _turns.End(Duration.FromMilliseconds(200));
        var next = _turns.Begin();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(asked.Take(3), Is.All.Null);
            Assert.That(asked.Skip(3).Select(wait => wait!.Value), Is.Ordered.And.Unique.And.All.GreaterThan(Duration.Zero));
            Assert.That(next, Is.Null);
        }
    }

    [Test]
    public void Rows_behind_receivers_that_hang_are_tried_a_few_times_a_minute()
    {
        for (var call = 0; call < 40; call++)
        {
            _turns.Begin();
            _turns.End(Duration.FromSeconds(10));
        }

        for (var call = 0; call < WebhookThrottle.MostCalls; call++)
            _turns.Begin();
        var knocks = 0;
        var due = new PriorityQueue<int, TimeSpan>(Enumerable.Range(0, 200).Select(row => (row, TimeSpan.Zero)));
        while (due.TryDequeue(out var row, out var at) && at < TimeSpan.FromMinutes(10))
        {
            knocks++;
            _clocks.Pass(at);
            due.Enqueue(row, at + _turns.Begin()!.Value.ToTimeSpan());
        }

        _clocks.Pass(TimeSpan.FromMinutes(10));
        var behind = _turns.Waiting();
        _clocks.Pass(TimeSpan.FromHours(1));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(knocks, Is.LessThanOrEqualTo(200 * 11), "each at most once a minute, instead of every three seconds");
            Assert.That(behind, Is.GreaterThan(Duration.FromSeconds(30)), "no further batch is queued");
            Assert.That(_turns.Waiting(), Is.EqualTo(Duration.Zero));
        }
    }

    [TestCase(-60)]
    [TestCase(60)]
    public void A_clock_that_was_set_makes_no_call_wait_longer(int minutes)
    {
        for (var call = 0; call <= WebhookThrottle.MostCalls; call++)
            _turns.Begin();
        var before = _turns.Waiting();
        _clocks.Wall += TimeSpan.FromMinutes(minutes);

        var after = _turns.Waiting();
        var next = _turns.Begin();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(after, Is.EqualTo(before), "no further batch is queued as long as they wait");
            Assert.That(next, Is.EqualTo(before + before), "each waits for those before it");
        }
    }

    /// <summary>What the hands say, and what has passed.</summary>
    private sealed class Clocks : TimeProvider
    {
        private TimeSpan _passed;

        public DateTimeOffset Wall { get; set; } = new(2026, 1, 10, 12, 0, 0, TimeSpan.Zero);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Pass(TimeSpan until)
        {
            Wall += until - _passed;
            _passed = until;
        }

        public override DateTimeOffset GetUtcNow() => Wall;

        public override long GetTimestamp() => _passed.Ticks;
    }
}
