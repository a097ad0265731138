using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using IncidentBot.Slack.BlockKit;
using IncidentBot.Slack.WebApi;
using NUnit.Framework;

namespace IncidentBot.Tests.Slack;

internal sealed class SlackApiClientTests
{
    private readonly HandMovedTime _clock = new(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000));
    private readonly HttpClient _http = new();

    [OneTimeTearDown]
    public void Close() => _http.Dispose();

    [Test]
    public async Task Posts_json_with_the_token_and_reads_the_answer()
    {
        await using var slack = await SlackStub.AnswerAsync("""{"ok":true,"channel":"D1","ts":"1.2"}""");

        var outcome = await Client(slack).PostMessageAsync("U1", new Message("hi"), "9.9", CancellationToken.None);

        var asked = slack.Asked.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome, Is.EqualTo(new SlackOutcome<PostMessageResponse>.Ok(new PostMessageResponse("D1", "1.2"))));
            Assert.That(asked.Method, Is.EqualTo("chat.postMessage"));
            Assert.That(asked.ContentType, Is.EqualTo("application/json; charset=utf-8"));
            Assert.That(asked.Authorization, Is.EqualTo("Bearer xoxb-test"));
            Assert.That(
                asked.Body, Is.EqualTo("""{"channel":"U1","thread_ts":"9.9","text":"hi","blocks":[],"unfurl_links":false,"unfurl_media":false}"""));
        }
    }

    [Test]
    public async Task Reads_go_as_forms_without_a_charset()
    {
        await using var slack = await SlackStub.AnswerAsync("""{"ok":true,"members":[{"id":"U1"}],"response_metadata":{"next_cursor":"abc="}}""");

        var outcome = await Client(slack).ListUsersAsync("dXNlcg==", CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(slack.Asked.Single().ContentType, Is.EqualTo("application/x-www-form-urlencoded"));
            Assert.That(slack.Asked.Single().Body, Is.EqualTo("limit=200&cursor=dXNlcg%3D%3D"));
            Assert.That(((SlackOutcome<Page<PersonInfo>>.Ok)outcome).Value.NextCursor, Is.EqualTo("abc="));
        }
    }

    [Test]
    public async Task A_refusal_brings_its_code_its_messages_and_the_missing_scope()
    {
        await using var slack = await SlackStub.AnswerAsync(
            """{"ok":false,"error":"missing_scope","needed":"pins:write","provided":"chat:write","response_metadata":{"messages":["[ERROR] x"]}}""");

        var outcome = (SlackOutcome<PostMessageResponse>.Refused)await PostAsync(slack);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Code, Is.EqualTo("missing_scope"));
            Assert.That(outcome.Needed, Is.EqualTo("pins:write"));
            Assert.That(outcome.Messages, Is.EqualTo(new[] { "[ERROR] x" }));
        }
    }

    [Test]
    public async Task Too_many_requests_pauses_the_method_for_as_long_as_slack_says()
    {
        await using var slack = await SlackStub.AnswerAsync("", 429, retryAfter: "30");
        var client = Client(slack);

        var first = await client.PostMessageAsync("C1", new Message("hi"), null, CancellationToken.None);
        _clock.Move(TimeSpan.FromSeconds(10));
        var second = await client.PostMessageAsync("C2", new Message("hi"), null, CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first, Is.EqualTo(new SlackOutcome<PostMessageResponse>.RateLimited(TimeSpan.FromSeconds(30))));
            Assert.That(second, Is.EqualTo(new SlackOutcome<PostMessageResponse>.RateLimited(TimeSpan.FromSeconds(20))));
            Assert.That(slack.Asked, Has.Count.EqualTo(1));
        }
    }

    [Test]
    public async Task A_rate_limit_said_as_an_error_pauses_only_the_channel()
    {
        await using var slack = await SlackStub.AnswerAsync("""{"ok":false,"error":"ratelimited"}""", retryAfter: "30");
        var client = Client(slack);

        await client.PostMessageAsync("C1", new Message("hi"), null, CancellationToken.None);
        await client.PostMessageAsync("C1", new Message("hi"), null, CancellationToken.None);
        await client.PostMessageAsync("C2", new Message("hi"), null, CancellationToken.None);

        Assert.That(slack.Asked.Select(asked => asked.Body[12..14]), Is.EqualTo(new[] { "C1", "C2" }));
    }

    [TestCase("<html>oops</html>", 500)]
    [TestCase("<html>hello</html>", 200)]
    [TestCase("""{"ok":true}""", 502)]
    [TestCase("""{"ok":true}""", 200, Description = "the result is missing")]
    [TestCase("""{"ok":true,"channel":"C1","ts":"\ud800"}""", 200, Description = "not Unicode")]
    [TestCase("[]", 200)]
    [TestCase("{}", 200)]
    [TestCase("""{"ok":false,"error":"internal_error"}""", 200)]
    [TestCase("""{"ok":false,"error":"fatal_error"}""", 200)]
    [TestCase("""{"ok":false,"error":"request_timeout"}""", 200)]
    public async Task An_answer_that_cannot_be_trusted_is_ambiguous(string body, int status)
    {
        await using var slack = await SlackStub.AnswerAsync(body, status);

        Assert.That(await PostAsync(slack), Is.TypeOf<SlackOutcome<PostMessageResponse>.Ambiguous>());
    }

    [Test]
    public async Task An_oversized_answer_is_not_read_to_its_end()
    {
        await using var slack = await SlackStub.AnswerAsync("""{"ok":true,"channel":"C1","ts":"1.2","x":""" + '"' + new string('x', 2000) + "\"}");

        Assert.That(await PostAsync(slack), Is.TypeOf<SlackOutcome<PostMessageResponse>.Ambiguous>());
    }

    [Test]
    public async Task A_connection_lost_after_sending_is_ambiguous()
    {
        await using var slack = await SlackStub.StartAsync(http =>
        {
            http.Abort();
            return Task.CompletedTask;
        });

        Assert.That(await PostAsync(slack), Is.TypeOf<SlackOutcome<PostMessageResponse>.Ambiguous>());
    }

    [Test]
    public async Task A_timeout_after_sending_is_ambiguous()
    {
        var arrived = new TaskCompletionSource();
        await using var slack = await SlackStub.StartAsync(async http =>
        {
            arrived.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted);
        });

        var call = PostAsync(slack);
        await arrived.Task;
        _clock.Move(TimeSpan.FromSeconds(10));

        Assert.That(await call, Is.EqualTo(new SlackOutcome<PostMessageResponse>.Ambiguous("no answer within 10 s")));
    }

    [Test]
    public async Task A_refused_connection_is_unreachable()
    {
        using var unused = new TcpListener(IPAddress.Loopback, 0);
        unused.Start();
        var port = ((IPEndPoint)unused.LocalEndpoint).Port;
        unused.Stop();

        var outcome = await Client(new Uri($"http://127.0.0.1:{port}/")).AuthTestAsync(CancellationToken.None);

        Assert.That(outcome, Is.TypeOf<SlackOutcome<AuthTestResponse>.Unreachable>());
    }

    [Test]
    public async Task A_failed_tls_handshake_is_unreachable()
    {
        await using var slack = await SlackStub.AnswerAsync("{}");
        var secured = new UriBuilder(slack.BaseUrl) { Scheme = "https" }.Uri;

        var outcome = await Client(secured).AuthTestAsync(CancellationToken.None);

        Assert.That(outcome, Is.TypeOf<SlackOutcome<AuthTestResponse>.Unreachable>());
    }

    [Test]
    public async Task Only_the_callers_own_cancellation_throws()
    {
        await using var slack = await SlackStub.StartAsync(http => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted));
        using var cancelled = new CancellationTokenSource();

        var call = Client(slack).AuthTestAsync(cancelled.Token);
        await cancelled.CancelAsync();

        Assert.That(async () => await call, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task A_short_wait_for_a_slot_is_spent_in_place()
    {
        await using var slack = await SlackStub.AnswerAsync("""{"ok":true,"channel":"C1","ts":"1.2"}""");
        var client = Client(slack);

        await client.PostMessageAsync("C1", new Message("one"), null, CancellationToken.None);
        var second = client.PostMessageAsync("C1", new Message("two"), null, CancellationToken.None);
        var waited = !second.IsCompleted && slack.Asked.Count == 1;
        _clock.Move(TimeSpan.FromSeconds(1));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await second, Is.TypeOf<SlackOutcome<PostMessageResponse>.Ok>());
            Assert.That(waited, Is.True);
        }
    }

    [Test]
    public async Task An_invitation_names_whom_it_did_not_reach()
    {
        await using var slack = await SlackStub.AnswerAsync("""
            {"ok":false,"error":"user_not_found","errors":[{"user":"U1","ok":false,"error":"user_not_found"},
             {"user":"U2","ok":false,"error":"already_in_channel"},{"user":"UBOT","ok":false,"error":"cant_invite_self"}]}
            """);

        var outcome = (SlackOutcome<InviteResponse>.Ok)await Client(slack).InviteAsync("C1", ["U1", "U2", "UBOT"], CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Value.Errors, Is.EqualTo(new[] { new InviteError("U1", "user_not_found") }));
            Assert.That(slack.Asked.Single().Body, Is.EqualTo("""{"channel":"C1","users":"U1,U2,UBOT","force":true}"""));
        }
    }

    [Test]
    public async Task What_was_so_already_is_ok()
    {
        await using var pinned = await SlackStub.AnswerAsync("""{"ok":false,"error":"already_pinned"}""");
        await using var invited = await SlackStub.AnswerAsync("""{"ok":false,"error":"already_in_channel"}""");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await Client(pinned).AddPinAsync("C1", "1.2", CancellationToken.None), Is.TypeOf<SlackOutcome<Nothing>.Ok>());
            Assert.That(await Client(invited).InviteAsync("C1", ["U1"], CancellationToken.None), Is.TypeOf<SlackOutcome<InviteResponse>.Ok>());
        }
    }

    [Test]
    public async Task History_brings_back_what_was_attached()
    {
        await using var slack = await SlackStub.AnswerAsync("""
            {"ok":true,"has_more":false,"messages":[{"ts":"1.2","bot_id":"B1","text":"hi","metadata":{"event_type":"outbox","event_payload":{"id":"7","n":3}}}]}
            """);

        var outcome = await Client(slack).ConversationHistoryAsync("C1", "1.0", null, 15, null, true, CancellationToken.None);

        var message = ((SlackOutcome<Page<HistoryMessage>>.Ok)outcome).Value.Items.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(message.Metadata?.Payload, Is.EqualTo(new Dictionary<string, string> { ["id"] = "7", ["n"] = "3" }));
            Assert.That(slack.Asked.Single().Body, Is.EqualTo("channel=C1&oldest=1.0&inclusive=true&limit=15&include_all_metadata=true"));
        }
    }

    [Test]
    public async Task A_body_made_before_is_sent_as_it_is()
    {
        await using var slack = await SlackStub.AnswerAsync("""{"ok":true,"ts":"1.2"}""");

        var outcome = await Client(slack).CallAsync("chat.postMessage", "C1", """{"channel":"C1"}""", CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(((SlackOutcome<JsonElement>.Ok)outcome).Value.GetProperty("ts").GetString(), Is.EqualTo("1.2"));
            Assert.That(slack.Asked.Single().Body, Is.EqualTo("""{"channel":"C1"}"""));
        }
    }

    [TestCase("")]
    [TestCase("xoxb with space")]
    [TestCase("xoxb-\n")]
    public void Wants_a_token_that_can_be_sent(string token)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => new SlackApiClient(_http, new SlackApiOptions { BotToken = token }, new SlackPacing(new()), _clock), Throws.ArgumentException);
            Assert.That(new SlackApiOptions { BotToken = "xoxb-secret" }.ToString(), Does.Not.Contain("secret"));
        }
    }

    private Task<SlackOutcome<PostMessageResponse>> PostAsync(SlackStub slack) =>
        Client(slack).PostMessageAsync("C1", new Message("hi"), null, CancellationToken.None);

    private SlackApiClient Client(SlackStub slack) => Client(slack.BaseUrl);

    private SlackApiClient Client(Uri baseUrl) => new(
        _http,
        new SlackApiOptions { BotToken = "xoxb-test", BaseUrl = baseUrl, MaxResponseBytes = 1000 },
        new SlackPacing(new SlackPacingOptions()),
        _clock);
}
