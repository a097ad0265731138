using System.Text.Json.Nodes;

namespace IncidentBot.SlackEmulator;

/// <summary>Conversations in the format of the Web API.</summary>
internal static class ChannelJson
{
    public static JsonObject Answer(MethodCall call, SlackChannel channel, bool withCount = false) =>
        new() { ["ok"] = true, ["channel"] = Channel(call, channel, withCount) };

    public static JsonObject Channel(MethodCall call, SlackChannel channel, bool withCount = false)
    {
        if (channel.DirectWith is not null)
            return new JsonObject
            {
                ["id"] = channel.Id, ["created"] = channel.Created, ["is_im"] = true, ["user"] = channel.DirectWith, ["is_archived"] = false,
            };
        var json = new JsonObject
        {
            ["id"] = channel.Id,
            ["name"] = channel.Name,
            ["name_normalized"] = channel.Name,
            ["is_channel"] = !channel.IsPrivate,
            ["is_group"] = channel.IsPrivate,
            ["is_im"] = false,
            ["is_mpim"] = false,
            ["is_private"] = channel.IsPrivate,
            ["is_archived"] = channel.IsArchived,
            ["is_member"] = channel.Members.Contains(call.Bot),
            ["is_general"] = channel.Name == "general",
            ["is_shared"] = false,
            ["is_ext_shared"] = false,
            ["is_org_shared"] = false,
            ["creator"] = channel.Creator,
            ["created"] = channel.Created,
            ["topic"] = new JsonObject { ["value"] = channel.Topic, ["creator"] = "", ["last_set"] = 0 },
            ["purpose"] = new JsonObject { ["value"] = channel.Purpose, ["creator"] = "", ["last_set"] = 0 },
            ["previous_names"] = Json.Strings(channel.PreviousNames),
            ["context_team_id"] = call.Workspace.App.TeamId,
        };
        if (withCount)
            json["num_members"] = channel.Members.Count;
        return json;
    }
}
