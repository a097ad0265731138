using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IncidentBot.SlackEmulator;

/// <summary>Views and their entered values in the format of responses and interaction payloads.</summary>
internal static class ViewJson
{
    public static JsonObject View(SlackWorkspace workspace, SlackView view, bool withState = true) => new()
    {
        ["id"] = view.Id,
        ["team_id"] = workspace.App.TeamId,
        ["type"] = view.Type,
        ["blocks"] = Json.Node(view.Blocks),
        ["private_metadata"] = view.PrivateMetadata,
        ["callback_id"] = view.CallbackId,
        ["state"] = new JsonObject { ["values"] = withState ? Values(view.State) : new JsonObject() },
        ["hash"] = view.Hash,
        ["title"] = Json.Node(view.Definition.Child("title")),
        ["clear_on_close"] = view.Definition.Flag("clear_on_close"),
        ["notify_on_close"] = view.Definition.Flag("notify_on_close"),
        ["close"] = Json.Node(view.Definition.Child("close")),
        ["submit"] = Json.Node(view.Definition.Child("submit")),
        ["previous_view_id"] = view.PreviousId,
        ["root_view_id"] = view.RootId,
        ["app_id"] = workspace.App.AppId,
        ["external_id"] = view.ExternalId,
        ["app_installed_team_id"] = workspace.App.TeamId,
        ["bot_id"] = workspace.App.BotId,
    };

    public static JsonObject Values(ImmutableDictionary<(string Block, string Action), JsonElement> state)
    {
        var values = new JsonObject();
        foreach (var block in state.GroupBy(entry => entry.Key.Block))
        {
            var actions = new JsonObject();
            foreach (var (key, value) in block)
                actions[key.Action] = Json.Node(value);
            values[block.Key] = actions;
        }

        return values;
    }
}
