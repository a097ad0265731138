using System.Collections;

namespace IncidentBot.Playground;

/// <summary>
/// Finds the credentials of a real workspace in the environment. The playground never talks to Slack, so whoever has them set is about to
/// start the wrong program, or has them where a demonstration could show them.
/// </summary>
internal static class RealCredentials
{
    // Slack's prefixes of tokens for bots, people, apps, configuration and refreshing.
    private static readonly string[] TokenPrefixes = ["xoxb-", "xoxp-", "xoxa-", "xoxe-", "xoxe.", "xapp-"];

    private static readonly string[] SecretNames =
    [
        "Slack__BotToken", "Slack__SigningSecret", "Slack__SigningSecrets", "Slack__AppToken", "SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN", "SLACK_TOKEN",
    ];

    /// <summary>The sentence that refuses to start, or null when the environment is clean. It names variables and shows no value.</summary>
    public static string? Refusal(IDictionary environment)
    {
        var found = environment.Cast<DictionaryEntry>()
            .Where(entry => IsCredential((string)entry.Key, entry.Value as string ?? ""))
            .Select(entry => (string)entry.Key)
            .Order(StringComparer.Ordinal)
            .ToList();
        return found.Count == 0
            ? null
            : $"""
               The playground does not start beside the credentials of a real Slack workspace. The environment has {string.Join(", ", found)}.
               It never talks to Slack and needs none of them. Start it without:

                 env {string.Join(' ', found.Select(name => $"-u {name}"))} dotnet run --project src/IncidentBot.Playground

               To run the bot for your workspace: dotnet run --project src/IncidentBot
               """;
    }

    private static bool IsCredential(string name, string value) =>
        value.Length > 0
        && (TokenPrefixes.Any(prefix => value.StartsWith(prefix, StringComparison.Ordinal)) || SecretNames.Any(secret => IsNamed(name, secret)));

    // Slack:BotToken and Slack__BotToken are the same key; _FILE names a file that holds it, __0 is an entry of a list.
    private static bool IsNamed(string name, string secret)
    {
        name = name.Replace(":", "__", StringComparison.Ordinal);
        return name.Equals(secret, StringComparison.OrdinalIgnoreCase)
            || name.Equals($"{secret}_FILE", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith($"{secret}__", StringComparison.OrdinalIgnoreCase);
    }
}
