using System.Collections;

namespace IncidentBot.Playground;

/// <summary>
/// Finds credentials of a real workspace in the environment. The playground never connects to Slack. A user with such credentials has probably
/// started the wrong program, or a demonstration could reveal them.
/// </summary>
internal static class RealCredentials
{
    // Slack's prefixes of bot, user, app, configuration and refresh tokens.
    private static readonly string[] TokenPrefixes = ["xoxb-", "xoxp-", "xoxa-", "xoxe-", "xoxe.", "xapp-"];

    private static readonly string[] SecretNames =
    [
        "Slack__BotToken", "Slack__SigningSecret", "Slack__SigningSecrets", "Slack__AppToken", "SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET",
        "SLACK_APP_TOKEN", "SLACK_TOKEN",
    ];

    /// <summary>The message that refuses the start, or null without credentials. It names the variables but not their values.</summary>
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
               The playground does not start with credentials of a real Slack workspace. The environment has {string.Join(", ", found)}.
               It never connects to Slack and needs none of them. Start it without:

                 env {string.Join(' ', found.Select(name => $"-u {name}"))} dotnet run --project src/IncidentBot.Playground

               To run the bot for your workspace: dotnet run --project src/IncidentBot
               """;
    }

    private static bool IsCredential(string name, string value) =>
        value.Length > 0
        && (TokenPrefixes.Any(prefix => value.StartsWith(prefix, StringComparison.Ordinal)) || SecretNames.Any(secret => IsNamed(name, secret)));

    // Slack:BotToken and Slack__BotToken are the same key; _FILE names a file with the value, and __0 is a list entry.
    private static bool IsNamed(string name, string secret)
    {
        name = name.Replace(":", "__", StringComparison.Ordinal);
        return name.Equals(secret, StringComparison.OrdinalIgnoreCase)
            || name.Equals($"{secret}_FILE", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith($"{secret}__", StringComparison.OrdinalIgnoreCase);
    }
}
