using IncidentBot.Core.Reminders;
using NodaTime;

namespace IncidentBot.Core.Tests.Reminders;

internal sealed class PastTimeTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 2, 12, 0);

    [TestCase("11:59", 2, 11, 59)]
    [TestCase("9:05 UTC", 2, 9, 5)]
    [TestCase("12:01", 1, 12, 1)]
    [TestCase("2026-02-28 23:10 utc", -2, 23, 10)]
    [TestCase("2026-03-01T08:00Z", 1, 8, 0)]
    public void Reads_a_past_time(string typed, int dayOfMarch, int hour, int minute)
    {
        Assert.That(PastTime.TryParse(typed, Now, out var at));
        Assert.That(at, Is.EqualTo(Instant.FromUtc(2026, 3, 1, hour, minute) + Duration.FromDays(dayOfMarch > 0 ? dayOfMarch - 1 : dayOfMarch + 1)));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("yesterday")]
    [TestCase("25:00")]
    [TestCase("2026-02-30 10:00")]
    [TestCase("20m")]
    public void Refuses_text_that_is_no_time(string? typed) => Assert.That(PastTime.TryParse(typed, Now, out _), Is.False);
}
