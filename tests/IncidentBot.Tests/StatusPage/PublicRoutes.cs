namespace IncidentBot.Tests.StatusPage;

/// <summary>
/// Every route of the server, with addresses to request. Number 1 is a public incident, 2 and 3 are confidential, 99 does not exist. A new route must be
/// added here: the tests of privacy and of headers request them all.
/// </summary>
internal static class PublicRoutes
{
    private const string Token = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private static readonly string[] Numbers = ["1", "2", "3", "99"];

    public static IReadOnlyDictionary<string, IReadOnlyList<string>> All { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        ["/status"] = ["/status", "/status/", "/STATUS?x=1"],
        ["/status/uptime"] = ["/status/uptime"],
        ["/status/follow"] = ["/status/follow"],
        ["/status/history"] = ["/status/history"],
        ["/status/history/{month}"] = ["/status/history/2026-03", "/status/history/2026-02"],
        ["/status/incidents/{number}"] = [.. Numbers.Select(number => $"/status/incidents/{number}"), "/status/incidents/002", "/status/incidents/2.json"],
        ["/status/incidents/{number}/reader"] = [.. Numbers.Select(number => $"/status/incidents/{number}/reader")],
        ["/status/incidents/{number}/thanks"] = [.. Numbers.Select(number => $"/status/incidents/{number}/thanks")],
        ["/status/maintenance/{number}"] = ["/status/maintenance/1", "/status/maintenance/2"],
        ["/status/{**unknown}"] = ["/status/nothing", "/status/incidents", "/status/incidents/2/edit"],
        ["/status.css"] = ["/status.css"],
        ["/status.js"] = ["/status.js"],
        ["/status.svg"] = ["/status.svg"],
        ["/status/badge.svg"] = ["/status/badge.svg"],
        ["/status/banner.json"] = ["/status/banner.json"],
        ["/status.md"] = ["/status.md"],
        ["/history.atom"] = ["/history.atom"],
        ["/history.rss"] = ["/history.rss"],
        ["/api/v2/summary.json"] = ["/api/v2/summary.json"],
        ["/api/v2/status.json"] = ["/api/v2/status.json"],
        ["/api/v2/components.json"] = ["/api/v2/components.json"],
        ["/api/v2/incidents.json"] = ["/api/v2/incidents.json"],
        ["/api/v2/incidents/unresolved.json"] = ["/api/v2/incidents/unresolved.json"],
        ["/api/v2/scheduled-maintenances.json"] = ["/api/v2/scheduled-maintenances.json"],
        ["/api/v2/scheduled-maintenances/upcoming.json"] = ["/api/v2/scheduled-maintenances/upcoming.json"],
        ["/api/v2/scheduled-maintenances/active.json"] = ["/api/v2/scheduled-maintenances/active.json"],
        ["/api/v2/{**unknown}"] = ["/api/v2/incidents/2.json", "/api/v2/"],
        ["/status/subscribe"] = ["/status/subscribe", .. Numbers.Select(number => $"/status/subscribe?incident={number}")],
        ["/status/subscribe/confirm"] = ["/status/subscribe/confirm", $"/status/subscribe/confirm?token={Token}"],
        ["/status/unsubscribe"] = ["/status/unsubscribe", $"/status/unsubscribe?token={Token}"],
        ["/"] = ["/"],
        ["/healthz"] = ["/healthz"],
        ["/readyz"] = ["/readyz"],
        ["/api/v1/check"] = ["/api/v1/check"],
        // Slack signs these; an unsigned request gets no information.
        ["/slack/command"] = ["/slack/command"],
        ["/slack/action"] = ["/slack/action"],
        ["/slack/event"] = ["/slack/event"],
        ["/slack/options"] = ["/slack/options"],
    };

    /// <summary>Addresses without a route.</summary>
    public static IReadOnlyList<string> Unknown { get; } = ["/nothing", "/incidents/2", "/api/v1/incidents.json", "/history"];

    public static IEnumerable<string> Addresses => All.Values.SelectMany(addresses => addresses).Concat(Unknown);

    /// <summary>The addresses of the status page and its forms.</summary>
    public static IEnumerable<string> OfThePage => All.Where(route => route.Key.StartsWith("/status", StringComparison.Ordinal) || route.Key.StartsWith("/history", StringComparison.Ordinal)
        || route.Key.StartsWith("/api/v2", StringComparison.Ordinal)).SelectMany(route => route.Value);
}
