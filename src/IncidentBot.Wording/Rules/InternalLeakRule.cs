using System.Text.RegularExpressions;
using IncidentBot.Wording.Reading;

namespace IncidentBot.Wording.Rules;

/// <summary>Reports what only employees can open or understand: short links, machines, chat rooms, tickets, names.</summary>
internal static class InternalLeakRule
{
    public static readonly WordingRule Rule = new("LEAK-INTERNAL", FindingLevel.Error, Find);

    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    private static readonly Regex ShortLink = new(@"(?:^|[\s(""'<>])(?:https?://)?go/[a-z][\w/-]*", Options);

    private static readonly Regex PrivateAddress = new(
        @"(?:10\.(?:\d{1,3}\.){2}\d{1,3}|192\.168\.\d{1,3}\.\d{1,3}|172\.(?:1[6-9]|2\d|3[01])\.\d{1,3}\.\d{1,3}|100\.(?:6[4-9]|[7-9]\d|"
            + @"1[01]\d|12[0-7])\.\d{1,3}\.\d{1,3}|169\.254\.\d{1,3}\.\d{1,3}|\bf[cd][0-9a-f]{2}:[0-9a-f:]{2,}|\bfe80:[0-9a-f:]{2,})(?:/\d{1,2})?",
        Options);

    private static readonly Regex PrivateDomain = new(
        @"\b(?:[\w-]+\.)+(?:internal|corp|local|lan|intranet|localdomain|home\.arpa|private)\b(?:[:/][^\s]*)?", Options | RegexOptions.IgnoreCase);

    private static readonly Regex Host = new(@"\b[a-z][a-z0-9]*(?:-[a-z0-9]+){1,7}\b", Options);

    private static readonly Regex NumberedHost = new(
        @"\b(?:db|srv|app|web|sql|redis|kafka|mongo|mysql|pgsql|postgres|k8s|vm|lb|es|rabbit|cache|worker|host|node)(?:-?[a-z]{0,4})?0\d{1,3}\b",
        Options);

    private static readonly Regex Room = new(@"(?:^|[\s(""'])#[a-z][a-z0-9_-]{2,79}", Options);

    private static readonly Regex Handle = new(@"(?:^|[\s(""'])@[A-Za-z][\w.-]{1,38}", Options);

    private static readonly Regex Ticket = new(@"\b[A-Z][A-Z0-9]{1,9}-\d{2,7}\b", Options);

    private static readonly Regex Tool = new(
        @"https?://(?:[^\s/]*[.-])?(?:wiki|runbooks?|playbooks?)[.-][^\s]*|https?://[^\s/]*(?:grafana|kibana|datadoghq|newrelic|splunk|"
            + @"sentry|pagerduty|opsgenie|atlassian\.net|jira|confluence|notion\.so|docs\.google|sharepoint|slack\.com/archives|app\.slack\.com|"
            + @"teams\.microsoft|zoom\.us|meet\.google|prometheus|alertmanager|jenkins|argocd|honeycomb|chronosphere|gitlab\.[a-z-]+\.(?:internal|"
            + @"corp)|console\.aws|linear\.app|asana|lightstep|incident\.io|rootly|firehydrant|victorops)[^\s]*|https?://[^\s]*/(?:runbooks?|"
            + @"playbooks?|browse/[A-Z]+-\d+)[^\s]*",
        Options | RegexOptions.IgnoreCase);

    private static readonly HashSet<string> MachineParts =
    [
        "server", "srv", "host", "node", "db", "web", "app", "api", "worker", "master", "prod", "production", "stg", "staging", "redis", "mysql",
        "mysql1", "kafka", "lb", "proxy", "cache", "vm", "queue", "mq", "es", "pg", "sql", "pod", "gw", "k8s", "dc", "rack", "router", "switch", "fw",
        "firewall", "storage", "backup", "mongo", "elastic", "auth", "core", "edge",
    ];

    private static readonly HashSet<string> RegionParts =
    [
        "us", "eu", "ap", "sa", "ca", "af", "me", "cn", "uk", "au", "jp", "kr", "in", "east", "west", "north", "south", "central", "northeast",
        "southeast", "northwest", "southwest", "gov", "europe", "asia", "america", "australia", "northamerica", "southamerica", "gen", "ubuntu",
        "windows", "macos", "debian", "large", "xlarge", "medium", "arm64", "x64", "gpt", "claude", "llama", "gemini", "o1", "turbo", "covid", "utf",
        "sha", "tls", "ipv", "rfc", "iso",
    ];

    // Prefixes before a number that belong to no issue tracker.
    private static readonly HashSet<string> Standards =
    [
        "UTF", "SHA", "SHA1", "SHA2", "SHA256", "ISO", "RFC", "CVE", "AES", "TLS", "SSL", "COVID", "GPT", "UTC", "GMT", "HTTP", "HTTPS", "ERR",
        "ERROR", "ORA", "CODE", "KB", "MSG", "MS", "IPV", "RTX", "GTX", "EC", "US", "EU", "AP", "UK", "PCI", "SOC", "IEC", "EN", "DIN", "CP", "WCAG",
        "MD", "RSA", "CRC", "TS", "SQL", "PEP", "USB", "HDMI", "WPA", "PS", "SE", "SM", "TIER", "STEP", "PART", "PHASE", "PLAN", "TYPE", "V",
        "VERSION", "EX", "MO", "TM", "SP", "E", "P", "Q", "H", "SEV", "AZ", "DC", "LTE", "XG", "MX", "HL7", "ICD", "FY", "GA", "PG", "LTS", "JDK",
        "API",
    ];

