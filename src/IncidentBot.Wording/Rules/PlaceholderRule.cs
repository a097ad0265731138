using System.Text.RegularExpressions;
using IncidentBot.Wording.Reading;

namespace IncidentBot.Wording.Rules;

/// <summary>Reports a template's blank that was not filled in.</summary>
internal static class PlaceholderRule
{
    public static readonly WordingRule Rule = new("PLACEHOLDER", FindingLevel.Error, Find);

    // NonBacktracking, so that no text makes the match slow.
    private static readonly Regex Pattern = new(
        @"_{3,}|\b(?:TODO|FIXME|CUSTOMER(?: NAME)?|YOUR NAME|COMPANY NAME|PRODUCT NAME|XXX+|HH:MM|XX:XX|hh:mm)\b|\{\{?\s?[A-Za-z][\w "
            + @".:-]{0,40}\s?\}\}?|\$\{[A-Za-z][\w .:-]{0,40}\}|%[A-Z][A-Z_]{2,30}%|\[[A-Za-z][^\[\]\n]{0,60}\]|<[A-Za-z][A-Za-z "
            + @"_-]{1,40}>|\(\s?(?:insert|add|enter|fill in) [a-z ]{1,40}\)|\b[Ll]orem ipsum\b",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    // Bracketed text that is meant as written.
    private static readonly HashSet<string> Labels =
    [
        "update", "updated", "resolved", "investigating", "identified", "monitoring", "scheduled", "completed", "in progress", "maintenance",
        "incident", "outage", "closed", "done", "ongoing", "fixed", "new", "final", "final update", "verifying", "status", "edit", "edited",
        "correction", "corrected", "notice", "info", "sic", "note", "degraded", "postmortem", "post-mortem", "emergency maintenance",
        "scheduled maintenance", "planned maintenance", "all clear", "critical", "major", "minor", "redacted", "beta", "external", "third-party",
        "third party", "optional",
    ];

    private static readonly HashSet<string> Tags =
    [
        "br", "p", "b", "i", "em", "strong", "small", "var", "a", "div", "span", "ul", "ol", "li", "code", "u", "hr",
    ];

    private static readonly HashSet<string> Blanks =
    [
        "time", "date", "component", "service", "product", "region", "name", "customer", "company", "link", "url", "number", "x", "y", "n", "start",
        "end", "duration", "impact", "description", "details", "cause", "action", "feature", "symptom", "eta", "state", "percentage", "insert",
        "users", "team", "incident", "issue", "support", "email",
    ];

    private static IEnumerable<Observation> Find(Draft draft)
    {
        foreach (Match match in Pattern.Matches(draft.Text))
        {
            if (!IsMeant(draft, match))
                yield return new Observation(match.Index, match.Length, "is still to be filled in.", null);
        }
    }

    private static bool IsMeant(Draft draft, Match match) => match.Value[0] switch
    {
        '[' => IsLink(draft.Text, match) || IsLabel(draft, match.Value[1..^1]) || IsInWord(draft.Text, match),
        '<' => Tags.Contains(match.Value[1..^1].Trim().ToLowerInvariant()) || !IsBlank(match.Value[1..^1]),
        // The path of a URL: /repos/{owner}.
        '{' => IsInWord(draft.Text, match),
        'C' when match.Value == "CUSTOMER" => IsShouted(draft.Text, match),
        _ => IsInCode(draft.Text, match),
    };

    private static bool IsLink(string text, Match match) => match.Index + match.Length < text.Length && text[match.Index + match.Length] is '(' or '[';

    // [EU] names a region and [Update 14:30 UTC] is a label; [X], [TIME] and [what users see] are blanks.
    private static bool IsLabel(Draft draft, string inner)
    {
        var plain = inner.Trim().ToLowerInvariant();
        if (Labels.Contains(plain) || Labels.Contains(plain.Split(' ')[0]) && plain.Any(char.IsAsciiDigit))
            return true;
        if (Blanks.Contains(plain))
            return false;
        // [ci.example.com] names a machine that customers use; [service.name] is a blank.
        if (plain.Contains('.', StringComparison.Ordinal)
            && !plain.Contains(' ', StringComparison.Ordinal)
            && plain[^1] != '.'
            && !IsDottedBlank(plain.Split('.')))
            return true;
        // A label starts with a capital: [Mobile app]. A blank is in lower case, in capitals, or a question.
        if (char.IsUpper(inner[0])
            && !IsBlank(inner)
            && !inner.EndsWith('?')
            && !plain.StartsWith("insert", StringComparison.Ordinal)
            && !plain.StartsWith("your", StringComparison.Ordinal)
            && inner.Any(char.IsLower))
            return true;
        return (inner.Length is 2 or 3 && inner.All(char.IsUpper))
            || Array.Exists(
                [.. draft.Context.Components, .. draft.Context.Regions, draft.Context.Product ?? ""],
                name => name.Equals(inner.Trim(), StringComparison.OrdinalIgnoreCase))
            || (plain is "x" && IsChecked(draft.Text, inner))
            || plain.Any(char.IsAsciiDigit)
            || plain.StartsWith("object ", StringComparison.Ordinal)
            || (inner.Contains("UTC", StringComparison.Ordinal) && inner.Any(char.IsAsciiDigit));
    }

    // Three parts are a host, whatever their names: [support.example.com].
    private static bool IsDottedBlank(string[] parts) => Blanks.Contains(parts[^1]) || (parts.Length == 2 && Blanks.Contains(parts[0]));

    private static bool IsChecked(string text, string inner) =>
        text.Contains($"- [{inner}] ", StringComparison.Ordinal) || text.Contains($"* [{inner}] ", StringComparison.Ordinal);

    private static bool IsBlank(string inner) =>
        inner.Split(' ', '_', '-').Any(word => Blanks.Contains(word.ToLowerInvariant()))
        || inner.All(letter => char.IsUpper(letter) || letter is '_' or ' ' or '-');

    private static bool IsInWord(string text, Match match) =>
        (match.Index > 0 && (char.IsLetterOrDigit(text[match.Index - 1]) || text[match.Index - 1] is '/' or '.' or '=')) || IsInCode(text, match);

    private static bool IsInCode(string text, Match match) =>
        match.Index > 0
        && match.Index + match.Length < text.Length
        && text[match.Index - 1] is '`' or '/' or '='
        && text[match.Index + match.Length] is '`' or '/' or '&';

    // In a line of capitals CUSTOMER is an ordinary word.
    private static bool IsShouted(string text, Match match)
    {
        var end = match.Index + match.Length;
        return end + 2 < text.Length && text[end] == ' ' && char.IsUpper(text[end + 1]) && char.IsUpper(text[end + 2]);
    }
}
