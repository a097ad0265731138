using System.Text;
using System.Text.Json.Nodes;
using IncidentBot.Configuration;
using IncidentBot.SlackEmulator;

namespace IncidentBot.EndToEnd;

/// <summary>A request that is not from Slack, or is unreadable, is refused before any work. Its only trace is a log line without its content.</summary>
internal sealed class HostileRequestTests
{
    private const string Words = "zanzibar-words-of-somebody";

    [Test]
    public Task A_request_without_Slacks_signature_has_no_effect() => RefusesAsync(401, world =>
    {
        var raw = new RawSlack(world);
        var stranger = new SlackRequests("somebody-elses-secret-0123456789");
        return RawSlack.Routes.SelectMany(route => new (string, HttpRequestMessage)[]
        {
            ($"unsigned {route}", SlackRequests.Unsigned(raw.Url(route), raw.Body(route, Words), RawSlack.TypeOf(route))),
            ($"signed by somebody else {route}", stranger.Signed(raw.Url(route), raw.Body(route, Words), RawSlack.TypeOf(route), raw.Now)),
            ($"signed with nothing {route}", new SlackRequests("").Signed(raw.Url(route), raw.Body(route, Words), RawSlack.TypeOf(route), raw.Now)),
            ($"changed after signing {route}", raw.Requests.Tampered(raw.Url(route), raw.Body(route, "harmless"), raw.Body(route, Words), RawSlack.TypeOf(route), raw.Now)),
            ($"too old {route}", raw.Requests.Signed(raw.Url(route), raw.Body(route, Words), RawSlack.TypeOf(route), raw.Now - TimeSpan.FromSeconds(330))),
            ($"from the future {route}", raw.Requests.Signed(raw.Url(route), raw.Body(route, Words), RawSlack.TypeOf(route), raw.Now + TimeSpan.FromSeconds(330))),
            ($"without time {route}", Without(raw.Requests.Signed(raw.Url(route), raw.Body(route, Words), RawSlack.TypeOf(route), raw.Now), "X-Slack-Request-Timestamp")),
            ($"without signature {route}", Without(raw.Requests.Signed(raw.Url(route), raw.Body(route, Words), RawSlack.TypeOf(route), raw.Now), "X-Slack-Signature")),
            ($"with a time that is none {route}", With(raw.Requests.Signed(raw.Url(route), raw.Body(route, Words), RawSlack.TypeOf(route), raw.Now), "X-Slack-Request-Timestamp", "1e9")),
            ($"with two signatures {route}", And(raw.Requests.Signed(raw.Url(route), raw.Body(route, Words), RawSlack.TypeOf(route), raw.Now), "X-Slack-Signature", $"v0={new string('0', 64)}")),
        });
    });

    [Test]
    public Task An_unreadable_body_has_no_effect() => RefusesAsync(400, world =>
    {
        var raw = new RawSlack(world);
        HttpRequestMessage Signed(string route, byte[] body, string? type = null) => raw.Requests.Signed(raw.Url(route), body, type ?? RawSlack.TypeOf(route), raw.Now);
        HttpRequestMessage Text(string route, string body, string? type = null) => Signed(route, Encoding.UTF8.GetBytes(body), type);
        var deep = new string('[', 10_000) + new string(']', 10_000);
        return RawSlack.Routes.SelectMany(route => new (string, HttpRequestMessage)[]
        {
            ($"empty {route}", Text(route, "")),
            ($"not Unicode {route}", Signed(route, [.. raw.Body(route, Words), 0xFF, 0xC0])),
            ($"half an escape {route}", Text(route, $"payload=%7&text=%ZZ{Words}")),
            ($"not Unicode once decoded {route}", Text(route, $"command=%2Fincident&user_id=U1&team_id=T1&channel_id=C1&text=%ED%A0%BD{Words}")),
            ($"the same field twice {route}", Text(route, $"command=%2Fincident&user_id=U1&user_id=U2&team_id=T1&channel_id=C1&text={Words}")),
            ($"the other kind of body {route}", Signed(route, raw.Body(route == "/slack/event" ? "/slack/command" : "/slack/event", Words))),
            ($"several parts {route}", Text(route, $"--x\r\nContent-Disposition: form-data; name=\"payload\"\r\n\r\n{Words}\r\n--x--", "multipart/form-data; boundary=x")),
            ($"not an object {route}", Text(route, route == "/slack/event" ? $"[\"{Words}\"]" : $"payload=[\"{Words}\"]")),
            ($"cut off {route}", Text(route, route == "/slack/event" ? $"{{\"type\":\"{Words}" : $"payload={{\"type\":\"{Words}")),
            ($"ten thousand levels deep {route}", Text(route, route == "/slack/event" ? deep : $"payload={deep}")),
            ($"half a character {route}", Text(route, route == "/slack/event"
                ? $$"""{"type":"event_callback","event_id":"E\ud83d","event":{"type":"pin_added","user":"U1"},"words":"{{Words}}"}"""
                : """payload={"type":"block_actions","user":{"id":"U\ud83d"}}""")),
        });
    });

