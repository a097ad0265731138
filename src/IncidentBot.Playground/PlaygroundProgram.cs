using System.Diagnostics;

namespace IncidentBot.Playground;

/// <summary>The playground as a command: reads its options, says where it listens, and runs until Ctrl+C.</summary>
internal static class PlaygroundProgram
{
    public static async Task<int> RunAsync(string[] args)
    {
        if (!PlaygroundOptions.TryRead(args, out var options, out var problem))
        {
            await Console.Error.WriteLineAsync($"{problem}\n\n{PlaygroundOptions.Help}");
            return 2;
        }

        if (options.ShowHelp)
        {
            await Console.Out.WriteLineAsync(PlaygroundOptions.Help);
            return 0;
        }

        if (RealCredentials.Refusal(Environment.GetEnvironmentVariables()) is { } refusal)
        {
            await Console.Error.WriteLineAsync(refusal);
            return 1;
        }

        try
        {
            return await RunAsync(options);
        }
        catch (PlaygroundException cannotRun)
        {
            await Console.Error.WriteLineAsync(cannotRun.Message);
            return 1;
        }
    }

    private static async Task<int> RunAsync(PlaygroundOptions options)
    {
        await Console.Out.WriteLineAsync("Starting the bot and a Slack workspace for it ...");
        await using var playground = await PlaygroundApplication.StartAsync(options, CancellationToken.None);
        await Console.Out.WriteLineAsync(
            $"""

              IncidentBot's playground:  {playground.Address}

              The bot is the real one. Slack is emulated on this machine, and nothing leaves it.
              Its database and log are in {playground.Folder.Path}{(playground.Folder.IsTemporary ? " until you stop" : "")}.
              Stop with Ctrl+C.

            """);
        if (options.OpenBrowser)
            OpenBrowser(playground.Address);
        await playground.WaitForShutdownAsync();
        return 0;
    }

    // A convenience: where no browser opens, the address above is as good.
    private static void OpenBrowser(Uri address)
    {
        try
        {
            if (OperatingSystem.IsWindows())
                Process.Start(new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true })?.Dispose();
            else if (OperatingSystem.IsMacOS())
                Process.Start("open", address.AbsoluteUri).Dispose();
            else if (Environment.GetEnvironmentVariable("DISPLAY") is not null || Environment.GetEnvironmentVariable("WAYLAND_DISPLAY") is not null)
                Process.Start(new ProcessStartInfo("xdg-open", address.AbsoluteUri) { RedirectStandardError = true, RedirectStandardOutput = true })?.Dispose();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Console.Out.WriteLine("  (No browser could be opened; open the address yourself.)");
        }
    }
}

/// <summary>The playground cannot run; the message says why and what to do, in a sentence.</summary>
internal sealed class PlaygroundException(string message, Exception? innerException = null) : Exception(message, innerException);
