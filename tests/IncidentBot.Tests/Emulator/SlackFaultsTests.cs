using System.Net;
using System.Net.Http.Json;
using IncidentBot.SlackEmulator;
using NUnit.Framework;

namespace IncidentBot.Tests.Emulator;

public sealed class SlackFaultsTests
{
    private EmulatedSlack _slack;

    [SetUp]
    public async Task Start() => _slack = await EmulatedSlack.StartAsync(new SlackEmulatorOptions { EnforceRateLimits = false });

    [TearDown]
    public async Task Stop() => await _slack.DisposeAsync();

    [Test]
    public async Task A_fault_applies_to_the_given_method_for_the_given_number_of_calls()
    {
        _slack.Server.Faults.FailWith500("chat.*", times: 2);

        using var other = await SendAsync("auth.test");
        using var first = await PostAsync();
        using var second = await PostAsync();
        using var third = await PostAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(other.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(first.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
            Assert.That(second.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/html"));
            Assert.That(third.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(_slack.Workspace.TopLevel("general"), Has.Count.EqualTo(1));
        }
    }

    [Test]
    public async Task A_response_can_be_lost_after_the_effect()
    {
        _slack.Server.Faults.LoseAnswerAfterEffect("chat.postMessage");

        Assert.That(PostAsync, Throws.InstanceOf<HttpRequestException>());

        await _slack.Workspace.WaitForAsync(_ => _slack.Server.Calls.Count > 0, "the call");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(_slack.Workspace.TopLevel("general"), Has.Count.EqualTo(1));
            Assert.That(_slack.Server.Calls.Single(), Is.EqualTo(_slack.Server.Calls[0] with { Error = "answer_lost", TookEffect = true }));
        }
    }

    [Test]
    public void A_connection_can_be_cut_before_any_effect()
    {
        _slack.Server.Faults.ResetBeforeEffect("chat.postMessage");

        Assert.That(PostAsync, Throws.InstanceOf<HttpRequestException>());
        Assert.That(_slack.Workspace.TopLevel("general"), Is.Empty);
    }

    [Test]
    public async Task A_hanging_call_takes_effect_once_released()
    {
        _slack.Server.Faults.Hang("chat.postMessage");

        var hanging = PostAsync();
        await _slack.Workspace.WaitForAsync(_ => _slack.Server.Calls.Any(call => call.Error == "hangs"), "the call hangs");
        var before = _slack.Workspace.TopLevel("general").Count;
        _slack.Server.Faults.Release();
        using var answer = await hanging;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(before, Is.Zero);
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(_slack.Workspace.TopLevel("general"), Has.Count.EqualTo(1));
        }
    }

    [Test]
    public async Task Slack_is_down_until_it_is_restored()
    {
        _slack.Server.Faults.Down();
        Assert.That(PostAsync, Throws.InstanceOf<HttpRequestException>());

        _slack.Server.Faults.Down(503);
        using var unavailable = await PostAsync();
        _slack.Server.Faults.Up();
        using var up = await PostAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(unavailable.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(up.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }
    }

    [Test]
    public async Task A_call_can_be_rate_limited_or_refused_on_request()
    {
        _slack.Server.Faults.RateLimit("chat.postMessage", TimeSpan.FromSeconds(7));
        _slack.Server.Faults.Refuse("auth.test", "account_inactive");

        using var limited = await PostAsync();
        var error = await _slack.ErrorOfAsync("auth.test", new { });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(limited.Headers.RetryAfter?.Delta, Is.EqualTo(TimeSpan.FromSeconds(7)));
            Assert.That(error, Is.EqualTo("account_inactive"));
        }
    }

    private Task<HttpResponseMessage> PostAsync() => SendAsync("chat.postMessage", new { channel = _slack.Workspace.Channel("general").Id, text = "x" });

    private Task<HttpResponseMessage> SendAsync(string method, object? arguments = null) => _slack.SendAsync(method, JsonContent.Create(arguments ?? new { }));
}
