using System.Threading.Channels;
using IncidentBot.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;

namespace IncidentBot.Tests.Scheduling;

/// <summary>A host with one sweep that does what the test says, on a clock that the test moves.</summary>
internal sealed class SchedulingFixture : ISweep, IAsyncDisposable
{
    private readonly Channel<Instant> _runs = Channel.CreateUnbounded<Instant>();
    private IHost? _host;

    public MovableTime Time { get; } = new();
    public Clock Clock => new(Time);
    public string Name => "test sweep";

    /// <summary>What a run does; the number of the run is given, from one.</summary>
    public Func<int, Instant, Task<Instant?>> OnRun { get; set; } = (_, _) => Task.FromResult<Instant?>(null);

    public int Runs { get; private set; }

    public SweepSignal Signal => _host!.Services.GetRequiredService<SweepSignal>();

    public SweepHealth Health => _host!.Services.GetRequiredService<SweepHealth>();

    public async Task<Instant?> RunAsync(Instant now, CancellationToken ct)
    {
        var run = ++Runs;
        _runs.Writer.TryWrite(now);
        return await OnRun(run, now);
    }

    /// <summary>The instant the next run was given.</summary>
    public async Task<Instant> NextRun()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        return await _runs.Reader.ReadAsync(patience.Token);
    }

    /// <summary>Runs until one starts at or after an instant; that one's instant.</summary>
    public async Task<Instant> RunSince(Instant since)
    {
        for (var attempt = 0; attempt < 10; attempt++)
        {
            if (await NextRun() is var now && now >= since)
                return now;
        }

        throw new TimeoutException($"Ten runs, and none of them since {since}.");
    }

    public async Task Start(params IChore[] chores)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddSingleton<Clock>();
        builder.Services.AddSingleton<ISweep>(this);
        foreach (var chore in chores)
            builder.Services.AddSingleton(chore);
        builder.Services.AddScheduling(builder.Configuration, Time);
        var host = builder.Build();
        await host.StartAsync();
        _host = host;
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is null)
            return;

        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