    [Test]
    public Task A_body_that_is_too_large_has_no_effect() => RefusesAsync(413, world =>
    {
        var raw = new RawSlack(world);
        var large = Encoding.UTF8.GetBytes(Words + new string('x', 2_050_000));
        return RawSlack.Routes.SelectMany(route => new (string, HttpRequestMessage)[]
        {
            ($"length told {route}", raw.Requests.Signed(raw.Url(route), large, RawSlack.TypeOf(route), raw.Now)),
            ($"length not told {route}", Chunked(raw.Requests.Signed(raw.Url(route), large, RawSlack.TypeOf(route), raw.Now))),
        });
    });

    [Test]
    public Task The_Slack_routes_accept_only_posts() => RefusesAsync(405, world =>
    {
        var raw = new RawSlack(world);
        return RawSlack.Routes.SelectMany(route => new[] { HttpMethod.Get, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Head }
            .Select(method => ($"{method} {route}", new HttpRequestMessage(method, new Uri(raw.Url(route), $"{route}?text={Words}")))));
    });

    [Test]
    public async Task Slacks_certificate_probe_is_answered_unsigned_and_changes_nothing()
    {
        await using var world = await World.StartAsync();
        var raw = new RawSlack(world);
        var before = await Trace.OfAsync(world);

        var answer = await raw.SendAsync(SlackRequests.Unsigned(raw.Url("/slack/command"), "ssl_check=1&token=deprecated"u8.ToArray(), SlackRequests.Form));
        var smuggled = await raw.SendAsync(SlackRequests.Unsigned(raw.Url("/slack/command"), Encoding.UTF8.GetBytes("ssl_check=1&" + raw.CommandForm($"declare {Words}")), SlackRequests.Form));

        Assert.That(answer, Is.EqualTo((200, "")));
        Assert.That(smuggled, Is.EqualTo((200, "")));
        Assert.That(await Trace.OfAsync(world), Is.EqualTo(before));
    }

    [Test]
    public async Task Slacks_handshake_is_answered_only_when_signed()
    {
        await using var world = await World.StartAsync();
        var raw = new RawSlack(world);
        var body = new JsonObject { ["type"] = "url_verification", ["challenge"] = "3eZbrw1aB<b>", ["token"] = "x" }.ToJsonString();

        var answer = await raw.SignedAsync("/slack/event", body);
        var refused = await raw.SendAsync(SlackRequests.Unsigned(raw.Url("/slack/event"), Encoding.UTF8.GetBytes(body), SlackRequests.JsonType));

        Assert.That(answer, Is.EqualTo((200, "3eZbrw1aB<b>")));
        Assert.That(refused, Is.EqualTo((401, "")));
    }

    [Test]
    public async Task An_unknown_event_is_acknowledged_and_changes_nothing()
    {
        await using var world = await World.StartAsync();
        var raw = new RawSlack(world);
        var log = HeardLog.Of(world);
        var before = await Trace.OfAsync(world);

        (int, string)[] answers =
        [
            await raw.InteractAsync("workflow_step_edit", world.Ada, new JsonObject { ["words"] = Words }),
            await raw.InteractAsync("shortcut", world.Ada, new JsonObject { ["callback_id"] = "somebody_elses", ["trigger_id"] = "1.2" }),
            await raw.InteractAsync("view_closed", world.Ada, new JsonObject { ["view"] = new JsonObject { ["id"] = "V1", ["type"] = "modal", ["callback_id"] = "Update" } }),
            await raw.InteractAsync("block_actions", world.Ada, new JsonObject { ["actions"] = new JsonArray(new JsonObject { ["action_id"] = "unknown", ["value"] = Words }) }),
            await raw.InteractAsync("view_submission", world.Ada, new JsonObject { ["view"] = new JsonObject { ["id"] = "V1", ["type"] = "modal", ["callback_id"] = "somebody_elses" } }),
            await raw.SignedAsync("/slack/event", raw.Event("Ev7", new JsonObject { ["type"] = "team_rebranded", ["words"] = Words })),
            await raw.SignedAsync("/slack/event", raw.Event("Ev8", new JsonObject { ["type"] = "pin_added", ["words"] = Words })),
            await raw.SignedAsync("/slack/event", new JsonObject { ["type"] = "app_rate_limited", ["team_id"] = "T1", ["minute_rate_limited"] = "soon" }.ToJsonString()),
            await raw.SignedAsync("/slack/event", new JsonObject { ["type"] = "brand_new" }.ToJsonString()),
        ];

        Assert.That(answers, Has.All.EqualTo((200, "")));
        Assert.That(await Trace.OfAsync(world), Is.EqualTo(before));
        Assert.That(log.Everything, Does.Not.Contain(Words));
        Assert.That(log.Errors, Is.Empty);
    }

