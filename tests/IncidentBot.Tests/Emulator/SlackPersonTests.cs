using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using IncidentBot.SlackEmulator;
using NUnit.Framework;

namespace IncidentBot.Tests.Emulator;

public sealed class SlackPersonTests
{
    private static readonly object Words = new { type = "plain_text", text = "Words" };

    private EmulatedSlack _slack;
    private RecordingBot _bot;

    [SetUp]
    public async Task Start()
    {
        _slack = await EmulatedSlack.StartAsync(new SlackEmulatorOptions { EnforceRateLimits = false });
        _bot = await RecordingBot.StartAsync();
        _slack.Server.ConnectTo(_bot.BaseUrl);
    }

    [TearDown]
    public async Task Stop()
    {
        await _slack.DisposeAsync();
        await _bot.DisposeAsync();
    }

    [TestCase("lead @grace in #general", "lead <@UGRACE|grace> in <#{general}|general>")]
    [TestCase("#secret @oncall @here", "<#{secret}|> <!subteam^SONCALL|@oncall> <!here>")]
    [TestCase("ask @grace.", "ask <@UGRACE|grace>.")]
    [TestCase("<@UGRACE> & <!channel>", "&lt;@UGRACE&gt; &amp; &lt;!channel&gt;")]
    [TestCase("see https://x.example/?a=1&b=2 ada@example.com", "see <https://x.example/?a=1&amp;b=2> ada@example.com")]
    public async Task A_typed_command_is_escaped_as_slack_does(string typed, string sent)
    {
        await _slack.Ada.CommandAsync("/incident", typed, "general");

        var expected = sent.Replace("{general}", _slack.Workspace.Channel("general").Id).Replace("{secret}", _slack.Workspace.Channel("secret").Id);
        Assert.That(_bot.Requests.Single().Fields["text"], Is.EqualTo(expected));
    }

