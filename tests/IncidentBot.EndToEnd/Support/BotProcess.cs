using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using IncidentBot.SlackEmulator;

namespace IncidentBot.EndToEnd.Support;

/// <summary>The bot as an operator runs it: a process of its own, told everything by its environment, that can be killed at any moment.</summary>
internal sealed partial class BotProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // As the image has it, compiled ahead, where tests/run.sh has published it; else as this build made it.
    private static readonly string Program = Environment.GetEnvironmentVariable("INCIDENTBOT_PROGRAM") is { Length: > 0 } published ? published : typeof(BotApplication).Assembly.Location;

    private readonly Process process;
    private readonly StringBuilder written = new();
    private readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private BotProcess(Process process) => this.process = process;

    public int ExitCode => process.ExitCode;

    public bool HasEnded => process.HasExited;

    public bool IsListening => listening.Task.IsCompleted;

    public int Id => process.Id;

    /// <summary>Everything on both streams so far.</summary>
    public string Output
    {
        get
        {
            lock (written)
                return written.ToString();
        }
    }

    /// <summary>Starts it without waiting for anything.</summary>
    /// <param name="database">The database file.</param>
    /// <param name="slack">The Slack it serves.</param>
    /// <param name="settings">Further variables of its environment.</param>
    /// <param name="through">A program that changes something of itself and then becomes the bot, with its arguments.</param>
    public static BotProcess Start(string database, SlackEmulatorServer slack, IReadOnlyDictionary<string, string> settings, params IReadOnlyList<string> through)
    {
        string[] command = [.. through, "dotnet", Program];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = Path.GetDirectoryName(database),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Nothing of this machine's configuration is the bot's.
        foreach (var name in start.Environment.Keys.Where(name => name.Contains("__", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        // Most lives are too short to be worth measuring for a faster one.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["Slack__BotToken"] = slack.Workspace.App.BotToken;
        start.Environment["Slack__SigningSecret"] = slack.Workspace.App.SigningSecret;
        start.Environment["Slack__ApiBaseUrl"] = slack.ApiBaseUrl.AbsoluteUri;
        start.Environment["Slack__MessageInterval"] = "1ms";
        start.Environment["Storage__Path"] = database;
        start.Environment["StatusPage__Publishing__UndoSeconds"] = "0";
        foreach (var (key, value) in settings)
            start.Environment[key] = value;

        var bot = new BotProcess(new Process { StartInfo = start });
        bot.process.OutputDataReceived += (_, line) => bot.Read(line.Data);
        bot.process.ErrorDataReceived += (_, line) => bot.Read(line.Data);
        bot.process.Start();
        bot.process.BeginOutputReadLine();
        bot.process.BeginErrorReadLine();
        return bot;
    }

    /// <summary>Waits until it listens or has ended.</summary>
    /// <returns>Whether it listens.</returns>
    public async Task<bool> StartsAsync()
    {
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        await Task.WhenAny(listening.Task, process.WaitForExitAsync(limit.Token));
        return IsListening;
    }

    /// <summary>Where it listens, once it does.</summary>
    public async Task<Uri> AddressAsync() =>
        await StartsAsync() ? await listening.Task : throw new TimeoutException($"The bot did not start:\n{Output}");

    /// <summary>Ends it as a power cut would, without a word.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await EndedAsync();
    }

    public async Task EndedAsync()
    {
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        await process.WaitForExitAsync(limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await KillAsync();
        process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
            return;
        lock (written)
            written.AppendLine(line);
        if (Listening().Match(line) is { Success: true } match)
            listening.TrySetResult(new Uri(match.Groups[1].Value));
    }

    [GeneratedRegex(@"Now listening on: [\\""]*(http://127\.0\.0\.1:\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex Listening();
}
