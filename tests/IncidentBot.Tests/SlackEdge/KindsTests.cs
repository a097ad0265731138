using System.Text.Json;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using IncidentBot.Incidents;
using IncidentBot.Slack.BlockKit;
using IncidentBot.SlackEdge.Messages;
using IncidentBot.SlackEdge.Outbound;
using NodaTime;
using NUnit.Framework;

namespace IncidentBot.Tests.SlackEdge;

/// <summary>Whatever kind of thing happens has words and comes back from the database as it went in.</summary>
internal sealed class KindsTests
{
    private static readonly string Hostile = string.Concat(Enumerable.Repeat("<!channel> & *b* ", 600));

    [Test]
    public void Every_refusal_is_a_sentence()
    {
        var refusals = Sample.EachOf<Refusal>(Hostile)
            .Concat(from phase in Enum.GetValues<Phase>() from wanted in Enum.GetValues<WantedPhase>() select new Refusal.WrongPhase(phase, wanted))
            .Concat(from phase in Enum.GetValues<Phase>() select new Refusal.PhaseNotByUpdate(phase))
            .Concat(new[] { "lead", "messenger", "severity", "title", "impact", "anything" }.Select(what => new Refusal.NothingToChange(what)))
            .Concat(new[] { "title", "update", "note" }.Select(what => new Refusal.Blank(what)));

        using (Assert.EnterMultipleScope())
        {
            foreach (var refusal in refusals)
            {
                foreach (var incident in new[] { null, AnIncident() })
                {
                    var words = RefusalWords.For(refusal, incident, AnyIncident.Policy, AnyIncident.Settings);
                    Assert.That(words, Does.Match(@"(?s)^[A-Z<""*0-9:].*[.?!`)]$").And.Length.LessThan(Message.MaxTextLength).And.Not.Contain("<!channel"), refusal.ToString());
                }
            }
        }
    }

    [Test]
    public void Every_event_has_words_and_fits_its_message()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var happened in Sample.EachOf<IncidentEvent>(Hostile))
            {
                var entry = new TimelineEntry(new IncidentId(1), 1, AnyIncident.Noon, AnyIncident.Ada, happened);
                Assert.That(TimelineWords.Line(entry), Has.Length.InRange(20, 1500).And.Not.Contain("<!channel"), happened.GetType().Name);
                Assert.That(ChangesMessage.IsLine(happened) == (ChangesMessage.For([entry]) is not null), happened.GetType().Name);
                if (EventMessages.HasOwnMessage(happened))
                    Assert.That(() => EventMessages.For(entry, [entry], AnIncident(), null, AnyIncident.Settings).Text, Is.Not.Empty.And.Not.Contain("<!channel"), happened.GetType().Name);
                var change = new IncidentChange(AnIncident(), AnIncident(), [happened], AnyIncident.Ada, AnyIncident.Noon);
                if (happened is not IncidentEvent.PhaseChanged)
                    Assert.That(Receipts.For(change, AnyIncident.Policy), Has.Length.InRange(5, Message.MaxTextLength).And.Not.Contain("<!channel"), happened.GetType().Name);
            }
        }
    }

    [Test]
    public void Every_ephemeral_message_has_words()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var about in Enum.GetValues<EphemeralKind>())
                Assert.That(() => EphemeralMessages.For(about, AnIncident(), null, AnyIncident.Policy, AnyIncident.Settings, AnyIncident.Noon).Text, Is.Not.Empty, about.ToString());
        }
    }

    [Test]
    public void Every_reminder_has_words_and_an_end()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var kind in Enum.GetValues<ReminderKind>())
            {
                foreach (var track in kind <= ReminderKind.Page ? new[] { ReminderTrack.Internal, ReminderTrack.Public } : [ReminderTrack.Watch])
                {
                    var key = new ReminderKey(track, 1, kind);
                    Assert.That(() => NudgeMessages.For(AnIncident(), key, AnyIncident.Policy, AnyIncident.Settings, AnyIncident.Noon, isDirect: false).Text, Is.Not.Empty, key.ToString());
                    Assert.That(() => NudgeMessages.Settled(key, AnIncident(), AnyIncident.Noon).Text, Does.StartWith(":white_check_mark:"), key.ToString());
                    Assert.That(NudgeMessages.Recipients(AnIncident(), key), Is.Not.Empty, key.ToString());
                }
            }
        }
    }

    [Test]
    public void Every_event_comes_back_from_the_timeline_as_it_was()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var happened in Sample.EachOf<IncidentEvent>("words \"<&>\" 🔥\n"))
            {
                var back = EventJson.Read(EventJson.Write(happened));
                Assert.That(back, Is.TypeOf(happened.GetType()));
                Assert.That(EventJson.Write(back), Is.EqualTo(EventJson.Write(happened)));
            }
        }
    }

    [Test]
    public void Every_intent_comes_back_from_the_outbox_as_it_was()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var intent in Sample.EachOf<SlackIntent>("words \"<&>\" 🔥\n"))
            {
                var json = SlackIntentJson.Write(intent);
                var back = SlackIntentJson.Read(json);
                Assert.That(back, Is.TypeOf(intent.GetType()));
                Assert.That(SlackIntentJson.Write(back), Is.EqualTo(json));
                Assert.That(JsonDocument.Parse(json).RootElement.GetProperty("intent").GetString(), Is.Not.Empty);
            }
        }
    }

    [Test]
    public void The_names_in_the_database_are_each_given_once()
    {
        Assert.That(Sample.EachOf<SlackIntent>("x").Select(intent => JsonDocument.Parse(SlackIntentJson.Write(intent)).RootElement.GetProperty("intent").GetString()).Distinct(), Has.Exactly(Sample.KindsOf<SlackIntent>().Count).Items);
        Assert.That(Sample.EachOf<IncidentEvent>("x").Select(happened => JsonDocument.Parse(EventJson.Write(happened)).RootElement.GetProperty("kind").GetString()).Distinct(), Has.Exactly(Sample.KindsOf<IncidentEvent>().Count).Items);
    }

    private static Incident AnIncident()
    {
        var declare = new IncidentCommand.Declare(Hostile, "Critical") { CustomerImpact = true, Description = Hostile, ReportedBy = Hostile, Lead = AnyIncident.Ada, Messenger = AnyIncident.Ada };
        return ((Decision.Accepted)IncidentDecider.Declare(new IncidentId(1), declare, AnyIncident.Ada, AnyIncident.Noon - Duration.FromHours(1), AnyIncident.Policy)).Incident;
    }
}
