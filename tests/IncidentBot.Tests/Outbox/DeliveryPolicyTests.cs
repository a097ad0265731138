using FsCheck.Fluent;
using IncidentBot.Outbox;
using NodaTime;
using NUnit.Framework;

namespace IncidentBot.Tests.Outbox;

internal sealed class DeliveryPolicyTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 14, 9, 26);

    [Test]
    public void What_is_over_is_marked_with_its_reason()
    {
        var verdicts = new[] { new SendOutcome.Sent(), (SendOutcome)new SendOutcome.Skipped("gone"), new SendOutcome.Dead("no_permission") }
            .Select(outcome => DeliveryPolicy.Decide(Row(1), outcome, Now))
            .Select(verdict => (verdict.State, verdict.LastError, verdict.DoneAt));

        Assert.That(verdicts, Is.EqualTo(new (string, string?, Instant?)[]
        {
            ("sent", null, Now), ("skipped", "gone", Now), ("dead", "no_permission", Now),
        }));
    }

    [TestCase(1, 1)]
    [TestCase(2, 3)]
    [TestCase(3, 10)]
    [TestCase(4, 30)]
    [TestCase(5, 60)]
    [TestCase(1_000, 60)]
    public void Waits_longer_after_each_attempt_but_never_more_than_a_minute(int attempts, int seconds)
    {
        var verdict = DeliveryPolicy.Decide(Row(attempts), new SendOutcome.TryLater("down"), Now);

        Assert.That((verdict.NextAttemptAt - Now).TotalSeconds, Is.InRange(seconds * 0.8, (double)seconds));
    }

    [Test]
    public void Rows_that_failed_together_come_back_spread_out()
    {
        var waits = Enumerable.Range(1, 100)
            .Select(id => DeliveryPolicy.Decide(Row(5) with { Id = id }, new SendOutcome.TryLater("down"), Now).NextAttemptAt)
            .ToHashSet();

        Assert.That(waits, Has.Count.GreaterThan(50));
    }

    [Test]
    public void Being_asked_to_slow_down_does_not_count_as_an_attempt()
    {
        var verdict = DeliveryPolicy.Decide(Row(3), new SendOutcome.Busy(TimeSpan.FromSeconds(30), "rate limited"), Now);

        Assert.That((verdict.Attempts, verdict.NextAttemptAt), Is.EqualTo((2, Now + Duration.FromSeconds(30))));
    }

    [Test]
    public void A_sender_may_ask_for_a_slow_retry()
    {
        var verdict = DeliveryPolicy.Decide(Row(1), new SendOutcome.TryLater("token revoked", TimeSpan.FromMinutes(5)), Now);

        Assert.That(verdict.NextAttemptAt, Is.EqualTo(Now + Duration.FromMinutes(5)));
    }

    [Test]
    public void An_answer_that_was_lost_makes_the_next_attempt_look_first()
    {
        var verdict = DeliveryPolicy.Decide(Row(1), new SendOutcome.Uncertain("no answer"), Now);

        Assert.That((verdict.State, verdict.Uncertain), Is.EqualTo((OutboxState.Pending, true)));
    }

    [FsCheck.NUnit.Property]
    public FsCheck.Property A_row_that_can_still_succeed_is_never_lost_never_forgets_a_doubt_and_never_waits_past_an_hour() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<(long Id, int Attempts, bool Uncertain, int Kind, int Millis)>(),
            sample =>
            {
                var row = Row(Math.Abs(sample.Attempts % 10_000) + 1) with { Id = sample.Id, Uncertain = sample.Uncertain };
                var wait = TimeSpan.FromMilliseconds(sample.Millis);
                SendOutcome outcome = (sample.Kind & 3) switch
                {
                    0 => new SendOutcome.Busy(wait, "busy"),
                    1 => new SendOutcome.TryLater("down", wait),
                    2 => new SendOutcome.TryLater("down"),
                    _ => new SendOutcome.Uncertain("lost"),
                };

                var verdict = DeliveryPolicy.Decide(row, outcome, Now);

                return verdict is { State: OutboxState.Pending, DoneAt: null, Attempts: >= 0 }
                    && (verdict.Uncertain || !row.Uncertain)
                    && verdict.NextAttemptAt > Now
                    && verdict.NextAttemptAt <= Now + Duration.FromHours(1);
            });

    private static OutboxRow Row(int attempts) => new()
    {
        Id = 1,
        Lane = "lane",
        Kind = "call",
        Payload = "",
        State = OutboxState.InFlight,
        Attempts = attempts,
        NextAttemptAt = Now,
        CreatedAt = Now,
    };
}
