using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IncidentBot.SlackEmulator;

/// <summary>Slack's servers for one workspace: the Web API and response URLs over HTTP on the loopback interface, and events for the bot.</summary>
public sealed class SlackEmulatorServer : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly CallLog _log;
    private readonly EventQueue _events;
    private readonly Task _pump;
    private readonly SlackEmulatorOptions _options;

    private SlackEmulatorServer(
        SlackWorkspace workspace, SlackEmulatorOptions options, WebApplication web, SlackFaults faults, SlackSockets sockets, CallLog log)
    {
        (Workspace, _options, _web, Faults, Sockets, _log) = (workspace, options, web, faults, sockets, log);
        workspace.SocketUrl = new UriBuilder(new Uri(BaseUrl, SlackSockets.Path)) { Scheme = "ws" }.Uri;
        _events = new EventQueue(workspace, options);
        _pump = _events.PumpAsync();
        workspace.Happenings = _events.Enqueue;
        workspace.Delivered = EventsDeliveredAsync;
    }

    /// <summary>The workspace that is served.</summary>
    public SlackWorkspace Workspace { get; }

    /// <summary>The injected faults.</summary>
    public SlackFaults Faults { get; }

    /// <summary>The app's Socket Mode connections.</summary>
    public SlackSockets Sockets { get; }

    /// <summary>Every call so far, in the order of the responses.</summary>
    public IReadOnlyList<SlackCall> Calls => _log.Calls;

    /// <summary>The root URL of the server, such as http://127.0.0.1:5000/.</summary>
    public Uri BaseUrl => new(_web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>The URL that replaces https://slack.com/api/ for the bot.</summary>
    public Uri ApiBaseUrl => new(BaseUrl, "/api/");

    /// <summary>Starts the server on a free port.</summary>
    public static async Task<SlackEmulatorServer> StartAsync(
        SlackWorkspace workspace, SlackEmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new SlackEmulatorOptions();
        var faults = new SlackFaults(workspace.Clock);
        var log = new CallLog(workspace);
        var sockets = new SlackSockets(workspace, options.AnswerLimit);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port: 0));
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        var web = builder.Build();
        web.MapPost("/api/{method}", (RequestDelegate)new ApiEndpoint(workspace, options, faults, log).HandleAsync);
        web.Use(WebSocketPipe.InsertAsync);
        web.UseWebSockets();
        web.MapGet(SlackSockets.Path, (RequestDelegate)sockets.AcceptAsync);
        web.MapPost("/response/{id}", (RequestDelegate)new ResponseEndpoint(workspace, faults, log).HandleAsync);
        await web.StartAsync(cancellationToken);
        return new SlackEmulatorServer(workspace, options, web, faults, sockets, log);
    }

    /// <summary>Sets the app's request URLs. From now on events and interactions are sent there.</summary>
    public void ConnectTo(Uri botBaseUrl, SlackAppUrls? urls = null)
    {
        Workspace.Bot?.Dispose();
        Workspace.Bot = new HttpBotConnection(Workspace, botBaseUrl, urls ?? new SlackAppUrls(), BaseUrl, _options.AnswerLimit);
    }

    /// <summary>
    /// Switches the app to Socket Mode: from now on everything is sent over the connections that the bot opens, and nothing over HTTP. It does not
    /// wait for a connection.
    /// </summary>
    public void ConnectBySocket()
    {
        Workspace.Bot?.Dispose();
        Workspace.Bot = new SocketBotConnection(Sockets, BaseUrl);
    }

    /// <summary>Waits until every event so far was delivered, or given up after Slack's three retries.</summary>
    /// <exception cref="TimeoutException">The delivery took more than half a minute.</exception>
    public Task EventsDeliveredAsync(CancellationToken cancellationToken = default) =>
        Workspace.WaitForAsync(_ => _events.IsDrained, "all events delivered", TimeSpan.FromSeconds(30), cancellationToken);

    /// <summary>Delivers the remaining events, then stops.</summary>
    public async ValueTask DisposeAsync()
    {
        Workspace.Happenings = null;
        Workspace.Delivered = null;
        _events.Complete();
        Sockets.End();
        await _pump;
        Faults.Clear();
        Faults.Release();
        Sockets.Cut();
        await _web.StopAsync(CancellationToken.None);
        await _web.DisposeAsync();
        Workspace.Bot?.Dispose();
        Workspace.Bot = null;
    }
}
