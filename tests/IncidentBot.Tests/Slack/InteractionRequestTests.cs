using System.Text;
using IncidentBot.Slack.Requests;
using NUnit.Framework;

namespace IncidentBot.Tests.Slack;

internal sealed class InteractionRequestTests
{
    [Test]
    public void Reads_a_button_of_a_message()
    {
        var request = Parse<BlockActionRequest>("""
            {"trigger_id":"1.2.abc","user":{"id":"U1","team_id":"T2"},"team":{"id":"T1"},"channel":{"id":"C1"},
             "container":{"type":"message","message_ts":"1.2","channel_id":"C1","is_ephemeral":true},"response_url":"https://hooks.slack.com/x",
             "actions":[{"type":"button","action_id":"ack","block_id":"b1","value":"42","action_ts":"3.4","new_field":{}}],"type":"block_actions"}
            """);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(request.UserId, Is.EqualTo("U1"));
            Assert.That(request.TeamId, Is.EqualTo("T1"));
            Assert.That(request.UserTeamId, Is.EqualTo("T2"));
            Assert.That(request.Container, Is.EqualTo(new Container("message", "1.2", "C1", null, true)));
            Assert.That(request.MessageTs, Is.EqualTo("1.2"));
            Assert.That(request.Actions.Single().Value, Is.EqualTo("42"));
            Assert.That(request.Actions.Single().Type, Is.EqualTo("button"));
        }
    }

    [Test]
    public void Takes_the_users_team_where_the_install_has_none()
    {
        var request = Parse<GlobalShortcut>("""{"type":"shortcut","team":null,"user":{"id":"U1","team_id":"T2"},"callback_id":"declare"}""");

        Assert.That(request.TeamId, Is.EqualTo("T2"));
    }

    [Test]
    public void Reads_numbers_as_text_and_text_as_numbers()
    {
        var view = Parse<ViewSubmission>("""
            {"type":"view_submission","user":{"id":"U1"},"view":{"id":"V1","state":{"values":{
              "n":{"v":{"type":"number_input","value":12.5}},"t":{"v":{"type":"datetimepicker","selected_date_time":"1700000000"}}}}}}
            """).View;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(view.State.Number("n", "v"), Is.EqualTo(12.5m));
            Assert.That(view.State.DateTime("t", "v"), Is.EqualTo(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000)));
        }
    }

    [Test]
    public void Reads_an_unknown_type_as_unknown() =>
        Assert.That(Parse<UnknownInteraction>("""{"type":"new_thing","user":{"id":"U1"}}""").Type, Is.EqualTo("new_thing"));

    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("")]
    [TestCase("nonsense")]
    [TestCase("""{"type":"shortcut","callback_id":"x"}""", Description = "nobody")]
    [TestCase("""{"type":"shortcut","user":{"id":"U1"}}""", Description = "no callback_id")]
    [TestCase("""{"type":"block_actions","user":{"id":"U1"},"actions":[]}""", Description = "no action")]
    [TestCase("""{"type":"shortcut","callback_id":"\ud800","user":{"id":"U1"}}""", Description = "half a surrogate pair")]
    public void Refuses_what_is_malformed(string payload) =>
        Assert.That(InteractionRequest.TryParse(SlackVectors.Form(("payload", payload)), out _), Is.False);

    [Test]
    public void Refuses_a_form_without_a_payload() =>
        Assert.That(InteractionRequest.TryParse(Encoding.UTF8.GetBytes("a=b"), out _), Is.False);

    [Test]
    public void Reads_all_inputs_of_slacks_sample()
    {
        InteractionRequest.TryParse(SlackVectors.PayloadForm("view_submission.all_inputs.json"), out var request);

        var view = ((ViewSubmission)request!).View;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(view.CallbackId, Is.EqualTo("incident_declare"));
            Assert.That(view.State.Text("title", "v"), Is.EqualTo("API is down"));
            Assert.That(view.State.Text("summary_empty", "v"), Is.Null);
            Assert.That(view.State.Selected("severity", "v"), Is.EqualTo("1"));
            Assert.That(view.State.Selected("severity_none", "v"), Is.Null);
            Assert.That(view.State.SelectedMany("services", "v"), Is.EqualTo(new[] { "svc-api", "svc-web" }));
            Assert.That(view.State.User("lead", "v"), Is.EqualTo("U123ABC456"));
            Assert.That(view.State.Users("responders", "v"), Has.Count.EqualTo(2));
            Assert.That(view.State.Conversation("public_channel", "v"), Is.EqualTo("C123ABC456"));
            Assert.That(view.State.DateTime("started_at", "v")?.ToUnixTimeSeconds(), Is.EqualTo(1_700_000_000));
            Assert.That(view.State.Value("due", "v")?.SelectedDate, Is.EqualTo(new DateOnly(2023, 11, 14)));
            Assert.That(view.State.Value("at", "v")?.SelectedTime, Is.EqualTo(new TimeOnly(22, 13)));
            Assert.That(view.State.SelectedMany("options_none", "v"), Is.Empty);
            Assert.That(view.State.Text("not", "there"), Is.Null);
        }
    }

    [TestCase("block_actions.message.json", typeof(BlockActionRequest))]
    [TestCase("block_actions.view.json", typeof(BlockActionRequest))]
    [TestCase("block_suggestion.json", typeof(BlockOptionsRequest))]
    [TestCase("shortcut.global.json", typeof(GlobalShortcut))]
    [TestCase("shortcut.message.json", typeof(MessageShortcut))]
    [TestCase("view_closed.json", typeof(ViewClosed))]
    [TestCase("view_submission.all_inputs.json", typeof(ViewSubmission))]
    [TestCase("view_submission.empty_state_array.json", typeof(ViewSubmission))]
    [TestCase("view_submission.org_install.json", typeof(ViewSubmission))]
    public void Reads_slacks_samples(string name, Type expected)
    {
        InteractionRequest.TryParse(SlackVectors.PayloadForm(name), out var request);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(request, Is.TypeOf(expected));
            Assert.That(request?.TeamId, Is.EqualTo("T123ABC456"));
        }
    }

    private static T Parse<T>(string payload)
        where T : InteractionRequest
    {
        InteractionRequest.TryParse(SlackVectors.Form(("payload", payload)), out var request);
        Assert.That(request, Is.TypeOf<T>());
        return (T)request!;
    }
}