    private static readonly HashSet<string> PublicHosts = ["www", "docs", "support", "help", "blog", "community", "developer", "developers", "learn"];

    private static readonly HashSet<string> VersionWords =
    [
        "version", "release", "v", "build", "firmware", "ios", "android", "macos", "upgrade", "update", "node", "java",
    ];

    private static readonly HashSet<string> PublicPlaces =
    [
        "follow", "twitter", "x", "mastodon", "bluesky", "on", "hashtag", "tweet", "mention", "mentions", "mentioning", "tag", "tagging", "threads",
        "linkedin", "facebook", "from", "via",
    ];

    private static IEnumerable<Observation> Find(Draft draft)
    {
        var text = draft.Text;
        var seen = new List<(int Start, int End)>();
        foreach (var (pattern, reason, suggestion) in Patterns(draft))
        {
            foreach (Match match in pattern.Matches(text))
            {
                var lead = match.Value.Length - match.Value.TrimStart(' ', '\n', '\r', '\t', '(', '"', '\'', '<', '>').Length;
                var (start, length) = (match.Index + lead, match.Length - lead);
                var found = text.Substring(start, length).TrimEnd('.', ',', ':', ';', '>', ')', ']', '"', '\'');
                if (found.Length == 0
                    || seen.Exists(other => start < other.End && other.Start < start + found.Length)
                    || IsPublic(draft, pattern, found, start))
                    continue;
                seen.Add((start, start + found.Length));
                yield return new Observation(start, found.Length, reason, suggestion);
            }
        }

        foreach (var found in draft.Vocabulary.PrivateNames.In(draft.Words))
            yield return draft.At(found, "is a name that must not appear in public.", "Say \"a customer\" or \"our team\".");
    }

    private static IEnumerable<(Regex Pattern, string Reason, string Suggestion)> Patterns(Draft draft)
    {
        const string machine = "is an internal machine's name or address.";
        const string plain = "Say what it means for customers instead.";
        yield return (Tool, "leads to a tool that only you can open.", "Link to a page that customers can open, or leave it out.");
        yield return (ShortLink, "is a short link that works only inside your network.", "Link to a page that customers can open, or leave it out.");
        yield return (PrivateDomain, machine, plain);
        if (draft.Vocabulary.InternalDomains is { } own)
            yield return (own, machine, plain);
        yield return (PrivateAddress, machine, plain);
        yield return (Host, machine, plain);
        yield return (NumberedHost, machine, plain);
        yield return (Room, "is an internal chat room.", "Leave it out.");
        yield return (Handle, "is a person's handle.", "Say \"our team\".");
        yield return (Ticket, "is a ticket that only you can open.", "Leave it out.");
    }

    private static bool IsPublic(Draft draft, Regex pattern, string found, int start)
    {
        if (draft.Settings.AllowedTerms.Any(term => found.Contains(term, StringComparison.OrdinalIgnoreCase)))
            return true;
        if (pattern == Host)
            return !IsMachine(draft, found, start);
        if (pattern == ShortLink)
            return found.EndsWith("go/no", StringComparison.Ordinal) || found.StartsWith("go/no-go", StringComparison.Ordinal);
        if (pattern == PrivateAddress)
            return IsVersion(draft.Text, start) || IsInside(draft.Text, start, found.Length);
        if (pattern == Room)
            return IsColour(found[1..]) || found == "#hugops" || PublicPlaces.Contains(WordBefore(draft.Text, start));
        if (pattern == Handle)
            return IsScope(draft.Text, start + found.Length) || PublicPlaces.Contains(WordBefore(draft.Text, start)) || IsOurs(draft, found[1..]);
        if (pattern == Ticket)
            return IsStandard(draft, found, start);
        if (pattern == NumberedHost)
            return IsInside(draft.Text, start, found.Length);
        if (pattern == Tool)
            return IsPublicTool(draft, found);
        return false;
    }

