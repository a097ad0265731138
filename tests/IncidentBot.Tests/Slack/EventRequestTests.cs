using System.Text;
using IncidentBot.Slack.Requests;
using NUnit.Framework;

namespace IncidentBot.Tests.Slack;

internal sealed class EventRequestTests
{
    [Test]
    public void Reads_a_challenge() =>
        Assert.That(Parse("""{"type":"url_verification","challenge":"abc"}"""), Is.EqualTo(new UrlVerification("abc")));

    [Test]
    public void Takes_the_team_it_was_delivered_for()
    {
        var callback = (EventCallback?)Parse("""
            {"type":"event_callback","event_id":"Ev1","event_time":"1700000000","team_id":"T9","authorizations":[{"team_id":"T1","user_id":"UBOT"}],
             "event":{"type":"app_uninstalled","event_ts":"1.2"}}
            """);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(callback?.TeamId, Is.EqualTo("T1"));
            Assert.That(callback?.AuthorizedUserId, Is.EqualTo("UBOT"));
            Assert.That(callback?.EventTime, Is.EqualTo(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000)));
            Assert.That(callback?.Event, Is.EqualTo(new AppUninstalled { EventTs = "1.2" }));
        }
    }

    [TestCase("""{"type":"channel_archive","channel":"C1","user":"U1"}""")]
    [TestCase("""{"type":"group_archive","channel":"C1","user":"U1"}""")]
    public void A_private_channels_event_reads_like_a_public_ones(string inner) =>
        Assert.That(Inner(inner), Is.EqualTo(new ChannelArchive("C1", "U1")));

    [Test]
    public void A_changed_message_is_named_by_its_own_ts_and_text()
    {
        var message = (MessageEvent)Inner("""
            {"type":"message","subtype":"message_changed","channel":"C1","channel_type":"channel","ts":"9.9","message":{"ts":"1.2","text":"new","user":"U1"}}
            """);

        Assert.That(message, Is.EqualTo(new MessageEvent("C1", "U1", null, "new", "1.2", null, "message_changed", "channel")));
    }

    [Test]
    public void A_deleted_message_is_named_by_its_own_ts()
    {
        var message = (MessageEvent)Inner("""{"type":"message","subtype":"message_deleted","channel":"C1","ts":"9.9","deleted_ts":"1.2"}""");

        Assert.That(message.Ts, Is.EqualTo("1.2"));
    }

    [Test]
    public void A_reaction_loses_its_skin_tone() =>
        Assert.That(
            Inner("""{"type":"reaction_added","user":"U1","reaction":"wave::skin-tone-2","item":{"type":"message","channel":"C1","ts":"1.2"}}"""),
            Is.EqualTo(new ReactionAdded("U1", "wave", "C1", "1.2", null)));

    [Test]
    public void A_change_of_a_person_is_read_as_a_person()
    {
        var change = (UserChange)Inner("""
            {"type":"user_change","user":{"id":"U1","deleted":true,"is_ultra_restricted":true,"profile":{"display_name":" ","real_name":"Ada L"}}}
            """);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(change.User.DisplayName, Is.EqualTo("Ada L"));
            Assert.That(change.User.IsDeactivated, Is.True);
            Assert.That(change.User.IsGuest, Is.True);
            Assert.That(change.User.IsBot, Is.False);
        }
    }

    [TestCase("""{"type":"brand_new"}""")]
    [TestCase("""{"type":"message","channel":"C1"}""", Description = "no ts")]
    [TestCase("""{"type":"pin_added","user":"U1"}""", Description = "no channel")]
    [TestCase("""{"type":"channel_rename","channel":"C1"}""", Description = "not an object")]
    public void What_it_cannot_read_is_unknown_and_not_an_error(string inner) => Assert.That(Inner(inner), Is.TypeOf<UnknownEvent>());

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("""{"type":"event_callback","event":{"type":"message"}}""", Description = "no event_id")]
    [TestCase("""{"type":"url_verification"}""")]
    [TestCase("""{"type":"url_verification","challenge":"\udfff"}""")]
    public void Refuses_what_is_malformed(string body) => Assert.That(Parse(body), Is.Null);

    [Test]
    public void Refuses_json_nested_without_end() =>
        Assert.That(Parse(new string('[', 100_000)), Is.Null);

    [TestCase("event.app_home_opened.json", typeof(AppHomeOpened))]
    [TestCase("event.app_mention.json", typeof(AppMention))]
    [TestCase("event.app_uninstalled.json", typeof(AppUninstalled))]
    [TestCase("event.channel_archive.json", typeof(ChannelArchive))]
    [TestCase("event.channel_rename.json", typeof(ChannelRename))]
    [TestCase("event.member_joined_channel.json", typeof(MemberJoinedChannel))]
    [TestCase("event.message.bot_own.json", typeof(MessageEvent))]
    [TestCase("event.message.changed.json", typeof(MessageEvent))]
    [TestCase("event.message.deleted.json", typeof(MessageEvent))]
    [TestCase("event.message.thread_reply.json", typeof(MessageEvent))]
    [TestCase("event.pin_added.json", typeof(PinAdded))]
    [TestCase("event.reaction_added.json", typeof(ReactionAdded))]
    [TestCase("event.tokens_revoked.json", typeof(TokensRevoked))]
    public void Reads_slacks_samples(string name, Type expected)
    {
        EventRequest.TryParse(SlackVectors.Payload(name), out var request);

        Assert.That((request as EventCallback)?.Event, Is.TypeOf(expected));
    }

    [Test]
    public void Reads_slacks_other_samples()
    {
        EventRequest.TryParse(SlackVectors.Payload("event.app_rate_limited.json"), out var limited);
        EventRequest.TryParse(SlackVectors.Payload("url_verification.json"), out var challenge);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(limited, Is.TypeOf<AppRateLimited>());
            Assert.That(challenge, Is.TypeOf<UrlVerification>());
        }
    }

    private static EventRequest? Parse(string body) =>
        EventRequest.TryParse(Encoding.UTF8.GetBytes(body), out var request) ? request : null;

    private static Event Inner(string inner) =>
        ((EventCallback)Parse($$"""{"type":"event_callback","event_id":"Ev1","event_time":1,"event":{{inner}}}""")!).Event;
}
