using FsCheck;
using FsCheck.Fluent;
using IncidentBot.Core.Reminders;
using NodaTime;

namespace IncidentBot.Core.Tests.Reminders;

internal sealed class DurationsTests
{
    [TestCase(0, "0 s")]
    [TestCase(45, "45 s")]
    [TestCase(60, "1 min")]
    [TestCase(90, "90 s")]
    [TestCase(12 * 60, "12 min")]
    [TestCase(12 * 60 + 59, "12 min")]
    [TestCase(3600, "1 h")]
    [TestCase(65 * 60, "1 h 5 min")]
    [TestCase(86399, "23 h 59 min")]
    [TestCase(86400, "1 day")]
    [TestCase(2 * 86400, "2 days")]
    [TestCase(2 * 86400 + 3 * 3600 + 1, "2 days 3 h")]
    [TestCase(-30, "0 s")]
    public void Formats_a_length_in_few_words(long seconds, string words) =>
        Assert.That(Durations.Words(Duration.FromSeconds(seconds)), Is.EqualTo(words));

    [TestCase("20m", 20 * 60)]
    [TestCase("90s", 90)]
    [TestCase("1h", 3600)]
    [TestCase("1h30m", 5400)]
    [TestCase("1h30", 5400)]
    [TestCase("1.5h", 5400)]
    [TestCase("20 min", 1200)]
    [TestCase("  2 Hours 5 MINUTES ", 7500)]
    [TestCase("2 days 3 h", 2 * 86400 + 3 * 3600)]
    [TestCase("7d", 7 * 86400)]
    [TestCase("15", 15 * 60)]
    public void Reads_a_snooze_as_people_type_it(string text, long seconds)
    {
        var isRead = PromiseTime.TryParseDuration(text, out var length);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(isRead, Is.True);
            Assert.That(length, Is.EqualTo(Duration.FromSeconds(seconds)));
        }
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("   ")]
    [TestCase("0")]
    [TestCase("0m")]
    [TestCase("-5m")]
    [TestCase("0.000000001s")]
    [TestCase("8d")]
    [TestCase("7d 1s")]
    [TestCase("1e3m")]
    [TestCase("99999999m")]
    [TestCase("1,5h")]
    [TestCase("1.2.3h")]
    [TestCase("5 fortnights")]
    [TestCase("30m1h")]
    [TestCase("5m5m")]
    [TestCase("1h30m10")]
    [TestCase("1:30")]
    [TestCase("٣m")]
    [TestCase("20m please, and then some more words than anyone needs")]
    public void Refuses_text_that_is_no_length(string? text) =>
        Assert.That(PromiseTime.TryParseDuration(text, out _), Is.False);

    [Test]
    public void A_formatted_length_can_be_parsed_and_formatted_again()
    {
        var lengths = Gen.Choose(1, 7 * 86400).Select(seconds => Duration.FromSeconds(seconds)).ToArbitrary();

        Prop.ForAll(lengths, length =>
            PromiseTime.TryParseDuration(Durations.Words(length), out var read)
            && read <= length
            && Durations.Words(read) == Durations.Words(length)).QuickCheckThrowOnFailure();
    }
}
