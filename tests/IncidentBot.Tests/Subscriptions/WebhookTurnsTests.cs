using IncidentBot.Subscriptions.Webhooks;
using NodaTime;
using NUnit.Framework;

namespace IncidentBot.Tests.Subscriptions;

/// <summary>Who waits behind web addresses that are being called, and for how long.</summary>
internal sealed class WebhookTurnsTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 1, 10, 12, 0);

    [Test]
    public void Three_are_called_and_the_others_come_back_one_after_the_other()
    {
        var turns = new WebhookTurns();

        var asked = Enumerable.Range(0, 6).Select(_ => turns.Begin(Noon)).ToList();
        turns.End(Duration.FromMilliseconds(200));
        var next = turns.Begin(Noon);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(asked.Take(3), Is.All.Null);
            Assert.That(asked.Skip(3).Select(wait => wait!.Value), Is.Ordered.And.Unique.And.All.GreaterThan(Duration.Zero));
            Assert.That(next, Is.Null);
        }
    }

    [Test]
    public void A_crowd_behind_receivers_that_hang_knocks_a_few_times_a_minute()
    {
        var turns = new WebhookTurns();
        for (var call = 0; call < 40; call++)
        {
            turns.Begin(Noon);
            turns.End(Duration.FromSeconds(10));
        }

        for (var call = 0; call < WebhookTurns.MostCalls; call++)
            turns.Begin(Noon);
        var knocks = 0;
        var due = new PriorityQueue<int, Instant>(Enumerable.Range(0, 200).Select(row => (row, Noon)));
        while (due.TryDequeue(out var row, out var at) && at < Noon + Duration.FromMinutes(10))
        {
            knocks++;
            due.Enqueue(row, at + turns.Begin(at)!.Value);
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(knocks, Is.LessThanOrEqualTo(200 * 11), "each at most once a minute, instead of every three seconds");
            Assert.That(turns.Waiting(Noon + Duration.FromMinutes(10)), Is.GreaterThan(Duration.FromSeconds(30)), "nobody sends for more of them");
            Assert.That(turns.Waiting(Noon + Duration.FromHours(1)), Is.EqualTo(Duration.Zero));
        }
    }

    [Test]
    public void A_clock_that_was_set_back_makes_nobody_wait()
    {
        var turns = new WebhookTurns();
        for (var call = 0; call <= WebhookTurns.MostCalls; call++)
            turns.Begin(Noon + Duration.FromHours(1));

        Assert.That(turns.Begin(Noon), Is.LessThanOrEqualTo(Duration.FromMinutes(1)));
    }
}
