namespace IncidentBot.Slack.WebApi;

/// <summary>Slack's rate tiers, per method, workspace and minute.</summary>
/// <remarks>See https://docs.slack.dev/apis/web-api/rate-limits.</remarks>
internal static class MethodTiers
{
    // Slack documents minimum rates ("20+") and tolerates bursts. The limit here is three times the minimum; a 429 pauses the method in any case.
    private const int Tier2 = 60;
    private const int Tier3 = 150;
    private const int Tier4 = 300;

    // Slack documents only "several hundred" per minute and workspace.
    private const int Special = 200;

    public static int CallsPerMinute(string method) => method switch
    {
        "auth.test" or "chat.postMessage" or "chat.getPermalink" => Special,
        "chat.postEphemeral" or "users.info" or "conversations.members" => Tier4,
        "views.open" or "views.push" or "views.update" or "views.publish" => Tier4,
        "conversations.create" or "conversations.rename" or "conversations.archive" or "conversations.list" => Tier2,
        "conversations.setTopic" or "conversations.setPurpose" => Tier2,
        "pins.add" or "pins.remove" or "bookmarks.add" or "bookmarks.edit" or "bookmarks.remove" => Tier2,
        "users.list" or "usergroups.list" => Tier2,
        _ => Tier3,
    };

    public static bool PostsMessage(string method) => method is "chat.postMessage" or "chat.postEphemeral";
}
