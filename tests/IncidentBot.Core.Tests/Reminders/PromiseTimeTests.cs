using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using IncidentBot.Core.Reminders;
using NodaTime;

namespace IncidentBot.Core.Tests.Reminders;

internal sealed class PromiseTimeTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 3, 2, 12, 0);

    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    [TestCase("20m", "2026-03-02T12:20:00Z")]
    [TestCase("in 90s", "2026-03-02T12:01:30Z")]
    [TestCase("1h30m", "2026-03-02T13:30:00Z")]
    [TestCase("14:30", "2026-03-02T13:30:00Z", Description = "the typist's zone is an hour ahead")]
    [TestCase("14:30 UTC", "2026-03-02T14:30:00Z")]
    [TestCase("UNTIL 15:00 utc", "2026-03-02T15:00:00Z")]
    [TestCase("by 15:00Z", "2026-03-02T15:00:00Z")]
    [TestCase("at 2:30pm", "2026-03-02T13:30:00Z")]
    [TestCase("2:30 PM UTC", "2026-03-02T14:30:00Z")]
    [TestCase("2pm utc", "2026-03-02T14:00:00Z")]
    [TestCase("12:15am utc", "2026-03-03T00:15:00Z")]
    [TestCase("12:15pm utc", "2026-03-02T12:15:00Z")]
    [TestCase("11:59 utc", "2026-03-03T11:59:00Z", Description = "past today, so tomorrow")]
    [TestCase("12:00 utc", "2026-03-03T12:00:00Z", Description = "now is not ahead")]
    public void Reads_a_promise_as_people_type_it(string text, string expected)
    {
        var isRead = PromiseTime.TryParse(text, Noon, Berlin, out var by);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(isRead, Is.True);
            Assert.That(by.ToString(), Is.EqualTo(expected));
        }
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("20", Description = "minutes, or eight in the evening?")]
    [TestCase("0m")]
    [TestCase("-20m")]
    [TestCase("8d")]
    [TestCase("24:00")]
    [TestCase("14:60")]
    [TestCase("14:3")]
    [TestCase("14:300")]
    [TestCase("14:30:00")]
    [TestCase("00:30:00")]
    [TestCase("13:00pm")]
    [TestCase("0:30am")]
    [TestCase("14:30 PST")]
    [TestCase("tomorrow")]
    [TestCase(":")]
    [TestCase("utc")]
    [TestCase("until")]
    [TestCase("pm")]
    [TestCase("١٤:٣٠")]
    [TestCase("+1:30")]
    public void Refuses_text_that_is_no_promise(string? text) =>
        Assert.That(PromiseTime.TryParse(text, Noon, Berlin, out _), Is.False);

    [Test]
    public void A_time_skipped_by_daylight_saving_moves_by_the_gap()
    {
        var beforeTheGap = Instant.FromUtc(2026, 3, 29, 0, 0);

        PromiseTime.TryParse("2:30", beforeTheGap, Berlin, out var by);

        Assert.That(by, Is.EqualTo(Instant.FromUtc(2026, 3, 29, 1, 30)), "02:30 was skipped; 03:30 summer time stands for it");
    }

    [Test]
    public void A_repeated_time_is_the_one_in_the_future()
    {
        var betweenTheTwo = Instant.FromUtc(2026, 10, 25, 0, 45);

        PromiseTime.TryParse("2:30", betweenTheTwo, Berlin, out var by);

        Assert.That(by, Is.EqualTo(Instant.FromUtc(2026, 10, 25, 1, 30)));
    }

    [Test]
    public void Every_minute_of_the_next_day_survives_print_and_parse()
    {
        var minutes = Gen.Choose(1, 24 * 60).Select(minute => Noon + Duration.FromMinutes(minute)).ToArbitrary();

        Prop.ForAll(minutes, promised =>
            PromiseTime.TryParse(promised.InUtc().ToString("HH:mm 'UTC'", CultureInfo.InvariantCulture), Noon, Berlin, out var inUtc) && inUtc == promised
            && PromiseTime.TryParse(promised.InZone(Berlin).ToString("HH:mm", CultureInfo.InvariantCulture), Noon, Berlin, out var inZone) && inZone == promised)
            .QuickCheckThrowOnFailure();
    }

    [Test]
    public void No_text_throws_and_a_parsed_time_is_within_the_next_week()
    {
        var likely = Gen.Elements("1", "30", "14", ":", "h", "m", "pm", "am", " ", "utc", "z", "until ", "in ", ".", "-", "9999999", "٣", "\0", "\ud83d")
            .NonEmptyListOf().Select(parts => string.Concat(parts));
        var any = ArbMap.Default.GeneratorFor<string>();

        Prop.ForAll(Gen.OneOf(likely, any).ToArbitrary(), text =>
            !PromiseTime.TryParse(text, Noon, Berlin, out var by) || (by > Noon && by <= Noon + Durations.Longest))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }
}
