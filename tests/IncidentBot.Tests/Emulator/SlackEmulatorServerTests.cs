using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IncidentBot.SlackEmulator;
using NUnit.Framework;

namespace IncidentBot.Tests.Emulator;

public sealed class SlackEmulatorServerTests
{
    [TestCase("", "not_authed")]
    [TestCase("xoxb-somebody-else", "invalid_auth")]
    public async Task A_call_needs_the_bot_token(string token, string error)
    {
        await using var slack = await EmulatedSlack.StartAsync();

        using var response = await slack.SendAsync("auth.test", JsonContent.Create(new { }), token);

        Assert.That((await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString(), Is.EqualTo(error));
    }

    [Test]
    public async Task A_refusal_names_the_missing_scope()
    {
        await using var slack = await EmulatedSlack.StartAsync(new SlackEmulatorOptions { Scopes = new HashSet<string> { "commands", "chat:write" } });

        var answer = await slack.CallAsync("conversations.create", new { name = "inc-1" });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.GetProperty("error").GetString(), Is.EqualTo("missing_scope"));
            Assert.That(answer.GetProperty("needed").GetString(), Is.EqualTo("channels:manage"));
            Assert.That(answer.GetProperty("provided").GetString(), Is.EqualTo("commands,chat:write"));
            Assert.That(slack.Workspace.FindChannel("inc-1"), Is.Null);
        }
    }

    [Test]
    public async Task Json_is_refused_where_slack_refuses_it()
    {
        await using var slack = await EmulatedSlack.StartAsync();

        var json = await slack.CallAsync("users.info", new { user = "UADA" });
        var form = await slack.CallWithFormAsync("users.info", ("user", "UADA"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(json.GetProperty("error").GetString(), Is.EqualTo("invalid_arguments"));
            Assert.That(form.GetProperty("user").GetProperty("name").GetString(), Is.EqualTo("ada"));
        }
    }

    [Test]
    public async Task Json_inside_a_form_is_parsed()
    {
        await using var slack = await EmulatedSlack.StartAsync();

        var answer = await slack.CallWithFormAsync(
            "chat.postMessage", ("channel", slack.Workspace.Channel("general").Id), ("text", "x"), ("blocks", """[{"type":"divider"}]"""));

        Assert.That(answer.GetProperty("message").GetProperty("blocks")[0].GetProperty("type").GetString(), Is.EqualTo("divider"));
    }

    [Test]
    public async Task An_unknown_method_is_refused() =>
        Assert.That(await Error("no.such.method", new { }), Is.EqualTo("unknown_method"));

    [Test]
    public async Task A_channel_accepts_one_message_a_second_after_a_small_burst()
    {
        await using var slack = await EmulatedSlack.StartAsync(new SlackEmulatorOptions { MessageBurst = 2 });
        var message = new { channel = slack.Workspace.Channel("general").Id, text = "x" };
        await slack.CallAsync("chat.postMessage", message);
        await slack.CallAsync("chat.postMessage", message);

        using var refused = await slack.SendAsync("chat.postMessage", JsonContent.Create(message));
        slack.Clock.Advance(refused.Headers.RetryAfter!.Delta!.Value);
        using var taken = await slack.SendAsync("chat.postMessage", JsonContent.Create(message));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
            Assert.That(taken.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(slack.Workspace.TopLevel("general"), Has.Count.EqualTo(3));
        }
    }

    [Test]
    public async Task A_method_is_limited_by_its_tier()
    {
        await using var slack = await EmulatedSlack.StartAsync();

        var statuses = new List<HttpStatusCode>();
        for (var call = 0; call < 21; call++)
        {
            using var response = await slack.SendAsync("users.list", new FormUrlEncodedContent([]));
            statuses.Add(response.StatusCode);
        }

        Assert.That(statuses, Is.EqualTo([.. Enumerable.Repeat(HttpStatusCode.OK, 20), HttpStatusCode.TooManyRequests]));
    }

    [Test]
    public async Task A_test_can_wait_for_a_call()
    {
        await using var slack = await EmulatedSlack.StartAsync();

        var waiting = slack.Workspace.WaitForAsync(_ => slack.Server.Calls.Any(call => call is { Method: "auth.test", Ok: true }), "auth.test");
        await slack.CallAsync("auth.test", new { });

        Assert.That(async () => await waiting, Throws.Nothing);
    }

    [Test]
    public async Task A_failed_wait_shows_the_workspace()
    {
        await using var slack = await EmulatedSlack.StartAsync();
        await slack.PostAsync("general", "all is well");

        Assert.That(
            async () => await slack.Workspace.WaitForAsync(_ => false, "the end of the world", TimeSpan.FromMilliseconds(1)),
            Throws.TypeOf<TimeoutException>().With.Message.Contains("the end of the world").And.Message.Contains("all is well"));
    }

    private static async Task<string?> Error(string method, object arguments)
    {
        await using var slack = await EmulatedSlack.StartAsync();
        return await slack.ErrorOfAsync(method, arguments);
    }
}
