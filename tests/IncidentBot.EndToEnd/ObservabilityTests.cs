using System.Collections.Concurrent;
using System.Text;
using IncidentBot.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace IncidentBot.EndToEnd;

/// <summary>What an operator sees from afar: metrics and traces at a collector, a message in the operations channel.</summary>
internal sealed class ObservabilityTests
{
    [Test]
    public async Task A_collector_gets_metrics_and_traces_without_any_text_of_people()
    {
        var received = new ConcurrentQueue<(string Path, string Body)>();
        IReadOnlyList<string> tokens;
        await using var collector = await CollectAsync(received);
        await using (var world = await World.StartAsync($"--Observability:OtlpEndpoint={collector.Urls.Single()}", "--Observability:Interval=1s"))
        {
            await world.DeclareAsync("critical: the secret word is xylophone");
            foreach (var address in (string[])["/status/unsubscribe?token=zithertoken", "/status/unsubscribe/zithertoken", "/status?q=zithertoken"])
                (await world.Http.GetAsync(address)).Dispose();
            tokens = [world.Workspace.App.BotToken, world.Workspace.App.SigningSecret];
        }

        var metrics = string.Concat(received.Where(request => request.Path == "/v1/metrics").Select(request => request.Body));
        var traces = string.Concat(received.Where(request => request.Path == "/v1/traces").Select(request => request.Body));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(metrics, Does.Contain("incidentbot.command.duration").And.Contain("incidentbot.slack.ack.duration").And.Contain("incidentbot.slack.call.duration").And.Contain("incidentbot.outbox.waiting"));
            Assert.That(traces, Does.Contain("command Declare").And.Contain("send slack").And.Contain("POST /slack/command"));
            Assert.That(traces, Does.Contain("/api/chat.postMessage").And.Contain("GET /status/unsubscribe"));
            Assert.That(metrics, Does.Contain(Bytes(0.005, 0.01, 0.025)).And.Contain(Bytes(10, 30, 60)), "the boundaries of the buckets, in seconds");
            Assert.That(metrics, Does.Contain("http.server.request.duration").And.Contain("http.client.request.duration").And.Contain("dotnet.gc.collections"));
            foreach (var secret in tokens.Append("xylophone").Append("zithertoken"))
                Assert.That(metrics + traces, Does.Not.Contain(secret));
        }
    }

    [Test]
    public async Task While_Slack_is_unreachable_readyz_reports_late_calls_and_the_operations_channel_gets_one_message()
    {
        await using var world = await World.StartAsync("--Slack:OperationsChannel=general", "--Health:AuditInterval=100ms");
        await world.DeclareAsync();
        world.Slack.Faults.Down(503);
        await world.Ada.CommandAsync("/incident", "declare critical: something else", World.General);
        world.Move(TimeSpan.FromMinutes(3));

        await Eventually.IsTrueAsync(async () => await ReadinessAsync(world) is var said && said.Contains("more than two minutes late", StringComparison.Ordinal));
        world.Slack.Faults.Up();
        world.Move(TimeSpan.FromMinutes(1));

        await world.UntilAsync(() => Warnings(world).Count == 1, "a message for operators");
        await world.RetriedAsync();
        Assert.That(Warnings(world), Has.Count.EqualTo(1));
        await Eventually.IsTrueAsync(async () => !(await ReadinessAsync(world)).Contains("more than two minutes late", StringComparison.Ordinal));
    }

    // As protobuf packs them.
    private static string Bytes(params IEnumerable<double> numbers) => Encoding.Latin1.GetString([.. numbers.SelectMany(BitConverter.GetBytes)]);

    private static async Task<string> ReadinessAsync(World world)
    {
        using var answer = await world.Http.GetAsync("/readyz");
        return await answer.Content.ReadAsStringAsync();
    }

    private static IReadOnlyList<string> Warnings(World world) =>
        [.. world.Workspace.TopLevel(World.General).Select(message => message.Text).Where(text => text.Contains("late, the oldest", StringComparison.Ordinal))];

    private static async Task<WebApplication> CollectAsync(ConcurrentQueue<(string Path, string Body)> received)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var collector = builder.Build();
        collector.Run(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            received.Enqueue((http.Request.Path, Encoding.Latin1.GetString(body.ToArray())));
        });
        await collector.StartAsync();
        return collector;
    }
}
