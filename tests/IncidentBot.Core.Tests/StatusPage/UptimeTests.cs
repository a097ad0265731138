using IncidentBot.Core.StatusPage;
using NodaTime;

namespace IncidentBot.Core.Tests.StatusPage;

internal sealed class UptimeTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 31, 12, 0);
    private static readonly Instant LongAgo = Instant.FromUtc(2020, 1, 1, 0, 0);

    [Test]
    public void A_component_without_incidents_has_full_uptime()
    {
        var uptime = Uptime.Of([], LongAgo, Now);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(uptime.Days, Has.Count.EqualTo(90));
            Assert.That(uptime.Days[^1].Date, Is.EqualTo(new LocalDate(2026, 3, 31)));
            Assert.That(uptime.Days.Select(day => day.Worst), Has.All.EqualTo(ComponentStatus.Operational));
            Assert.That(uptime.Share, Is.EqualTo(1));
        }
    }

    [Test]
    public void A_partial_outage_counts_half_and_degraded_performance_not_at_all()
    {
        var day = Instant.FromUtc(2026, 3, 30, 0, 0);

        var uptime = Uptime.Of(
            [
                new StatusInterval(day, day + Duration.FromHours(2), ComponentStatus.MajorOutage),
                new StatusInterval(day + Duration.FromHours(2), day + Duration.FromHours(4), ComponentStatus.PartialOutage),
                new StatusInterval(day + Duration.FromHours(4), day + Duration.FromHours(24), ComponentStatus.DegradedPerformance),
            ],
            day, day + Duration.FromHours(24) - Duration.FromMilliseconds(1), days: 1);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(uptime.Down, Is.EqualTo(Duration.FromHours(3)));
            Assert.That(uptime.Days.Single().Worst, Is.EqualTo(ComponentStatus.MajorOutage));
            Assert.That(uptime.Share, Is.EqualTo(21.0 / 24).Within(1e-6));
        }
    }

    [Test]
    public void Of_two_simultaneous_incidents_the_worse_counts_once()
    {
        var at = Instant.FromUtc(2026, 3, 30, 1, 0);

        var uptime = Uptime.Of(
            [
                new StatusInterval(at, at + Duration.FromHours(3), ComponentStatus.MajorOutage),
                new StatusInterval(at + Duration.FromHours(1), at + Duration.FromHours(5), ComponentStatus.PartialOutage),
                new StatusInterval(at + Duration.FromHours(2), at + Duration.FromHours(4), ComponentStatus.MajorOutage),
            ],
            LongAgo, Now);
        var day = uptime.Days.Single(day => day.Date == new LocalDate(2026, 3, 30));

        Assert.That((day.InMajorOutage, day.InPartialOutage), Is.EqualTo((Duration.FromHours(4), Duration.FromHours(1))));
    }

    [Test]
    public void An_outage_over_midnight_counts_in_both_days_and_an_open_one_until_now()
    {
        var uptime = Uptime.Of([new StatusInterval(Instant.FromUtc(2026, 3, 30, 23, 0), null, ComponentStatus.MajorOutage)], LongAgo, Now);

        Assert.That(uptime.Days.TakeLast(2).Select(day => day.InMajorOutage), Is.EqualTo(new[] { Duration.FromHours(1), Duration.FromHours(12) }));
    }

    [Test]
    public void The_time_before_the_start_date_is_unknown()
    {
        var uptime = Uptime.Of([new StatusInterval(LongAgo, Instant.FromUtc(2026, 3, 29, 12, 0), ComponentStatus.MajorOutage)], Instant.FromUtc(2026, 3, 29, 6, 0), Now);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(uptime.Days.Take(87).Select(day => day.Worst), Has.All.Null);
            Assert.That(uptime.Days[87].Known, Is.EqualTo(Duration.FromHours(18)));
            Assert.That(uptime.Days[87].InMajorOutage, Is.EqualTo(Duration.FromHours(6)));
            Assert.That(uptime.Share, Is.EqualTo(1 - (6.0 / 54)).Within(1e-9));
        }
    }

    [Test]
    public void At_the_first_moment_there_is_no_uptime_share()
    {
        Assert.That(Uptime.Of([], Now, Now).Share, Is.Null);
    }

    [Test]
    public void No_day_has_more_downtime_than_its_length([Range(1, 20)] int seed)
    {
        var random = new Random(seed);
        var intervals = Enumerable.Range(0, 40).Select(_ =>
        {
            var from = Now - Duration.FromMinutes(random.Next(0, 200_000));
            return new StatusInterval(from, random.Next(5) == 0 ? null : from + Duration.FromMinutes(random.Next(0, 5_000)), (ComponentStatus)random.Next(0, 5));
        });

        var uptime = Uptime.Of(intervals, Now - Duration.FromDays(60), Now);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(uptime.Days.Select(day => day.Known - day.Degraded - day.InPartialOutage - day.InMajorOutage), Has.All.GreaterThanOrEqualTo(Duration.Zero), $"seed {seed}");
            Assert.That(uptime.Share, Is.InRange(0, 1), $"seed {seed}");
        }
    }
}
