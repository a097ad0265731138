using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace IncidentBot.StatusPage.StaticMirror;

/// <summary>The outcome of the operator's command.</summary>
/// <param name="Problem">The reason for the failure; null after success.</param>
/// <param name="Output">The end of its output.</param>
internal sealed record CommandOutcome(string? Problem, string Output);

/// <summary>Runs the operator's command in the folder of the copy, with a time limit.</summary>
internal sealed class MirrorCommand(TimeProvider time)
{
    private const int MostOutput = 2_000;

    public async Task<CommandOutcome> RunAsync(string command, string folder, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = Shell(command, folder) };
        var output = new StringBuilder();
        process.OutputDataReceived += (_, line) => Keep(output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(output, line.Data);
        try
        {
            process.Start();
        }
        catch (Win32Exception failure)
        {
            return new CommandOutcome($"it could not be started ({failure.Message})", "");
        }

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await process.WaitForExitAsync(either.Token);
            return new CommandOutcome(process.ExitCode == 0 ? null : $"it ended with code {process.ExitCode}", Shown(output));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            return new CommandOutcome($"it took longer than {timeout.TotalSeconds:0} s and was ended", Shown(output));
        }
    }

    private static ProcessStartInfo Shell(string command, string folder) =>
        new(OperatingSystem.IsWindows() ? "cmd.exe" : "/bin/sh", [OperatingSystem.IsWindows() ? "/c" : "-c", command])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

    private static void Keep(StringBuilder output, string? line)
    {
        if (line is null)
            return;
        lock (output)
        {
            output.AppendLine(line);
            if (output.Length > MostOutput)
                output.Remove(0, output.Length - MostOutput);
        }
    }

    private static string Shown(StringBuilder output)
    {
        lock (output)
            return output.ToString().Trim();
    }
}
