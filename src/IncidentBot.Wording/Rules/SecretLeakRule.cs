using System.Text.RegularExpressions;
using IncidentBot.Wording.Reading;

namespace IncidentBot.Wording.Rules;

/// <summary>Reports secrets that give access, and personal data.</summary>
internal static class SecretLeakRule
{
    public static readonly WordingRule Rule = new("LEAK-SECRET", FindingLevel.Error, Find);

    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    private static readonly Regex Keys = new(
        @"\b(?:gh[pousr]_[A-Za-z0-9]{16,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abprs]-[\w-]{8,}|xapp-[\w-]{8,}|AKIA[0-9A-Z]{12,}|"
            + @"ASIA[0-9A-Z]{12,}|sk_(?:live|test)_\w{8,}|rk_live_\w{8,}|pk_live_\w{8,}|sk-[A-Za-z0-9_-]{16,}|AIza[\w-]{20,}|ya29\.[\w-]{10,}|"
            + @"npm_[A-Za-z0-9]{20,}|pypi-[\w-]{20,}|dop_v1_\w{20,}|SG\.[\w-]{10,}\.[\w-]{10,}|eyJ[\w-]{8,}\.eyJ[\w-]{8,}(?:\.[\w-]*)?|"
            + @"hooks\.slack\.com/services/\w+/\w+/\w+)|-----BEGIN [A-Z ]*PRIVATE KEY-----",
        Options);

    private static readonly Regex Assigned = new(
        @"\b(?:password|passwd|pwd|secret|api[_ -]?key|apikey|access[_ -]?key|client[_ -]?secret|auth[_ -]?token|access[_ -]?token|bearer|"
            + @"private[_ -]?key|connection ?string)\b(?:\s?[:=]\s?|\s+is\s+)[""'`]?[^\s""'`,;]*(?:[0-9!@#$%^&*+/=_-][^\s""'`,;]*){1}",
        Options | RegexOptions.IgnoreCase);

    private static readonly Regex Bearer = new(@"\b[Bb]earer [A-Za-z0-9._~+/-]{16,}", Options);

    private static readonly Regex Credentials = new(@"\b[a-z][a-z0-9+.-]{2,20}://[^\s/:@]{1,60}:[^\s/@]{1,60}@", Options);

    // A public page for resetting a password is no secret link.
    private static readonly Regex SecretLink = new(
        @"https?://[^\s""'<>]*(?:[?&#;](?:[\w-]*(?:token|signature|secret|password|passwd|access_key|apikey|api_key|auth|otp)|sig|key|code|"
            + @"X-Amz-[A-Za-z]+)=[\w%./+~-]{6,}|/(?:reset|invite|magic|verify|confirm|activate|join)[\w-]*/[\w-]*\d[\w-]{9,})[^\s""'<>]*",
        Options | RegexOptions.IgnoreCase);

    private static readonly Regex Trace = new(
        @"(?:^|\n)\s*at [\w$.<>`]+\([^)\n]{0,200}\)|Traceback \(most recent call last\)|File ""[^""\n]{1,200}"", line \d+|"
            + @"Exception in thread|\b\w+(?:\.\w+){1,6}Exception\b|\bat [\w$.]+\([\w$]+\.(?:java|kt|scala|cs|js|ts|py|rb|go):\d+\)|\bpanic: |"
            + @"goroutine \d+ \[|[\w/.-]+\.(?:py|rb|js|ts|java|go|cs|php):\d+\b",
        Options);

    private static readonly HashSet<string> Mailboxes =
    [
        "support", "help", "helpdesk", "helpline", "security", "abuse", "status", "sales", "contact", "hello", "hi", "info", "billing", "press",
        "privacy", "noreply", "no-reply", "donotreply", "feedback", "success", "customersuccess", "customer-success", "customersupport",
        "customer-support", "customerservice", "customercare", "care", "team", "office", "enquiries", "inquiries", "service", "servicedesk",
        "service-desk", "accounts", "legal", "compliance", "postmaster", "webmaster", "admin", "ask", "partners", "community", "noc", "operations",
        "ops", "api", "developers", "dev", "techsupport", "tech-support", "tech", "platform", "incidents", "user", "name", "you", "someone",
        "your.name", "yourname", "example",
    ];

    private static IEnumerable<Observation> Find(Draft draft)
    {
        var text = draft.Text;
        foreach (var (pattern, reason) in ((Regex, string)[])
        [
            (Keys, "looks like a key or a token."), (Bearer, "looks like a key or a token."), (Credentials, "holds a password."),
            (Assigned, "looks like a password or a key."), (Trace, "looks like part of a stack trace."),
        ])
        {
            foreach (Match match in pattern.Matches(text))
            {
                if (!IsHarmless(match))
                    yield return new Observation(match.Index, match.Length, reason, "Remove it. If others have seen the secret, replace it.");
            }
        }

        foreach (Match match in SecretLink.Matches(text))
            yield return new Observation(
                match.Index,
                match.Length,
                "is a link that gives access to anyone who has it.",
                "Describe how to get there, and let each customer request a link.");
        for (var i = 0; i < draft.Words.Count; i++)
        {
            if (draft.Words[i].Value == Mark.Mail && !IsPublic(draft, draft.Span(new Passage(i, i + 1))))
                yield return draft.At(
                    i, "is a personal address.", draft.Context.Support is { Length: > 0 } support ? $"Use {support}." : "Use the support address.");
        }
    }

    // "password: reset it" and "the API key is valid" contain no secret.
    private static bool IsHarmless(Match match)
    {
        if (match.Value.Contains("://", StringComparison.Ordinal) || !match.Value.AsSpan().ContainsAnyInRange('0', '9'))
            return Secretless(match.Value);
        return match.Value.Contains(" is ", StringComparison.OrdinalIgnoreCase) && match.Value[(match.Value.LastIndexOf(' ') + 1)..].Length < 8;
    }

    private static bool Secretless(string value) =>
        !value.Contains("://", StringComparison.Ordinal)
        && (value.Contains(" is ", StringComparison.OrdinalIgnoreCase) || value.Contains(':') || value.Contains('='))
        && !value.Contains("PRIVATE KEY", StringComparison.Ordinal)
        && !value.Contains("Exception", StringComparison.Ordinal)
        && !value.Contains("Error:", StringComparison.Ordinal)
        && !value.Contains("panic", StringComparison.Ordinal)
        && !(value.AsSpan().IndexOfAny("!@#$%^&*+") >= 0);

    private static bool IsPublic(Draft draft, string mail)
    {
        if (draft.Context.Support is { } support && support.Contains(mail, StringComparison.OrdinalIgnoreCase))
            return true;
        if (draft.Settings.PublicMailboxes.Any(known => known.Equals(mail, StringComparison.OrdinalIgnoreCase)))
            return true;
        return Mailboxes.Contains(mail[..mail.IndexOf('@')].ToLowerInvariant());
    }
}
