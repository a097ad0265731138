using System.Text.Json;

namespace IncidentBot.Tests.Packaging;

/// <summary>The instructions of the Dockerfile in order, with continued lines joined.</summary>
internal sealed record DockerfileSteps(IReadOnlyList<string> Build, IReadOnlyList<string> Run)
{
    public static DockerfileSteps Read(string path)
    {
        var instructions = string.Join('\n', File.ReadLines(path).Where(line => !line.StartsWith('#')))
            .Replace("\\\n", " ", StringComparison.Ordinal)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ToList();
        var last = instructions.FindLastIndex(instruction => instruction.StartsWith("FROM ", StringComparison.Ordinal));
        return new DockerfileSteps(instructions[..last], instructions[last..]);
    }

    /// <summary>The arguments of an instruction in the final stage.</summary>
    public string Final(string instruction) =>
        Run.Single(line => line.StartsWith(instruction + " ", StringComparison.Ordinal))[(instruction.Length + 1)..].Trim();

    /// <summary>The health check's command and arguments.</summary>
    public IReadOnlyList<string> HealthCheck()
    {
        var check = Final("HEALTHCHECK");
        return JsonSerializer.Deserialize<string[]>(check[check.IndexOf('[', StringComparison.Ordinal)..])!;
    }
}
