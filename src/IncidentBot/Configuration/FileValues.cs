using System.Security;

namespace IncidentBot.Configuration;

/// <summary>
/// Values kept in files, as container platforms mount secrets: <c>Slack:BotToken_FILE=/run/secrets/token</c> sets
/// <c>Slack:BotToken</c> to that file's content without the white space around it. The file wins over a value set directly.
/// </summary>
internal static class FileValues
{
    public const string Suffix = "_FILE";

    /// <summary>Adds what the named files hold on top of everything else.</summary>
    /// <returns>A problem for each file that cannot be read or is empty.</returns>
    public static IReadOnlyList<ConfigurationProblem> AddTo(ConfigurationManager configuration)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var problems = new List<ConfigurationProblem>();
        foreach (var (key, path) in configuration.AsEnumerable())
        {
            // A key without a section, such as an unrelated SSL_CERT_FILE in the environment, is none of ours, but for the one top-level key.
            if (!key.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase) || string.IsNullOrWhiteSpace(path) || !IsOurs(key[..^Suffix.Length]))
                continue;
            if (Read(key, path.Trim(), problems) is { } content)
                values[key[..^Suffix.Length]] = content;
        }

        if (values.Count > 0)
            configuration.AddInMemoryCollection(values);
        return problems;
    }

    private static bool IsOurs(string key) =>
        key.Contains(ConfigurationPath.KeyDelimiter, StringComparison.Ordinal) || key.Equals(Settings.TimeZoneKey, StringComparison.OrdinalIgnoreCase);

    private static string? Read(string key, string path, List<ConfigurationProblem> problems)
    {
        try
        {
            var content = File.ReadAllText(path).Trim();
            if (content.Length > 0)
                return content;
            problems.Add(new ConfigurationProblem(key, $"the file {path} is empty; it should hold the value."));
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException or SecurityException or ArgumentException or NotSupportedException)
        {
            problems.Add(new ConfigurationProblem(key, $"the file {path} cannot be read ({reason.Message.TrimEnd('.')}); it should be a readable file that holds the value."));
        }

        return null;
    }
}
