using System.Text;
using IncidentBot.Slack.Requests;
using IncidentBot.Slack.SocketMode;
using NUnit.Framework;

namespace IncidentBot.Tests.Slack.SocketMode;

public sealed class SocketMessageTests
{
    private const string Command = """
        {"envelope_id":"e1","type":"slash_commands","accepts_response_payload":true,"payload":{"command":"/incident","text":"lead me","user_id":"U1","team_id":"T1",
        "channel_id":"C1","channel_name":"general","is_enterprise_install":false,"trigger_id":"1.2.3","response_url":"https://hooks.slack.example/1"}}
        """;

    [Test]
    public void A_command_is_the_same_as_by_HTTP()
    {
        var envelope = Read<SlashCommandEnvelope>(Command);

        _ = SlashCommand.TryParse(
            "command=%2Fincident&text=lead+me&user_id=U1&team_id=T1&channel_id=C1&channel_name=general&is_enterprise_install=false&trigger_id=1.2.3&response_url=https%3A%2F%2Fhooks.slack.example%2F1"u8.ToArray(),
            out var byHttp);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(envelope.Payload, Is.EqualTo(byHttp));
            Assert.That((envelope.EnvelopeId, envelope.AcceptsResponsePayload, envelope.RetryAttempt), Is.EqualTo(("e1", true, 0L)));
        }
    }

    [Test]
    public void An_event_says_which_repetition_it_is()
    {
        var envelope = Read<EventEnvelope>(
            """
            {"envelope_id":"e2","type":"events_api","accepts_response_payload":false,"retry_attempt":2,"retry_reason":"timeout",
            "payload":{"type":"event_callback","event_id":"Ev1","event_time":1700000000,"team_id":"T1","event":{"type":"app_uninstalled"}}}
            """);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(envelope.Payload, Is.InstanceOf<EventCallback>().With.Property(nameof(EventCallback.EventId)).EqualTo("Ev1"));
            Assert.That((envelope.RetryAttempt, envelope.RetryReason), Is.EqualTo((2L, "timeout")));
        }
    }

    [TestCase("block_suggestion", typeof(BlockOptionsRequest))]
    [TestCase("shortcut", typeof(GlobalShortcut))]
    [TestCase("something_new", typeof(UnknownInteraction))]
    public void An_interaction_is_read_as_by_HTTP(string type, Type expected)
    {
        var envelope = Read<InteractionEnvelope>(
            $$$"""{"envelope_id":"e3","type":"interactive","accepts_response_payload":true,"payload":{"type":"{{{type}}}","user":{"id":"U1"},"action_id":"a","callback_id":"c","trigger_id":"t"}}""");

        Assert.That(envelope.Payload, Is.InstanceOf(expected));
    }

    [TestCase("""{"type":"hello","num_connections":2,"connection_info":{"app_id":"A1"},"debug_info":{}}""")]
    public void The_greeting_says_how_many_there_are(string text)
    {
        Assert.That(Read<Hello>(text), Is.EqualTo(new Hello(2, "A1")));
    }

    [TestCase("link_disabled", true)]
    [TestCase("socket_mode_disabled", true)]
    [TestCase("warning", false)]
    [TestCase("refresh_requested", false)]
    [TestCase("something_new", false)]
    public void A_farewell_tells_switched_off_from_renewed(string reason, bool isSwitchedOff)
    {
        var message = Read<Disconnect>($$$"""{"type":"disconnect","reason":"{{{reason}}}","debug_info":{"host":"h"}}""");

        Assert.That(message.IsSwitchedOff, Is.EqualTo(isSwitchedOff));
    }

    [TestCase("slash_commands", """{"text":"no command"}""", true)]
    [TestCase("slash_commands", """{"command":"/incident","text":"\ud800","user_id":"U1","team_id":"T1","channel_id":"C1"}""", true)]
    [TestCase("slash_commands", "null", true)]
    [TestCase("interactive", "[]", true)]
    [TestCase("events_api", "7", false)]
    [TestCase("workflow_steps", "{}", false)]
    public void What_cannot_be_read_still_has_its_id(string type, string payload, bool userWaits)
    {
        var envelope = Read<UnreadableEnvelope>($$$"""{"envelope_id":"e4","type":"{{{type}}}","payload":{{{payload}}} }""");

        Assert.That((envelope.EnvelopeId, envelope.Type, envelope.UserWaits), Is.EqualTo(("e4", type, userWaits)));
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("""{"type":7.5e}""")]
    [TestCase("""{"type":"\ud800","envelope_id":"\udfff"}""")]
    public void What_says_nothing_is_no_message(string text)
    {
        Assert.That(SocketMessage.TryParse(Encoding.UTF8.GetBytes(text), out _), Is.False);
    }

    [Test]
    public void An_unknown_message_has_its_name()
    {
        Assert.That(Read<UnknownSocketMessage>("""{"type":"goodbye"}"""), Is.EqualTo(new UnknownSocketMessage("goodbye")));
    }

    [TestCase("socket.hello.json", typeof(Hello))]
    [TestCase("socket.disconnect.warning.json", typeof(Disconnect))]
    [TestCase("socket.disconnect.link_disabled.json", typeof(Disconnect))]
    [TestCase("socket.events_api.json", typeof(EventEnvelope))]
    public void Slacks_own_samples_are_read(string sample, Type expected)
    {
        var isRead = SocketMessage.TryParse(SlackVectors.Payload(sample), out var message);

        Assert.That(isRead, Is.True);
        Assert.That(message, Is.InstanceOf(expected));
    }

    private static T Read<T>(string text)
        where T : SocketMessage
    {
        Assert.That(SocketMessage.TryParse(Encoding.UTF8.GetBytes(text), out var message), Is.True);
        return (T)message!;
    }
}
