using System.Text.Json.Nodes;

namespace IncidentBot.SlackEmulator;

/// <summary>Pins in the format of the Web API and events.</summary>
internal static class PinJson
{
    public static JsonObject Item(SlackWorkspace workspace, SlackChannel channel, SlackPin pin)
    {
        var message = channel.Find(pin.Ts) is { } pinned ? MessageJson.Message(workspace, pinned) : [];
        message["pinned_to"] = Json.Strings([channel.Id]);
        message["permalink"] = MessageJson.Permalink(workspace, channel.Id, pin.Ts);
        return new JsonObject { ["type"] = "message", ["created"] = pin.At, ["created_by"] = pin.By, ["channel"] = channel.Id, ["message"] = message };
    }

    public static JsonObject Added(SlackWorkspace workspace, SlackChannel channel, SlackPin pin) => Event("pin_added", workspace, channel, pin, pin.By);

    public static JsonObject Removed(SlackWorkspace workspace, SlackChannel channel, SlackPin pin, string by)
    {
        var json = Event("pin_removed", workspace, channel, pin, by);
        json["has_pins"] = !channel.Pins.IsEmpty;
        return json;
    }

    private static JsonObject Event(string type, SlackWorkspace workspace, SlackChannel channel, SlackPin pin, string by) => new()
    {
        ["type"] = type,
        ["user"] = by,
        ["channel_id"] = channel.Id,
        ["item"] = Item(workspace, channel, pin),
        ["item_user"] = channel.Find(pin.Ts)?.User,
        ["pin_count"] = channel.Pins.Count,
        ["pinned_info"] = new JsonObject { ["channel"] = channel.Id, ["pinned_by"] = pin.By, ["pinned_ts"] = pin.At },
    };
}
