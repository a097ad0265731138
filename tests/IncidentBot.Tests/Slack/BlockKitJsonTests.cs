using System.Text.Json.Nodes;
using IncidentBot.Slack.BlockKit;
using IncidentBot.Slack.Requests;
using NUnit.Framework;

namespace IncidentBot.Tests.Slack;

internal sealed class BlockKitJsonTests
{
    private static readonly Option A = new("A", "a");
    private static readonly Option B = new("B", "b", "second");

    [Test]
    public void Writes_a_message()
    {
        var message = new Message(
            "API is down",
            [
                new HeaderBlock("API <down>"),
                new SectionBlock(
                    new Markdown("*Lead* <@U1>"), [new PlainText("f")], new Button("Ack", "ack", "42", ButtonStyle.Primary), blockId: "s", expand: true),
                new DividerBlock(),
                new ContextBlock(new Markdown("c")),
                new ActionsBlock([new Button("Close", "close", style: ButtonStyle.Danger, confirm: new ConfirmationDialog("t", "x", "y", "n")), new OverflowMenu("more", [A])]),
            ]) { Metadata = new MessageMetadata("outbox", new Dictionary<string, string> { ["id"] = "7" }) };

        AssertJson(message.ToJson(), """
            {"text":"API is down","blocks":[
              {"type":"header","text":{"type":"plain_text","text":"API <down>","emoji":true}},
              {"type":"section","block_id":"s","text":{"type":"mrkdwn","text":"*Lead* <@U1>"},
               "fields":[{"type":"plain_text","text":"f","emoji":true}],
               "accessory":{"type":"button","action_id":"ack","text":{"type":"plain_text","text":"Ack","emoji":true},"value":"42","style":"primary"},
               "expand":true},
              {"type":"divider"},
              {"type":"context","elements":[{"type":"mrkdwn","text":"c"}]},
              {"type":"actions","elements":[
                {"type":"button","action_id":"close","text":{"type":"plain_text","text":"Close","emoji":true},"style":"danger",
                 "confirm":{"title":{"type":"plain_text","text":"t","emoji":true},"text":{"type":"plain_text","text":"x","emoji":true},
                            "confirm":{"type":"plain_text","text":"y","emoji":true},"deny":{"type":"plain_text","text":"n","emoji":true}}},
                {"type":"overflow","action_id":"more","options":[{"text":{"type":"plain_text","text":"A","emoji":true},"value":"a"}]}]}],
             "metadata":{"event_type":"outbox","event_payload":{"id":"7"}},"unfurl_links":false,"unfurl_media":false}
            """);
    }

