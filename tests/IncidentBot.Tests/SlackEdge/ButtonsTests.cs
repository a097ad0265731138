using FsCheck;
using FsCheck.Fluent;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using IncidentBot.SlackEdge.Messages;
using IncidentBot.Tests.Slack;
using NUnit.Framework;

namespace IncidentBot.Tests.SlackEdge;

internal sealed class ButtonsTests
{
    [TestCase(ReminderTrack.Internal, Audience.Internal)]
    [TestCase(ReminderTrack.Public, Audience.Public)]
    [TestCase(ReminderTrack.Watch, null)]
    public void A_button_says_which_promise_it_is_about(ReminderTrack track, Audience? expected)
    {
        var button = Buttons.ForPromise(Buttons.Snooze, "Snooze", Incident(), track, 17);

        Assert.That(Buttons.TryRead(button.Value, out var id, out var audience, out var promise));
        Assert.That((id.Number, audience, promise), Is.EqualTo((42L, expected, (long?)17)));
    }

    [Test]
    public void A_button_says_which_incident_it_is_about()
    {
        var button = Buttons.For(Buttons.Close, "Close", Incident());

        Assert.That(Buttons.TryRead(button.Value, out var id, out var audience, out var promise));
        Assert.That((id.Number, audience, promise), Is.EqualTo((42L, (Audience?)null, (long?)null)));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("0")]
    [TestCase("-1")]
    [TestCase("42:Internal")]
    [TestCase("42:Internal:")]
    [TestCase("42:Internal:-1")]
    [TestCase("42:1:17")]
    [TestCase("42:99:17")]
    [TestCase("42:internal:17")]
    [TestCase("42:Internal, Public:17")]
    [TestCase("42:Internal:17:1")]
    [TestCase("٤٢")]
    [TestCase("99999999999999999999")]
    public void What_no_button_of_ours_says_is_not_read(string? forged) => Assert.That(Buttons.TryRead(forged, out _, out _, out _), Is.False);

    [Test]
    public void Reading_never_fails() => Prop.ForAll(
        (from number in Gen.Elements("", "1", "42:", "42:Internal:", "x") from rest in HostileText.Any.Generator select number + rest).ToArbitrary(),
        value => Buttons.TryRead(value, out var id, out _, out _) is false || id.Number > 0).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    private static Incident Incident() =>
        ((Decision.Accepted)IncidentDecider.Declare(new IncidentId(42), new IncidentCommand.Declare("x", "Major"), AnyIncident.Ada, AnyIncident.Noon, AnyIncident.Policy)).Incident;
}
