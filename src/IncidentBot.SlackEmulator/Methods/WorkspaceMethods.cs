using System.Text.Json.Nodes;

namespace IncidentBot.SlackEmulator;

/// <summary>auth.test and team.info.</summary>
internal static class WorkspaceMethods
{
    public static readonly SlackMethod[] All =
    [
        new("auth.test", MethodTier.Special, AuthTest),
        new("team.info", MethodTier.Tier3, TeamInfo) { AnyScopeOf = ["team:read"] },
    ];

    private static JsonObject AuthTest(MethodCall call)
    {
        var app = call.Workspace.App;
        return new JsonObject
        {
            ["ok"] = true, ["url"] = Url(app), ["team"] = app.TeamDomain, ["user"] = app.BotName, ["team_id"] = app.TeamId,
            ["user_id"] = app.BotUserId, ["bot_id"] = app.BotId, ["app_id"] = app.AppId, ["is_enterprise_install"] = false,
        };
    }

    private static JsonObject TeamInfo(MethodCall call)
    {
        var app = call.Workspace.App;
        if (call.Text("team") is { Length: > 0 } other && other != app.TeamId)
            throw new RefusedException("team_not_found");
        return new JsonObject
        {
            ["ok"] = true,
            ["team"] = new JsonObject
            {
                ["id"] = app.TeamId, ["name"] = app.TeamDomain, ["domain"] = app.TeamDomain, ["url"] = Url(app), ["email_domain"] = "",
                ["icon"] = new JsonObject(),
            },
        };
    }

    private static string Url(SlackAppIdentity app) => $"https://{app.TeamDomain}.slack.com/";
}
