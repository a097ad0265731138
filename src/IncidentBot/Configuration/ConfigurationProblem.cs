namespace IncidentBot.Configuration;

/// <summary>One thing wrong in the configuration, in words for the operator. It never repeats a secret.</summary>
/// <param name="Key">The key as documented, e.g. <c>Reminders:HeadsUp</c>.</param>
/// <param name="Sentence">What is wrong, what it should be, and where to find that.</param>
internal sealed record ConfigurationProblem(string Key, string Sentence)
{
    /// <summary>How the same key is written as an environment variable.</summary>
    public static string EnvironmentName(string key) => key.Replace(":", "__", StringComparison.Ordinal);

    public override string ToString() => $"{Key}: {Sentence}";
}

/// <summary>The configuration cannot be used; the message holds every problem, one a line.</summary>
internal sealed class ConfigurationException(IReadOnlyList<ConfigurationProblem> problems)
    : Exception(string.Join(Environment.NewLine, problems))
{
    public IReadOnlyList<ConfigurationProblem> Problems => problems;
}
