using IncidentBot.StatusPage;
using NodaTime;
using NUnit.Framework;

namespace IncidentBot.Tests.StatusPage;

internal sealed class UpdatePromiseTests
{
    private static readonly Instant By = Instant.FromUtc(2026, 1, 10, 14, 30);

    [TestCase(-12 * 60, "Next update by 14:30 UTC (in 12 min)")]
    [TestCase(-(11 * 60) - 1, "Next update by 14:30 UTC (in 12 min)")]
    [TestCase(-1, "Next update by 14:30 UTC (in 1 min)")]
    [TestCase(-65 * 60, "Next update by 14:30 UTC (in 1 h 5 min)")]
    [TestCase(0, "Next update by 14:30 UTC (due now)")]
    [TestCase(59, "Next update was due 14:30 UTC (under a minute late)")]
    [TestCase(5 * 60, "Next update was due 14:30 UTC (5 min late)")]
    [TestCase(120 * 60, "Next update was due 14:30 UTC (2 h late)")]
    public void The_promise_has_the_time_left_or_the_lateness(int secondsFromDue, string words)
    {
        var promise = new UpdatePromise(By, By + Duration.FromSeconds(secondsFromDue));

        Assert.That(promise.ToString(), Is.EqualTo(words));
    }

    [Test]
    public void The_promise_for_another_day_names_the_day()
    {
        var promise = new UpdatePromise(Instant.FromUtc(2026, 1, 11, 0, 10), Instant.FromUtc(2026, 1, 10, 23, 50));

        Assert.That(promise.ToString(), Is.EqualTo("Next update by 11 January 2026, 00:10 UTC (in 20 min)"));
    }
}
