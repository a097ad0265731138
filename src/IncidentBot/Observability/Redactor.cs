using System.Text.RegularExpressions;

namespace IncidentBot.Observability;

/// <summary>
/// Replaces what must never leave the process in a log line or a span: Slack's tokens, request signatures, the URLs of its hooks and sockets, and the
/// secrets of this installation in any form. It is the last line of defence, not a licence to log them.
/// </summary>
internal sealed partial class Redactor
{
    public const string Mask = "***";

    /// <summary>A shorter "secret" is a common word: masking it would make the log unreadable and protect nothing.</summary>
    private const int ShortestSecret = 8;

    private readonly IReadOnlyList<string> _secrets;
    private readonly IReadOnlyList<Regex> _escaped;

    public Redactor(IEnumerable<string> secrets)
    {
        _secrets =
        [
            .. secrets
                .Where(secret => secret.Length >= ShortestSecret)
                .SelectMany(secret => new[] { secret, Uri.EscapeDataString(secret) })
                .Distinct(StringComparer.Ordinal)
                .OrderByDescending(secret => secret.Length),
        ];
        _escaped = [.. _secrets.Where(secret => secret.AsSpan().ContainsAny('"', '\\')).Select(WithEscapes)];
    }

    public string Redact(string text)
    {
        foreach (var secret in _secrets)
            text = text.Replace(secret, Mask, StringComparison.Ordinal);
        foreach (var secret in _escaped)
            text = secret.Replace(text, Mask);
        return Sensitive().Replace(text, "${key}" + Mask);
    }

    // A line of JSON escapes quotation marks and backslashes, twice in its rendered message.
    private static Regex WithEscapes(string secret)
    {
        var pattern = string.Concat(secret.Select(character => character switch
        {
            '"' => @"\\*""",
            '\\' => @"\\+",
            _ => Regex.Escape(character.ToString()),
        }));
        return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    }

    [GeneratedRegex(
        """
        (?:xoxe\.)?xox[a-z0-9]-[a-z0-9-]+           # bot, user, rotating and refresh tokens
        | xapp-[a-z0-9-]+                           # app-level tokens
        | (?:https?(?::|%3a)(?:/|%2f){2})?hooks\.slack(?:-gov)?\.com[^\s"'<>\\]*
        | wss?://[^\s"'<>\\]*                        # the URL of a Socket Mode connection holds its ticket
        | v0=[0-9a-f]{64}                           # the signature of a request
        # The password of a connection string: plain, or with quotation marks as they are, escaped by JSON, or escaped twice.
        | (?<key>\b(?:password|pwd)\s*=\s*)
          (?:(?:'[^']*')+|(?:"[^"]*")+|(?:\\"(?:[^"\\]|\\[^"])*\\")+|(?:\\\\\\"(?:[^"\\]|\\[^"])*\\\\\\")+|(?:[^;\s"'\\]|\\[^"])+)
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace | RegexOptions.NonBacktracking)]
    private static partial Regex Sensitive();
}
