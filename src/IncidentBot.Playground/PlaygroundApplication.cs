using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization;
using IncidentBot.Playground.Bot;
using IncidentBot.Playground.Scene;
using IncidentBot.Playground.Tour;
using IncidentBot.Playground.Watching;
using IncidentBot.Playground.Web;
using IncidentBot.SlackEmulator;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace IncidentBot.Playground;

/// <summary>The running playground: a page, an emulated workspace, and the bot as a child process.</summary>
internal sealed class PlaygroundApplication : IAsyncDisposable
{
    private const int UsualPort = 5050;

    private readonly WebApplication _web;
    private readonly SlackEmulatorServer _slack;

    private PlaygroundApplication(WebApplication web, SlackEmulatorServer slack, PlaygroundFolder folder) =>
        (_web, _slack, Folder) = (web, slack, folder);

    /// <summary>The URL of the page.</summary>
    public Uri Address => AddressOf(_web.Services);

    public PlaygroundFolder Folder { get; }

    public SlackWorkspace Workspace => _slack.Workspace;

    /// <summary>Starts the workspace, the page and the bot; returns when all three respond.</summary>
    /// <exception cref="PlaygroundException">The folder, the port or the bot cannot be used.</exception>
    public static async Task<PlaygroundApplication> StartAsync(PlaygroundOptions options, CancellationToken cancellationToken)
    {
        var folder = PlaygroundFolder.Open(options.Folder);
        var time = new SteeredTime(TimeSpan.Zero);
        // The "rate limited" switch emulates Slack's limits; the usual limits would only delay the user.
        var slack = await SlackEmulatorServer.StartAsync(
            await Cast.AssembleAsync(time, cancellationToken),
            new SlackEmulatorOptions { EnforceRateLimits = false, AnswerLimit = options.AnswerLimit },
            cancellationToken);
        PlaygroundApplication playground;
        try
        {
            playground = new PlaygroundApplication(await ListenAsync(options.Port, port => Build(port, slack, folder, time), cancellationToken), slack, folder);
        }
        catch
        {
            await slack.DisposeAsync();
            folder.Dispose();
            throw;
        }

        try
        {
            await playground._web.Services.GetRequiredService<BotControl>().StartAsync(cancellationToken);
            return playground;
        }
        catch
        {
            await playground.DisposeAsync();
            throw;
        }
    }

    public Task WaitForShutdownAsync() => _web.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        await _web.StopAsync();
        await _web.DisposeAsync();
        await _slack.DisposeAsync();
        Folder.Dispose();
    }

    // The default port may be taken, so any free one is used. A port from the command line must be free.
    private static async Task<WebApplication> ListenAsync(int? wanted, Func<int, WebApplication> build, CancellationToken cancellationToken)
    {
        var web = build(wanted ?? UsualPort);
        try
        {
            await web.StartAsync(cancellationToken);
            return web;
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            await web.DisposeAsync();
            if (wanted is { } port)
                throw new PlaygroundException($"Port {port} is taken. Use another with --port, or omit --port to use any free one.", taken);
        }
        catch (SocketException refused)
        {
            await web.DisposeAsync();
            throw new PlaygroundException($"Port {wanted ?? UsualPort} cannot be used: {refused.Message}. Use another with --port.", refused);
        }

        return await ListenAsync(0, build, cancellationToken);
    }

    private static WebApplication Build(int port, SlackEmulatorServer slack, PlaygroundFolder folder, SteeredTime time)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = typeof(PlaygroundApplication).Assembly.GetName().Name });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        builder.Services.AddRouting();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase)));
        builder.Services.AddSingleton<TimeProvider>(time).AddSingleton(time).AddSingleton(folder).AddSingleton(slack).AddSingleton(slack.Workspace);
        builder.Services.AddSingleton(new Trouble(slack.Faults));
        builder.Services.AddSingleton(services => new BotControl(slack, time, folder, () => BotSettings.For(slack, folder, AddressOf(services))));
        builder.Services.AddSingleton<ReadMarks>().AddSingleton<Stage>().AddSingleton<PlaygroundClock>().AddSingleton<StatusPassThrough>();
        builder.Services.AddSingleton<PromiseQueries>().AddSingleton<WorkspaceReader>().AddSingleton<MachineReader>().AddSingleton<LiveStream>();
        builder.Services.AddSingleton<Outages>().AddSingleton<TourGuide>();

        var web = builder.Build();
        web.UseMiddleware<LocalOnly>();
        web.UseRouting();
        web.MapPage();
        web.MapPeople();
        web.MapControls();
        web.MapStatusPage();
        web.Services.GetRequiredService<Stage>().MarkAllRead();
        // Outages must observe the bot from the start, also without an open page.
        web.Services.GetRequiredService<Outages>();
        return web;
    }

    private static Uri AddressOf(IServiceProvider services) =>
        new(services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
}
