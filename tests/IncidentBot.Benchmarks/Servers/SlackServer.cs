using IncidentBot.SlackEmulator;

namespace IncidentBot.Benchmarks.Servers;

/// <summary>The emulated Slack that the product calls during a run, with Slack's rate limits.</summary>
internal sealed class SlackServer(SlackEmulatorServer server) : IAsyncDisposable
{
    public const string BotToken = "xoxb-load";

    public Uri Address => server.ApiBaseUrl;

    public static async Task<SlackServer> StartAsync()
    {
        var workspace = new SlackWorkspace(TimeProvider.System, new SlackAppIdentity { BotToken = BotToken });
        workspace.AddUser("U0001", "ada", "Ada");
        workspace.AddChannel("general", false, "U0001");
        workspace.AddChannel("incidents", false, "U0001");
        return new SlackServer(await SlackEmulatorServer.StartAsync(workspace, new SlackEmulatorOptions()));
    }

    /// <summary>From now on no call gets a response.</summary>
    public void Hang() => server.Faults.Slow(TimeSpan.FromHours(1));

    public void Answer()
    {
        server.Faults.Slow(TimeSpan.Zero);
        server.Faults.Release();
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
