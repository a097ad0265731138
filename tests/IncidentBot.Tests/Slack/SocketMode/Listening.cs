using System.Collections.Concurrent;
using IncidentBot.Slack.SocketMode;
using IncidentBot.Slack.WebApi;
using Microsoft.Extensions.Logging.Abstractions;

namespace IncidentBot.Tests.Slack.SocketMode;

/// <summary>A client that runs beside a test: impatient, with one connection, and what it heard.</summary>
internal sealed class Listening : IAsyncDisposable
{
    public static readonly SocketModeOptions Impatient = new()
    {
        NumberOfConnections = 1,
        ConnectionDelay = TimeSpan.FromMilliseconds(50),
        Overlap = TimeSpan.FromMilliseconds(50),
        SteadyAfter = TimeSpan.Zero,
        FirstPause = TimeSpan.FromMilliseconds(20),
        LongestPause = TimeSpan.FromMilliseconds(40),
        RefusedPause = TimeSpan.FromHours(1),
    };

    private readonly HttpClient _http = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public Listening(
        Uri apiBaseUrl, SocketModeOptions? options = null, Func<SocketEnvelope, CancellationToken, Task<Acknowledgement?>>? handle = null,
        string token = "xapp-emulator-app-token", TimeProvider? clock = null)
    {
        clock ??= TimeProvider.System;
        var slack = new SlackApiClient(
            _http, new SlackApiOptions { BotToken = "xoxb-1", AppToken = token, BaseUrl = apiBaseUrl }, new SlackPacing(new SlackPacingOptions { Enabled = false }), clock);
        Client = new SocketModeClient(slack, options ?? Impatient, clock, NullLogger<SocketModeClient>.Instance);
        handle ??= (_, _) => Task.FromResult<Acknowledgement?>(Acknowledgement.Empty);
        _running = Client.RunAsync(
            (envelope, cancellationToken) =>
            {
                Heard.Enqueue(envelope);
                return handle(envelope, cancellationToken);
            },
            _stop.Token);
    }

    public SocketModeClient Client { get; }

    public ConcurrentQueue<SocketEnvelope> Heard { get; } = [];

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
        _http.Dispose();
    }
}
