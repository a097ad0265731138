using IncidentBot.Configuration;
using NodaTime;
using NUnit.Framework;

namespace IncidentBot.Tests.Configuration;

public sealed class DurationTextTests
{
    [TestCase("00:30:00", 1800)]
    [TestCase("00:00:05", 5)]
    [TestCase("1.12:00:00", 129_600)]
    [TestCase("30s", 30)]
    [TestCase("5m", 300)]
    [TestCase("1h", 3600)]
    [TestCase(" 1.5h ", 5400)]
    [TestCase("2d", 172_800)]
    [TestCase("500ms", 0.5)]
    public void Reads_what_an_operator_writes(string text, double seconds)
    {
        var read = DurationText.TryParse(text, out var duration);

        Assert.That(read, Is.True);
        Assert.That(duration, Is.EqualTo(Duration.FromSeconds(seconds)));
    }

    [TestCase("30")]
    [TestCase("")]
    [TestCase("0:30")]
    [TestCase("soon")]
    [TestCase("5 minutes")]
    [TestCase("99:99:99")]
    [TestCase("400d")]
    [TestCase("999999999d")]
    [TestCase("1e3s")]
    public void Refuses_what_could_mean_anything(string text)
    {
        Assert.That(DurationText.TryParse(text, out _), Is.False);
    }
}