    [Test]
    public async Task A_request_is_signed()
    {
        await _slack.Ada.CommandAsync("/incident", "help", "general");

        var request = _bot.Requests.Single();
        var timestamp = request.Headers["X-Slack-Request-Timestamp"];
        var signature = new SlackRequests(_slack.Workspace.App.SigningSecret).Sign(timestamp, Encoding.UTF8.GetBytes(request.Body));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(request.Headers["X-Slack-Signature"], Is.EqualTo(signature));
            Assert.That(timestamp, Is.EqualTo(_slack.Clock.GetUtcNow().ToUnixTimeSeconds().ToString()));
        }
    }

    [Test]
    public void The_signature_matches_slacks_documented_example()
    {
        const string body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

        var signature = new SlackRequests("8f742231b10e8888abcd99yyyzzz85a5").Sign("1531420618", Encoding.UTF8.GetBytes(body));

        Assert.That(signature, Is.EqualTo("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"));
    }

    [Test]
    public async Task A_person_sees_the_response_to_a_command()
    {
        _bot.Answer = _ => (200, "application/json", """{"response_type":"ephemeral","text":"done"}""");

        var answer = await _slack.Ada.CommandAsync("/incident", "help", "general");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Text, Is.EqualTo("done"));
            Assert.That(_slack.Workspace.Ephemerals("ada").Single().Text, Is.EqualTo("done"));
        }
    }

    [TestCase(500, "", "dispatch_failed")]
    [TestCase(200, """{"text":"x","blocks":[{"type":"nonsense"}]}""", "invalid_command_response")]
    [TestCase(200, "[", "invalid_command_response")]
    public async Task A_person_sees_that_a_command_failed(int status, string body, string failure)
    {
        _bot.Answer = _ => (status, "application/json", body);

        var answer = await _slack.Ada.CommandAsync("/incident", "help", "general");

        Assert.That(answer.Failure, Is.EqualTo(failure));
    }

    [Test]
    public async Task A_trigger_is_valid_once_and_for_three_seconds()
    {
        var view = new { type = "modal", title = Words, blocks = Array.Empty<object>() };
        await _slack.Ada.GlobalShortcutAsync("declare");
        await _slack.Ada.GlobalShortcutAsync("declare");
        var triggers = _bot.Requests.Select(request => request.Json.GetProperty("trigger_id").GetString()).ToArray();

        var first = await _slack.ErrorOfAsync("views.open", new { trigger_id = triggers[0], view });
        var again = await _slack.ErrorOfAsync("views.open", new { trigger_id = triggers[0], view });
        _slack.Clock.Advance(TimeSpan.FromSeconds(3.1));
        var late = await _slack.ErrorOfAsync("views.open", new { trigger_id = triggers[1], view });
        var never = await _slack.ErrorOfAsync("views.open", new { trigger_id = "1.2.x", view });

        Assert.That((string?[])[first, again, late, never], Is.EqualTo((string?[])[null, "exchanged_trigger_id", "expired_trigger_id", "invalid_trigger_id"]));
    }

    [Test]
    public async Task A_person_clicks_a_button_on_a_message()
    {
        var ts = await _slack.PostAsync("general", "ack?", [new { type = "actions", block_id = "b", elements = new[] { Button("ack", "42") } }]);

        var answer = await _slack.Ada.ClickAsync("general", ts, "ack");

        var payload = _bot.Requests.Last(request => request.Path == "/slack/action").Json;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Ok, Is.True);
            Assert.That(payload.GetProperty("actions")[0].GetProperty("value").GetString(), Is.EqualTo("42"));
            Assert.That(payload.GetProperty("message").GetProperty("ts").GetString(), Is.EqualTo(ts));
            Assert.That(payload.GetProperty("container").GetProperty("is_ephemeral").GetBoolean(), Is.False);
            Assert.That(() => _slack.Ada.ClickAsync("general", ts, "no-such-button"), Throws.ArgumentException);
        }
    }

    [Test]
    public async Task A_click_on_an_ephemeral_message_replaces_it()
    {
        var blocks = new[] { new { type = "actions", elements = new[] { Button("snooze", "7") } } };
        await _slack.CallAsync("chat.postEphemeral", new { channel = _slack.Workspace.Channel("general").Id, user = "UADA", text = "soon due", blocks });
        await _slack.Ada.ClickAsync("general", _slack.Workspace.Ephemerals("ada").Single().Ts, "snooze");
        var payload = _bot.Requests.Last().Json;
        var url = payload.GetProperty("response_url").GetString();
        using var http = new HttpClient();

        using var answer = await http.PostAsJsonAsync(url, new { replace_original = true, text = "snoozed" });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.IsSuccessStatusCode, Is.True);
            Assert.That(payload.TryGetProperty("message", out _), Is.False);
            Assert.That(_slack.Workspace.Ephemerals("ada").Single().Text, Is.EqualTo("snoozed"));
        }
    }

    [Test]
    public async Task A_response_url_is_valid_five_times_within_half_an_hour()
    {
        await _slack.Ada.CommandAsync("/incident", "help", "general");
        await _slack.Ada.CommandAsync("/incident", "help", "general");
        var urls = _bot.Requests.Select(request => request.Fields["response_url"]).ToArray();
        using var http = new HttpClient();

        var statuses = new List<int>();
        for (var use = 0; use < 6; use++)
            statuses.Add((int)(await http.PostAsJsonAsync(urls[0], new { text = "x" })).StatusCode);
        _slack.Clock.Advance(TimeSpan.FromMinutes(31));
        using var late = await http.PostAsJsonAsync(urls[1], new { text = "x" });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(statuses, Is.EqualTo([200, 200, 200, 200, 200, 404]));
            Assert.That(await late.Content.ReadAsStringAsync(), Is.EqualTo("expired_url"));
        }
    }

    [Test]
    public async Task A_modal_accepts_only_input_that_slacks_client_allows()
    {
        await OpenFormAsync();

        var missing = await _slack.Ada.SubmitAsync([("severity", "critical")]);
        var sent = await _slack.Ada.SubmitAsync([("Title", "API is down"), ("severity", "Critical"), ("lead", "grace")]);

        var values = _bot.Requests.Last().Json.GetProperty("view").GetProperty("state").GetProperty("values");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(missing.Outcome, Is.EqualTo(SubmitOutcome.NotSent));
            Assert.That(missing.Errors.Keys, Is.EqualTo(["title"]));
            Assert.That(sent.Outcome, Is.EqualTo(SubmitOutcome.Closed));
            Assert.That(values.GetProperty("title").GetProperty("v").GetProperty("value").GetString(), Is.EqualTo("API is down"));
            Assert.That(values.GetProperty("severity").GetProperty("v").GetProperty("selected_option").GetProperty("value").GetString(), Is.EqualTo("critical"));
            Assert.That(values.GetProperty("lead").GetProperty("v").GetProperty("selected_user").GetString(), Is.EqualTo("UGRACE"));
            Assert.That(_slack.Workspace.OpenView("ada"), Is.Null);
        }
    }

    [TestCase("""{"response_action":"errors","errors":{"title":"too vague"}}""", SubmitOutcome.Errors)]
    [TestCase("""{"response_action":"errors","errors":{"v":"an action id"}}""", SubmitOutcome.Failed)]
    [TestCase("""{"response_action":"clear"}""", SubmitOutcome.Cleared)]
    [TestCase("""{"response_action":"update","view":{"type":"modal","title":{"type":"plain_text","text":"Next"},"blocks":[]}}""", SubmitOutcome.Updated)]
    [TestCase("""{"response_action":"push","view":{"type":"modal","title":{"type":"plain_text","text":"Next"},"blocks":[]}}""", SubmitOutcome.Pushed)]
    [TestCase("""{"response_action":"push","view":{"type":"modal","blocks":[]}}""", SubmitOutcome.Failed)]
    [TestCase("""{"ok":true}""", SubmitOutcome.Failed)]
    public async Task A_person_sees_the_response_to_a_submission(string body, SubmitOutcome outcome)
    {
        await OpenFormAsync();
        _bot.Answer = _ => (200, "application/json", body);

        var answer = await _slack.Ada.SubmitAsync([("title", "API is down")]);

        Assert.That(answer.Outcome, Is.EqualTo(outcome), answer.Failure);
    }

    [Test]
    public async Task A_stale_hash_is_refused_and_typed_text_survives_an_update()
    {
        var opened = await OpenFormAsync();
        _slack.Ada.Fill([("title", "half typed")]);
        var view = Form();

        var updated = await _slack.CallAsync("views.update", new { view_id = opened.GetProperty("id").GetString(), hash = opened.GetProperty("hash").GetString(), view });
        var stale = await _slack.ErrorOfAsync("views.update", new { view_id = opened.GetProperty("id").GetString(), hash = opened.GetProperty("hash").GetString(), view });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(updated.GetProperty("ok").GetBoolean(), Is.True);
            Assert.That(stale, Is.EqualTo("hash_conflict"));
            Assert.That(_slack.Workspace.OpenView("ada")!.State[("title", "v")].GetProperty("value").GetString(), Is.EqualTo("half typed"));
        }
    }

    private async Task<JsonElement> OpenFormAsync()
    {
        await _slack.Ada.GlobalShortcutAsync("declare");
        var answer = await _slack.CallAsync("views.open", new { trigger_id = _bot.Requests.Last().Json.GetProperty("trigger_id").GetString(), view = Form() });
        return answer.GetProperty("view");
    }

    private static object Form() => new
    {
        type = "modal",
        title = Words,
        submit = Words,
        blocks = new object[]
        {
            new { type = "input", block_id = "title", label = new { type = "plain_text", text = "Title" }, element = new { type = "plain_text_input", action_id = "v", max_length = 20 } },
            new { type = "input", block_id = "severity", optional = true, label = Words, element = new { type = "static_select", action_id = "v", options = new[] { Option("Critical", "critical"), Option("Major", "major") } } },
            new { type = "input", block_id = "lead", optional = true, label = Words, element = new { type = "users_select", action_id = "v" } },
        },
    };

    private static object Option(string text, string value) => new { text = new { type = "plain_text", text }, value };

    private static object Button(string action, string value) => new { type = "button", action_id = action, text = Words, value };
}