    [Test]
    public void Writes_a_modal_with_every_input()
    {
        var view = new ModalViewDefinition(
            "Declare",
            [
                new InputBlock("Name", new PlainTextInput("v", multiline: true, initialValue: "x", placeholder: "p", minLength: 1, maxLength: 9), "b", "h", optional: true, dispatchAction: true),
                new InputBlock("1", new StaticSelectMenu("v", [A, B], B)),
                new InputBlock("2", new StaticMultiSelectMenu("v", [A, B], [A], maxSelectedItems: 2)),
                new InputBlock("3", new UserSelectMenu("v", "U1")),
                new InputBlock("4", new CheckboxGroup("v", [A, B], [A])),
                new InputBlock("5", new RadioButtonGroup("v", [A], A)),
                new InputBlock("6", new DateTimePicker("v", DateTimeOffset.FromUnixTimeSeconds(1_700_000_000))),
                new InputBlock("7", new ExternalSelectMenu("v", A, minQueryLength: 1)),
                new InputBlock("8", new StaticSelectMenu("v", [new OptionGroup("G", [A])])),
            ],
            "declare", "Go", "Cancel", "42", notifyOnClose: true, clearOnClose: true);

        const string a = """{"text":{"type":"plain_text","text":"A","emoji":true},"value":"a"}""";
        const string b = """{"text":{"type":"plain_text","text":"B","emoji":true},"value":"b","description":{"type":"plain_text","text":"second","emoji":true}}""";
        AssertJson(view.ToJson(), $$$"""
            {"type":"modal","callback_id":"declare","private_metadata":"42","title":{{{Plain("Declare")}}},"submit":{{{Plain("Go")}}},"close":{{{Plain("Cancel")}}},
             "notify_on_close":true,"clear_on_close":true,"blocks":[
              {"type":"input","block_id":"b","label":{{{Plain("Name")}}},"hint":{{{Plain("h")}}},"optional":true,"dispatch_action":true,
               "element":{"type":"plain_text_input","action_id":"v","multiline":true,"initial_value":"x","placeholder":{{{Plain("p")}}},"min_length":1,"max_length":9}},
              {"type":"input","label":{{{Plain("1")}}},"element":{"type":"static_select","action_id":"v","options":[{{{a}}},{{{b}}}],"initial_option":{{{b}}} } },
              {"type":"input","label":{{{Plain("2")}}},"element":{"type":"multi_static_select","action_id":"v","options":[{{{a}}},{{{b}}}],"initial_options":[{{{a}}}],"max_selected_items":2}},
              {"type":"input","label":{{{Plain("3")}}},"element":{"type":"users_select","action_id":"v","initial_user":"U1"}},
              {"type":"input","label":{{{Plain("4")}}},"element":{"type":"checkboxes","action_id":"v","options":[{{{a}}},{{{b}}}],"initial_options":[{{{a}}}]}},
              {"type":"input","label":{{{Plain("5")}}},"element":{"type":"radio_buttons","action_id":"v","options":[{{{a}}}],"initial_option":{{{a}}} } },
              {"type":"input","label":{{{Plain("6")}}},"element":{"type":"datetimepicker","action_id":"v","initial_date_time":1700000000}},
              {"type":"input","label":{{{Plain("7")}}},"element":{"type":"external_select","action_id":"v","min_query_length":1,"initial_option":{{{a}}} } },
              {"type":"input","label":{{{Plain("8")}}},"element":{"type":"static_select","action_id":"v","option_groups":[{"label":{{{Plain("G")}}},"options":[{{{a}}}]}]}}]}
            """);
    }

    [Test]
    public void Text_that_is_not_unicode_does_not_stop_a_message() =>
        Assert.That(new Message("a" + '\uD800').ToJson(), Does.Contain("\\uFFFD").Or.Contain("\uFFFD"));

    [Test]
    public void Answers_a_submission_in_each_way()
    {
        var view = new ModalViewDefinition("T", []);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ViewSubmissionResponse.Null.ToJson(), Is.Null);
            AssertJson(ViewSubmissionResponse.Clear.ToJson(), """{"response_action":"clear"}""");
            AssertJson(
                ViewSubmissionResponse.Errors(new Dictionary<string, string> { ["b"] = "no" }).ToJson(),
                """{"response_action":"errors","errors":{"b":"no"}}""");
            AssertJson(ViewSubmissionResponse.Update(view).ToJson(), $$$"""{"response_action":"update","view":{{{view.ToJson()}}} }""");
            AssertJson(ViewSubmissionResponse.Push(view).ToJson(), $$$"""{"response_action":"push","view":{{{view.ToJson()}}} }""");
        }
    }

    [Test]
    public void Answers_a_command_and_a_request_for_options()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(SlashCommandResponse.Null.ToJson(), Is.Null);
            AssertJson(SlashCommandResponse.Ephemeral("hi").ToJson(), """{"response_type":"ephemeral","text":"hi"}""");
            AssertJson(
                SlashCommandResponse.InChannel(new Message("hi", [new DividerBlock()])).ToJson(),
                """{"response_type":"in_channel","text":"hi","blocks":[{"type":"divider"}]}""");
            AssertJson(new BlockOptionsResponse(Array.Empty<Option>()).ToJson(), """{"options":[]}""");
            AssertJson(
                new BlockOptionsResponse([new OptionGroup("G", [A])]).ToJson(),
                $$$"""{"option_groups":[{"label":{{{Plain("G")}}},"options":[{"text":{{{Plain("A")}}},"value":"a"}]}]}""");
        }
    }

    private static string Plain(string text) => $$"""{"type":"plain_text","text":"{{text}}","emoji":true}""";

    private static void AssertJson(string? actual, string expected) =>
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(actual!), JsonNode.Parse(expected)), Is.True, actual);
}
