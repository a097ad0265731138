using System.Globalization;
using BenchmarkDotNet.Attributes;
using IncidentBot.Slack.Requests;
using IncidentBot.SlackEdge.Inbound;
using IncidentBot.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentBot.Benchmarks.Parts;

/// <summary>A declaration from the dispatch to the commit and back, without HTTP: the cost of each for 64 simultaneous people.</summary>
[MemoryDiagnoser]
public class DispatchParts
{
    private const int People = 64;
    private const int Each = 100;

    private string _folder = "";
    private WebApplication _app = null!;
    private SlackDispatch _dispatch = null!;
    private int _next;

    /// <summary>Creates a database with one incident.</summary>
    public static async Task DeclareOnceAsync(string path)
    {
        await using var app = New(path);
        await DeclareAsync(app.Services.GetRequiredService<SlackDispatch>(), 1);
    }

    [GlobalSetup]
    public void Open()
    {
        _folder = Directory.CreateTempSubdirectory("incidentbot-parts-").FullName;
        _app = New(Path.Combine(_folder, "data.db"));
        _dispatch = _app.Services.GetRequiredService<SlackDispatch>();
    }

    [Benchmark(OperationsPerInvoke = People * Each)]
    public Task Declare() => Task.WhenAll(Enumerable.Range(0, People).Select(async _ =>
    {
        for (var count = 0; count < Each; count++)
            await DeclareAsync(_dispatch, Interlocked.Increment(ref _next));
    }));

    [GlobalCleanup]
    public async Task RemoveAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static WebApplication New(string path)
    {
        var app = BotApplication.Build(
            [$"--Storage:Path={path}", "--Slack:BotToken=xoxb-parts", "--Slack:SigningSecret=a secret for benchmarks", "--Serilog:MinimumLevel:Default=Warning"],
            TimeProvider.System);
        app.Services.GetRequiredService<IDatabase>();
        return app;
    }

    private static async Task DeclareAsync(SlackDispatch dispatch, int number)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"declare major: checkout fails for some customers {number}");
        var command = new SlashCommand("/incident", text, "U0001", "T0001", "C0001", "general", null, false, "A0001", "https://hooks.slack.com/commands/1", $"{number}");
        if (await dispatch.CommandAsync(command, $"command:{number}", CancellationToken.None) is not Reply.Answer { Json: { } json } || !json.Contains("Declared", StringComparison.Ordinal))
            throw new InvalidOperationException("It was not declared.");
    }
}
