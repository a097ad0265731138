using System.Text.Json.Nodes;

namespace IncidentBot.SlackEmulator;

/// <summary>Builds interaction payloads from the present workspace.</summary>
internal static class InteractionPayload
{
    public static JsonObject Common(SlackWorkspace workspace, string type, string userId)
    {
        var user = workspace.User(userId);
        return new JsonObject
        {
            ["type"] = type,
            ["team"] = new JsonObject { ["id"] = workspace.App.TeamId, ["domain"] = workspace.App.TeamDomain },
            ["user"] = new JsonObject { ["id"] = user.Id, ["username"] = user.Name, ["name"] = user.Name, ["team_id"] = workspace.App.TeamId },
            ["api_app_id"] = workspace.App.AppId,
            ["token"] = "deprecated",
            ["enterprise"] = null,
            ["is_enterprise_install"] = false,
        };
    }

    public static JsonObject Channel(SlackWorkspace workspace, string id)
    {
        var channel = workspace.Channel(id);
        return new JsonObject { ["id"] = id, ["name"] = channel.DirectWith is not null ? "directmessage" : channel.Name };
    }

    public static JsonObject MessageContainer(SlackMessage message)
    {
        var container = new JsonObject
        {
            ["type"] = "message", ["message_ts"] = message.Ts, ["channel_id"] = message.Channel, ["is_ephemeral"] = message.OnlyFor is not null,
        };
        if (message.ThreadTs is not null)
            container["thread_ts"] = message.ThreadTs;
        return container;
    }
}
