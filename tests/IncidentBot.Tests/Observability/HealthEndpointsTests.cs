using System.Net;
using System.Text.Json;
using IncidentBot.Observability;
using NUnit.Framework;

namespace IncidentBot.Tests.Observability;

public sealed class HealthEndpointsTests
{
    [Test]
    public async Task Alive_asks_nobody()
    {
        await using var host = await ObservabilityHost.StartAsync(new Check("database", _ => throw new InvalidOperationException()));

        using var response = await host.Client.GetAsync("/healthz");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Ready_when_every_check_is()
    {
        await using var host = await ObservabilityHost.StartAsync(new Check("database", Fine), new Check("outbox", Fine));

        using var response = await host.Client.GetAsync("/readyz");

        var report = await BodyAsync(response);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(report.GetProperty("ready").GetBoolean(), Is.True);
        Assert.That(response.Headers.CacheControl!.NoStore, Is.True);
    }

    [Test]
    public async Task Not_ready_names_each_check_its_state_and_what_to_do()
    {
        await using var host = await ObservabilityHost.StartAsync(
            new Check("database", Fine),
            new Check("outbox", _ => Task.FromResult(Readiness.NotReady("a call waits for 3 min", "Look at Slack's status."))));

        using var response = await host.Client.GetAsync("/readyz");

        var checks = (await BodyAsync(response)).GetProperty("checks");
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(checks[0].TryGetProperty("advice", out _), Is.False);
        Assert.That(checks[1].ToString(), Does.Contain("outbox").And.Contain("3 min").And.Contain("Look at"));
    }

    [Test]
    public async Task A_check_that_breaks_is_not_ready_and_keeps_its_words_to_the_log()
    {
        await using var host = await ObservabilityHost.StartAsync(new Check("database", _ => throw new InvalidOperationException("disk /secret/path")));

        using var response = await host.Client.GetAsync("/readyz");

        var body = await response.Content.ReadAsStringAsync();
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(body, Does.Contain("InvalidOperationException").And.Not.Contain("/secret/path"));
    }

    [Test]
    public async Task A_check_that_hangs_is_not_ready()
    {
        await using var host = await ObservabilityHost.StartAsync(new Check("database", _ => new TaskCompletionSource<Readiness>().Task));

        using var response = await host.Client.GetAsync("/readyz");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("no answer within 2 s"));
    }

    private static Task<Readiness> Fine(CancellationToken cancellationToken) => Task.FromResult(Readiness.Ready("answers"));

    private static async Task<JsonElement> BodyAsync(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

    private sealed class Check(string name, Func<CancellationToken, Task<Readiness>> look) : IReadinessCheck
    {
        public string Name => name;

        public Task<Readiness> CheckAsync(CancellationToken cancellationToken) => look(cancellationToken);
    }
}
