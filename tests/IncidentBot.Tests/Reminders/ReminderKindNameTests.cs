using IncidentBot.Core.Reminders;
using IncidentBot.Reminders;
using IncidentBot.SlackEdge.Outbound;
using NodaTime;
using NUnit.Framework;

namespace IncidentBot.Tests.Reminders;

/// <summary>Stored names outlive the names in the code.</summary>
internal sealed class ReminderKindNameTests
{
    [Test]
    public void Every_kind_is_read_back_from_its_stored_name([Values] ReminderKind kind) =>
        Assert.That(ReminderKindName.Parse(ReminderKindName.Of(kind)), Is.EqualTo(kind));

    [TestCase(ReminderKind.Repeated, "SecondWord", "second_word")]
    [TestCase(ReminderKind.StatusPageNotResolved, "StillRed", "still_red")]
    public void A_renamed_kind_keeps_its_name_in_the_database(ReminderKind kind, string row, string payload)
    {
        var nudge = SlackIntentJson.Write(new SlackIntent.Nudge(ReminderTrack.Public, 1, kind, Instant.FromUnixTimeSeconds(0)));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ReminderKindName.Of(kind), Is.EqualTo(row));
            Assert.That(nudge, Does.Contain($"\"{payload}\""));
            Assert.That(SlackIntentJson.Read(nudge), Is.InstanceOf<SlackIntent.Nudge>().With.Property(nameof(SlackIntent.Nudge.Kind)).EqualTo(kind));
        }
    }
}
