using System.Text.Json.Nodes;

namespace IncidentBot.SlackEmulator;

public sealed partial class SlackWorkspace
{
    /// <summary>
    /// Sends an event to the app if it may receive it. From public channels it receives renames and archiving; for all else its bot must be a member.
    /// </summary>
    internal void Tell(JsonObject inner, SlackChannel? channel, string by)
    {
        var type = (string)inner["type"]!;
        var isMember = channel?.Members.Contains(App.BotUserId) ?? true;
        if (!isMember && !type.StartsWith("channel_", StringComparison.Ordinal))
            return;
        inner["event_ts"] ??= inner["ts"]?.DeepClone() ?? Timestamps.Next();
        if (type is "message" or "app_mention" or "member_joined_channel" or "member_left_channel" && inner["subtype"] is null)
            inner["team"] = App.TeamId;
        Happenings?.Invoke(new SlackEvent(Timestamps.NextId("Ev"), inner, IsOwn: by == App.BotUserId));
    }
}
