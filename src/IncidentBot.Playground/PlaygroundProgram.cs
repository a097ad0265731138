using System.Diagnostics;

namespace IncidentBot.Playground;

/// <summary>The command line program: reads the options, prints the address, and runs until Ctrl+C.</summary>
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

    // Opening a browser is optional; the address is printed anyway.
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
            Console.Out.WriteLine("  (No browser could be opened; open the address manually.)");
        }
    }
}

/// <summary>The playground cannot run; the message states the reason and the next step.</summary>
internal sealed class PlaygroundException(string message, Exception? innerException = null) : Exception(message, innerException);
