using System.Diagnostics;
using System.Globalization;
using IncidentBot.Configuration;

namespace IncidentBot.Playground.Bot;

/// <summary>One process of the bot, which can be killed at any time.</summary>
internal sealed class BotProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly BotLog _log;
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _ordering = new(1, 1);
    private TaskCompletionSource? _obeyed;

    private BotProcess(Process process, BotLog log) => (_process, _log) = (process, log);

    public int Id => _process.Id;

    /// <summary>Raised when the process has ended for any reason.</summary>
    public event Action<BotProcess>? Died;

    public bool HasEnded => _process.HasExited;

    /// <summary>Starts the bot and waits until it listens.</summary>
    /// <param name="ahead">The lead of its clock over real time.</param>
    /// <param name="settings">The bot's settings, <c>--Key=value</c>.</param>
    /// <param name="folder">The working directory, also for the log.</param>
    /// <param name="cancellationToken">Cancels the wait and ends the process.</param>
    /// <exception cref="PlaygroundException">The bot did not start.</exception>
    public static async Task<(BotProcess Bot, Uri Address)> StartAsync(
        TimeSpan ahead, IEnumerable<string> settings, PlaygroundFolder folder, CancellationToken cancellationToken)
    {
        var log = new BotLog(folder.Log);
        var bot = new BotProcess(new Process { StartInfo = Start(ahead, settings, folder.Path), EnableRaisingEvents = true }, log);
        bot._process.OutputDataReceived += (_, line) => bot.Hear(line.Data);
        bot._process.ErrorDataReceived += (_, line) => bot.Hear(line.Data);
        bot._process.Exited += (_, _) => bot.End();
        bot._process.Start();
        bot._process.BeginOutputReadLine();
        bot._process.BeginErrorReadLine();
        try
        {
            return (bot, await bot._listening.Task.WaitAsync(StartLimit, TimeProvider.System, cancellationToken));
        }
        catch (Exception failed)
        {
            await bot.DisposeAsync();
            throw failed is TimeoutException ? new PlaygroundException($"The bot did not start within a minute:\n{log.Latest}", failed) : failed;
        }
    }

    /// <summary>Moves the bot's clock. Returns when the bot has confirmed it, has died, or did not respond in time.</summary>
    public async Task MoveClockAsync(TimeSpan ahead, CancellationToken cancellationToken)
    {
        await _ordering.WaitAsync(cancellationToken);
        try
        {
            _obeyed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var line = string.Create(CultureInfo.InvariantCulture, $"ahead {(long)ahead.TotalMilliseconds}");
            await _process.StandardInput.WriteLineAsync(line.AsMemory(), cancellationToken);
            await _process.StandardInput.FlushAsync(cancellationToken);
            await Task.WhenAny(_obeyed.Task, _process.WaitForExitAsync(cancellationToken)).WaitAsync(AnswerLimit, TimeProvider.System, cancellationToken);
        }
        catch (IOException)
        {
            // The pipe is closed: the bot has just died, and gets the time when it starts again.
        }
        catch (TimeoutException)
        {
            // The bot hangs, for example stopped by a signal. The line is in the pipe, and the bot reads it when it continues.
        }
        finally
        {
            _ordering.Release();
        }
    }

    /// <summary>Kills the process as a power failure would, without a shutdown.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
        _ordering.Dispose();
        _log.Dispose();
    }

    private void End()
    {
        _listening.TrySetException(new PlaygroundException($"The bot ended before it listened:\n{_log.Latest}"));
        Died?.Invoke(this);
    }

    private void Hear(string? line)
    {
        if (line is null)
            return;
        if (line.StartsWith(BotChild.Listening, StringComparison.Ordinal))
            _listening.TrySetResult(new Uri(line[BotChild.Listening.Length..]));
        else if (line.StartsWith(BotChild.Ahead, StringComparison.Ordinal))
            _obeyed?.TrySetResult();
        else
            _log.Write(line);
    }

    private static ProcessStartInfo Start(TimeSpan ahead, IEnumerable<string> settings, string folder)
    {
        var assembly = typeof(BotChild).Assembly;
        var isSelf = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == assembly.GetName().Name;
        var start = new ProcessStartInfo(isSelf ? Environment.ProcessPath! : "dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (!isSelf)
            start.ArgumentList.Add(assembly.Location);
        start.ArgumentList.Add(BotChild.Word);
        start.ArgumentList.Add(((long)ahead.TotalMilliseconds).ToString(CultureInfo.InvariantCulture));
        foreach (var setting in settings)
            start.ArgumentList.Add(setting);
        // Nothing of this machine's configuration is the bot's.
        foreach (var name in start.Environment.Keys.Where(IsConfiguration).ToList())
            start.Environment.Remove(name);
        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        return start;
    }

    private static bool IsConfiguration(string name) =>
        name.Contains("__", StringComparison.Ordinal)
        || name.Contains(':', StringComparison.Ordinal)
        || name.StartsWith("ASPNETCORE_", StringComparison.Ordinal)
        || name == Settings.TimeZoneKey;
}
