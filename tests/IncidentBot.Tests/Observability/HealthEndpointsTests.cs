using System.Net;
using System.Text.Json;
using IncidentBot.Observability;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace IncidentBot.Tests.Observability;

public sealed class HealthEndpointsTests
{
    [Test]
    public async Task Alive_depends_on_no_check_of_readiness()
    {
        await using var host = await ObservabilityHost.StartAsync(Check("database", _ => throw new InvalidOperationException()));

        using var response = await host.Client.GetAsync("/healthz");

        Assert.That((response.StatusCode, await response.Content.ReadAsStringAsync()), Is.EqualTo((HttpStatusCode.OK, "alive\n")));
    }

    [TestCase("GET", HttpStatusCode.OK)]
    [TestCase("HEAD", HttpStatusCode.OK)]
    [TestCase("POST", HttpStatusCode.MethodNotAllowed)]
    public async Task A_probe_reads_and_does_not_write(string method, HttpStatusCode expected)
    {
        await using var host = await ObservabilityHost.StartAsync(Check("database", Fine));

        foreach (var path in (string[])["/healthz", "/readyz"])
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            using var response = await host.Client.SendAsync(request);
            Assert.That(response.StatusCode, Is.EqualTo(expected), path);
        }
    }

    [Test]
    public async Task Ready_when_every_check_is_and_in_the_order_of_the_checks()
    {
        await using var host = await ObservabilityHost.StartAsync(Check("database", Fine), Check("outbox", Fine), Check("audit", Fine));

        using var response = await host.Client.GetAsync("/readyz");

        var report = await BodyAsync(response);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(report.GetProperty("ready").GetBoolean(), Is.True);
            Assert.That(report.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("name").GetString()), Is.EqualTo(new[] { "database", "outbox", "audit" }));
            Assert.That(response.Headers.CacheControl!.NoStore, Is.True);
        }
    }

    [Test]
    public async Task Not_ready_names_each_check_its_state_and_what_to_do()
    {
        await using var host = await ObservabilityHost.StartAsync(
            Check("database", Fine),
            Check("outbox", _ => Task.FromResult(Readiness.NotReady("a call waits for 3 min", "Look at Slack's status."))));

        using var response = await host.Client.GetAsync("/readyz");

        var checks = (await BodyAsync(response)).GetProperty("checks");
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(checks[0].TryGetProperty("advice", out _), Is.False);
        Assert.That(checks[1].ToString(), Does.Contain("outbox").And.Contain("3 min").And.Contain("Look at"));
    }

    [Test]
    public async Task A_trouble_that_leaves_the_server_at_work_is_told_and_keeps_it_ready()
    {
        await using var host = await ObservabilityHost.StartAsync(Check("status copy", _ => Task.FromResult(Readiness.ReadyBut("the last attempt failed", "See the log."))));

        using var response = await host.Client.GetAsync("/readyz");

        var report = await BodyAsync(response);
        Assert.That((response.StatusCode, report.GetProperty("ready").GetBoolean()), Is.EqualTo((HttpStatusCode.OK, true)));
        Assert.That(report.GetProperty("checks")[0].ToString(), Does.Contain("\"ready\": true").And.Contain("the last attempt failed").And.Contain("See the log."));
    }

    [Test]
    public async Task A_check_that_breaks_is_not_ready_and_its_message_is_in_the_log_once()
    {
        await using var host = await ObservabilityHost.StartAsync(Check("database", _ => throw new InvalidOperationException("disk /secret/path")), Check("outbox", Fine));

        using var response = await host.Client.GetAsync("/readyz");

        var body = await response.Content.ReadAsStringAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(body, Does.Contain("InvalidOperationException").And.Contain("outbox").And.Not.Contain("/secret/path"));
            Assert.That(host.Logged.Where(line => line.Contains("/secret/path", StringComparison.Ordinal)), Is.EqualTo(new[] { "Warning Readiness check database failed disk /secret/path" }));
        }
    }

    [Test]
    public async Task A_check_that_is_not_ready_is_not_logged_at_every_probe()
    {
        await using var host = await ObservabilityHost.StartAsync(Check("outbox", _ => Task.FromResult(Readiness.NotReady("a call waits", "Look at Slack's status."))));

        using var response = await host.Client.GetAsync("/readyz");

        Assert.That(host.Logged, Has.None.Contains("a call waits").And.None.StartsWith("Error"));
    }

    [TestCase("waits")]
    [TestCase("blocks its thread")]
    public async Task A_check_that_hangs_is_not_ready_after_two_seconds_and_the_others_answer(string how)
    {
        var time = new FakeTimeProvider();
        var begun = new TaskCompletionSource();
        using var never = new ManualResetEventSlim();
        await using var host = await ObservabilityHost.StartAsync(time, Check("database", _ =>
        {
            begun.SetResult();
            if (how == "waits")
                return new TaskCompletionSource<HealthCheckResult>().Task;
            never.Wait(CancellationToken.None);
            return Fine(CancellationToken.None);
        }), Check("outbox", Fine));

        var answer = host.Client.GetAsync("/readyz");
        await begun.Task;
        time.Advance(TimeSpan.FromSeconds(1.9));
        var before = answer.IsCompleted;
        time.Advance(TimeSpan.FromSeconds(0.1));
        using var response = await answer;
        never.Set();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(before, Is.False);
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("no answer within 2 s").And.Contain("answers"));
        }
    }

    [Test]
    public async Task A_check_is_told_when_its_time_is_over()
    {
        var time = new FakeTimeProvider();
        var begun = new TaskCompletionSource();
        var told = new TaskCompletionSource();
        await using var host = await ObservabilityHost.StartAsync(time, Check("database", token =>
        {
            token.Register(told.SetResult);
            begun.SetResult();
            return new TaskCompletionSource<HealthCheckResult>().Task;
        }));

        var answer = host.Client.GetAsync("/readyz");
        await begun.Task;
        time.Advance(BoundedCheck.Limit);
        using var response = await answer;

        await told.Task;
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }

    private static Task<HealthCheckResult> Fine(CancellationToken cancellationToken) => Task.FromResult(Readiness.Ready("answers"));

    private static (string, IHealthCheck) Check(string name, Func<CancellationToken, Task<HealthCheckResult>> look) => (name, new Look(look));

    private static async Task<JsonElement> BodyAsync(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

    private sealed class Look(Func<CancellationToken, Task<HealthCheckResult>> look) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken) => look(cancellationToken);
    }
}
