using System.Text.RegularExpressions;

namespace IncidentBot.Observability;

/// <summary>
/// Blots out what must never leave the process in a log line: Slack's tokens, request signatures, the addresses its hooks and sockets live
/// at, and this installation's own secrets, whatever they look like. The last line of defence, not a licence to log them.
/// </summary>
internal sealed partial class Redactor
{
    public const string Blot = "***";

    /// <summary>A shorter "secret" is a word; blotting it out would make the log unreadable and protect nothing.</summary>
    private const int ShortestSecret = 8;

    private readonly IReadOnlyList<string> secrets;

    public Redactor(IEnumerable<string> secrets) =>
        this.secrets =
        [
            .. secrets
                .Where(secret => secret.Length >= ShortestSecret)
                .SelectMany(secret => new[] { secret, Uri.EscapeDataString(secret) })
                .Distinct(StringComparer.Ordinal)
                .OrderByDescending(secret => secret.Length),
        ];

    public string Redact(string line)
    {
        foreach (var secret in secrets)
            line = line.Replace(secret, Blot, StringComparison.Ordinal);
        return Sensitive().Replace(line, Blot);
    }

    [GeneratedRegex(
        """
        (?:xoxe\.)?xox[a-z0-9]-[a-z0-9-]+           # bot, user, rotating and refresh tokens
        | xapp-[a-z0-9-]+                           # app-level tokens
        | (?:https?(?::|%3a)(?:/|%2f){2})?hooks\.slack(?:-gov)?\.com[^\s"'<>\\]*
        | wss?://[^\s"'<>\\]*                        # a Socket Mode connection's address holds its ticket
        | v0=[0-9a-f]{64}                           # a request's signature
        | (?<=\b(?:password|pwd)\s*=\s*)(?:'[^']*'|"[^"]*"|[^;\s"']+)   # in a connection string
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Sensitive();
}
