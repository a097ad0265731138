using IncidentBot.Slack.WebApi;
using NUnit.Framework;

namespace IncidentBot.Tests.Slack;

internal sealed class SlackPacingTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    [Test]
    public void A_channel_takes_one_message_a_second()
    {
        var pacing = new SlackPacing(new SlackPacingOptions());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Wait(pacing, "chat.postMessage", "C1", 0), Is.Zero);
            Assert.That(Wait(pacing, "chat.postMessage", "C1", 0.4), Is.EqualTo(0.6).Within(1e-9));
            Assert.That(Wait(pacing, "chat.postEphemeral", "C1", 0.4), Is.EqualTo(0.6).Within(1e-9));
            Assert.That(Wait(pacing, "chat.postMessage", "C2", 0.4), Is.Zero);
            Assert.That(Wait(pacing, "conversations.setTopic", "C1", 0.4), Is.Zero);
            Assert.That(Wait(pacing, "chat.postMessage", "C1", 1), Is.Zero);
        }
    }

    [TestCase("pins.add", 60)]
    [TestCase("chat.update", 150)]
    [TestCase("views.open", 300)]
    public void A_method_keeps_to_its_tier_in_any_minute(string method, int perMinute)
    {
        var pacing = new SlackPacing(new SlackPacingOptions());

        var waits = Enumerable.Range(0, perMinute).Select(i => Wait(pacing, method, "C1", i * 0.1)).ToArray();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(waits, Is.All.Zero);
            Assert.That(Wait(pacing, method, "C2", 30), Is.EqualTo(30).Within(1e-9));
            Assert.That(Wait(pacing, method, "C2", 60), Is.Zero);
        }
    }

    [Test]
    public void A_pause_holds_its_method_and_no_other()
    {
        var pacing = new SlackPacing(new SlackPacingOptions { Enabled = false });

        pacing.PauseMethod("users.info", TimeSpan.FromSeconds(30), Start);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Wait(pacing, "users.info", null, 10), Is.EqualTo(20).Within(1e-9));
            Assert.That(Wait(pacing, "users.list", null, 10), Is.Zero);
            Assert.That(Wait(pacing, "users.info", null, 30), Is.Zero);
        }
    }

    [Test]
    public void A_shorter_pause_does_not_end_a_longer_one()
    {
        var pacing = new SlackPacing(new SlackPacingOptions());

        pacing.PauseChannel("C1", TimeSpan.FromSeconds(30), Start);
        pacing.PauseChannel("C1", TimeSpan.FromSeconds(1), Start);

        Assert.That(Wait(pacing, "chat.postMessage", "C1", 2), Is.EqualTo(28).Within(1e-9));
    }

    [Test]
    public void Off_lets_everything_through()
    {
        var pacing = new SlackPacing(new SlackPacingOptions { Enabled = false });

        var waits = Enumerable.Range(0, 1000).Select(_ => Wait(pacing, "chat.postMessage", "C1", 0));

        Assert.That(waits, Is.All.Zero);
    }

    [Test]
    public void Many_threads_get_no_more_slots_than_there_are()
    {
        var pacing = new SlackPacing(new SlackPacingOptions());
        var entered = 0;

        Parallel.For(0, 200, _ =>
        {
            if (pacing.TryEnter("pins.add", null, Start, out var wait))
                Interlocked.Increment(ref entered);
        });

        Assert.That(entered, Is.EqualTo(60));
    }

    private static double Wait(SlackPacing pacing, string method, string? channel, double seconds) =>
        pacing.TryEnter(method, channel, Start.AddSeconds(seconds), out var wait) ? 0 : wait.TotalSeconds;
}
