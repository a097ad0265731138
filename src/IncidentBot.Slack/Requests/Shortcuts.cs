using System.Text.Json;

namespace IncidentBot.Slack.Requests;

/// <summary>A global shortcut. It has no channel; the app can only open a view or write to the user.</summary>
/// <param name="CallbackId">The shortcut's callback ID in the manifest.</param>
/// <param name="TriggerId">Allows one view to be opened within three seconds.</param>
/// <param name="ActionTs">Distinguishes two uses.</param>
public sealed record GlobalShortcut(string CallbackId, string TriggerId, string ActionTs) : InteractionRequest
{
    internal static GlobalShortcut? Read(JsonElement json, string userId) =>
        json.Filled("callback_id") is { } callbackId
            ? new GlobalShortcut(callbackId, json.Text("trigger_id") ?? "", json.Text("action_ts") ?? "") { UserId = userId }
            : null;
}

/// <summary>A shortcut from a message's menu.</summary>
/// <param name="CallbackId">The shortcut's callback ID in the manifest.</param>
/// <param name="TriggerId">Allows one view to be opened within three seconds.</param>
/// <param name="ChannelId">The message's channel; the bot may not be a member.</param>
/// <param name="Message">The message.</param>
/// <param name="ResponseUrl">Accepts responses for 30 minutes; cannot reply in a thread.</param>
/// <param name="ActionTs">Distinguishes two uses.</param>
public sealed record MessageShortcut(
    string CallbackId, string TriggerId, string ChannelId, ShortcutMessage Message, string ResponseUrl, string ActionTs) : InteractionRequest
{
    internal static MessageShortcut? Read(JsonElement json, string userId)
    {
        if (json.Filled("callback_id") is not { } callbackId
            || json.Child("channel")?.Filled("id") is not { } channelId
            || json.Child("message") is not { } message
            || (message.Filled("ts") ?? json.Filled("message_ts")) is not { } ts)
            return null;

        return new MessageShortcut(
            callbackId,
            json.Text("trigger_id") ?? "",
            channelId,
            new ShortcutMessage(ts, message.Filled("user"), message.Text("text") ?? "", message.Filled("thread_ts")),
            json.Text("response_url") ?? "",
            json.Text("action_ts") ?? "") { UserId = userId };
    }
}

/// <summary>The message that a shortcut was used on.</summary>
/// <param name="Ts">Its ID in its channel.</param>
/// <param name="UserId">Its author; null for some apps' messages.</param>
/// <param name="Text">Its text, escaped.</param>
/// <param name="ThreadTs">The parent of its thread, or itself when it has replies; null otherwise.</param>
public sealed record ShortcutMessage(string Ts, string? UserId, string Text, string? ThreadTs);