    // A status page or documentation of a tool that another company sells, or our own page when we sell that tool.
    private static bool IsPublicTool(Draft draft, string link)
    {
        if (!Uri.TryCreate(link, UriKind.Absolute, out var address))
            return false;
        var host = address.Host;
        return host.Contains("status", StringComparison.OrdinalIgnoreCase)
            || $".{host}".EndsWith(".jenkins.io", StringComparison.OrdinalIgnoreCase)
            || $".{host}".EndsWith(".jenkins-ci.org", StringComparison.OrdinalIgnoreCase)
            || (PublicHosts.Contains(host[..Math.Max(0, host.IndexOf('.'))])
                && !host.EndsWith("google.com", StringComparison.OrdinalIgnoreCase)
                && !address.AbsolutePath.Contains("book", StringComparison.OrdinalIgnoreCase))
            || (draft.Context.Product is { Length: > 2 } product
                && host.Contains(product, StringComparison.OrdinalIgnoreCase)
                && !host.StartsWith("wiki", StringComparison.OrdinalIgnoreCase)
                && !address.AbsolutePath.Contains("book", StringComparison.OrdinalIgnoreCase)
                && !address.AbsolutePath.Contains("/archives/", StringComparison.Ordinal))
            || (draft.Context.Support is { } support && link.Contains(support, StringComparison.OrdinalIgnoreCase));
    }

    // app-server-123 is an internal machine; us-east-1, ubuntu-22 and multi-step-2 are not.
    private static bool IsMachine(Draft draft, string found, int start)
    {
        var parts = found.Split('-');
        var last = parts[^1];
        if (!last.Any(char.IsAsciiDigit)
            || !char.IsAsciiDigit(last[^1])
            || parts.Any(RegionParts.Contains)
            || IsYear(last)
            || !parts.SkipLast(1).Any(MachineParts.Contains)
            || IsInLink(draft.Text, start))
            return parts.Length >= 3
                && parts.Count(MachineParts.Contains) >= 2
                && parts.Any(part => part.Length > 1 && char.IsAsciiDigit(part[^1]) && part.Any(char.IsAsciiLetter))
                && parts.Any(part => part is "prod" or "production" or "stg" or "staging")
                && !IsInLink(draft.Text, start);
        return parts.Length >= 3
            || last.Length >= 3
            || last[0] == '0'
            || parts.Contains("prod")
            || (last.Length == 2 && parts[0] is "server" or "srv" or "host" or "db" or "vm" or "worker");
    }

    private static bool IsInLink(string text, int at)
    {
        var from = at;
        while (from > 0 && at - from < 300 && !char.IsWhiteSpace(text[from - 1]))
            from--;
        return text.AsSpan(from, at - from).Contains("://", StringComparison.Ordinal);
    }

    private static bool IsVersion(string text, int at) => VersionWords.Contains(WordBefore(text, at)) || (at > 0 && text[at - 1] is 'v' or 'V');

    private static bool IsInside(string text, int at, int length) =>
        (at > 0 && (char.IsLetterOrDigit(text[at - 1]) || text[at - 1] is '.' or '-')) || GoesOn(text, at + length);

    private static bool GoesOn(string text, int end) =>
        end < text.Length
        && (char.IsLetterOrDigit(text[end]) || (text[end] == '.' && end + 1 < text.Length && char.IsLetterOrDigit(text[end + 1])));

    private static bool IsYear(string digits) => digits.Length == 4 && digits[..2] is "19" or "20";

    private static bool IsColour(string name) => name.Length is 3 or 6 && name.All(char.IsAsciiHexDigit) && name.Any(char.IsAsciiDigit);

    // "@scope/package" is a package.
    private static bool IsScope(string text, int end) => end < text.Length && text[end] == '/';

    // "@v4" is a version; the product and its components may have public handles.
    private static bool IsOurs(Draft draft, string handle) =>
        (handle.Length > 1 && handle[0] == 'v' && handle.Skip(1).All(one => char.IsAsciiDigit(one) || one == '.'))
        || Array.Exists(
            [.. draft.Context.Components, draft.Context.Product ?? ""],
            name => name.Length >= 3 && handle.Contains(name.Replace(" ", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));

    private static bool IsStandard(Draft draft, string found, int start)
    {
        var (letters, digits) = (found[..found.IndexOf('-')], found[(found.IndexOf('-') + 1)..]);
        if (Standards.Contains(letters) || IsInLink(draft.Text, start) || (start > 0 && draft.Text[start - 1] is '-' or '/' or '.'))
            return true;
        // Quarters and years: Q3-2026.
        if (IsYear(digits) && !Trackers.Contains(letters))
            return true;
        // Airports and data centres have two digits at most: AMS-1, FRA-12.
        if (digits.Length < 3 && !Trackers.Contains(letters))
            return true;
        return start + found.Length < draft.Text.Length
            && draft.Text[start + found.Length] is '-' or '.'
            && start + found.Length + 1 < draft.Text.Length
            && char.IsLetterOrDigit(draft.Text[start + found.Length + 1]);
    }

    private static readonly HashSet<string> Trackers =
    [
        "INC", "OPS", "ENG", "JIRA", "SRE", "PROD", "BUG", "TICKET", "INFRA", "DEV", "PLAT", "SUP", "CHG", "PRB", "TASK", "PROJ", "CORE",
    ];

    private static string WordBefore(string text, int at)
    {
        var end = at;
        while (end > 0 && at - end < 3 && text[end - 1] is ' ' or ':' or '(')
            end--;
        var from = end;
        while (from > 0 && end - from < 20 && char.IsLetter(text[from - 1]))
            from--;
        return text[from..end].ToLowerInvariant();
    }
}
