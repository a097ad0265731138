using System.Text.Json.Nodes;

namespace IncidentBot.SlackEmulator;

/// <summary>pins.*.</summary>
internal static class PinMethods
{
    private const int Most = 100;

    public static readonly SlackMethod[] All =
    [
        new("pins.add", MethodTier.Tier2, Add) { AnyScopeOf = ["pins:write"], Required = ["channel", "timestamp"] },
        new("pins.remove", MethodTier.Tier2, Remove) { AnyScopeOf = ["pins:write"], Required = ["channel", "timestamp"] },
        new("pins.list", MethodTier.Tier2, List) { TakesJson = false, AnyScopeOf = ["pins:read"], Required = ["channel"] },
    ];

    private static JsonObject Add(MethodCall call)
    {
        var channel = call.Membership();
        var message = call.Message(channel, "timestamp");
        if (message.Subtype is not null)
            throw new RefusedException("not_pinnable");
        if (channel.Pins.Exists(pin => pin.Ts == message.Ts))
            throw new RefusedException("already_pinned");
        if (channel.Pins.Count >= Most)
            throw new RefusedException("too_many_pins");
        call.Workspace.Pin(channel.Id, message.Ts, call.Bot);
        return MethodCall.Ok;
    }

    private static JsonObject Remove(MethodCall call)
    {
        var channel = call.Membership();
        var message = call.Message(channel, "timestamp");
        if (!channel.Pins.Exists(pin => pin.Ts == message.Ts))
            throw new RefusedException("no_pin");
        call.Workspace.Unpin(channel.Id, message.Ts, call.Bot);
        return MethodCall.Ok;
    }

    private static JsonObject List(MethodCall call)
    {
        var channel = call.Channel();
        if (!channel.Members.Contains(call.Bot))
            throw new RefusedException("not_in_channel");
        return new JsonObject { ["ok"] = true, ["items"] = Json.Array(channel.Pins.Select(pin => PinJson.Item(call.Workspace, channel, pin))) };
    }
}