    [Test]
    public async Task The_same_request_again_gets_the_same_answer_and_makes_no_second_incident()
    {
        await using var world = await World.StartAsync();
        var raw = new RawSlack(world);
        var (body, at) = (raw.CommandForm("declare critical: sent more than once"), raw.Now);
        Task<(int Status, string Body)> SendAsync() => raw.SendAsync(raw.Requests.Signed(raw.Url("/slack/command"), body, SlackRequests.Form, at));

        var first = await SendAsync();
        await world.RoomAfterAsync([]);
        var again = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SendAsync()));

        Assert.That(first.Body, Does.Contain("Declared"));
        Assert.That(again, Has.All.EqualTo(first));
        Assert.That((await Trace.OfAsync(world)).Rows, Does.Contain("incident: 1,"));
        Assert.That(world.RoomNames(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_event_that_Slack_sends_again_is_handled_once()
    {
        await using var world = await World.StartAsync();
        var raw = new RawSlack(world);
        var body = raw.Event("Ev42", new JsonObject { ["type"] = "app_home_opened", ["user"] = world.Ada.Id, ["tab"] = "home" });

        foreach (var retry in new[] { 0, 1, 2, 3 })
        {
            var request = raw.Requests.Signed(raw.Url("/slack/event"), body, SlackRequests.JsonType, raw.Now);
            if (retry > 0)
                request.Headers.Add("X-Slack-Retry-Num", $"{retry}");
            request.Headers.Add("X-Slack-Retry-Reason", "http_timeout");
            Assert.That(await raw.SendAsync(request), Is.EqualTo((200, "")));
        }

        await world.UntilAsync(() => world.Workspace.Home(world.Ada.Id) is not null, "Ada's Home");
        Assert.That((await Trace.OfAsync(world)).Rows, Does.Contain("outbox: 1,"));
    }

    [Test]
    public async Task An_unreadable_event_asks_Slack_not_to_retry()
    {
        await using var world = await World.StartAsync();
        var raw = new RawSlack(world);

        using var response = await world.Http.SendAsync(raw.Requests.Signed(raw.Url("/slack/event"), "{", SlackRequests.JsonType, raw.Now));

        Assert.That(response.Headers.GetValues("x-slack-no-retry"), Is.EqualTo(["1"]));
    }

    [TestCase("--Slack:SigningSecret=")]
    [TestCase("--Slack:SigningSecret=   ")]
    [TestCase("--Slack:BotToken=")]
    public void A_host_without_secrets_does_not_start(string blank)
    {
        string[] settings = ["--Slack:BotToken=xoxb-1-2-abc", "--Slack:SigningSecret=0123456789abcdef", blank];

        var refused = Assert.Throws<ConfigurationException>(() => BotApplication.Build(settings, TimeProvider.System))!;

        Assert.That(refused.Message, Does.Contain(blank[2..blank.IndexOf('=', StringComparison.Ordinal)].Replace(":", "__", StringComparison.Ordinal)).Or.Contain(blank[2..blank.IndexOf('=', StringComparison.Ordinal)]));
    }

    private static async Task RefusesAsync(int status, Func<World, IEnumerable<(string What, HttpRequestMessage Request)>> requests)
    {
        await using var world = await World.StartAsync();
        var raw = new RawSlack(world);
        var before = await Trace.OfAsync(world);
        var log = HeardLog.Of(world);

        using (Assert.EnterMultipleScope())
        {
            foreach (var (what, request) in requests(world))
            {
                var answer = await raw.SendAsync(request);
                Assert.That(answer, Is.EqualTo((status, "")), what);
            }

            Assert.That(await Trace.OfAsync(world), Is.EqualTo(before));
            Assert.That(log.Everything, Does.Not.Contain(Words).And.Not.Contain(world.Workspace.App.SigningSecret).And.Not.Contain(world.Workspace.App.BotToken).And.Not.Contain("v0="));
            Assert.That(log.Errors, Is.Empty);
            if (status is 401 or 413)
                Assert.That(log.Everything, Does.Contain("was refused because of its"));
        }
    }

    private static HttpRequestMessage Without(HttpRequestMessage request, string header)
    {
        request.Headers.Remove(header);
        return request;
    }

    private static HttpRequestMessage With(HttpRequestMessage request, string header, string value) => And(Without(request, header), header, value);

    private static HttpRequestMessage And(HttpRequestMessage request, string header, string value)
    {
        request.Headers.TryAddWithoutValidation(header, value);
        return request;
    }

    private static HttpRequestMessage Chunked(HttpRequestMessage request)
    {
        request.Headers.TransferEncodingChunked = true;
        request.Content!.Headers.ContentLength = null;
        return request;
    }
}
