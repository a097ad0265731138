using System.Text.Json;

namespace IncidentBot.Slack.Requests;

/// <summary>A shortcut picked from anywhere: it knows no channel and can be answered only by opening a view or writing to the person.</summary>
/// <param name="CallbackId">Which shortcut, as the manifest names it.</param>
/// <param name="TriggerId">Opens one view within three seconds.</param>
/// <param name="ActionTs">Tells two uses apart.</param>
public sealed record GlobalShortcut(string CallbackId, string TriggerId, string ActionTs) : InteractionRequest
{
    internal static GlobalShortcut? Read(JsonElement json, string userId) =>
        json.Filled("callback_id") is { } callbackId
            ? new GlobalShortcut(callbackId, json.Text("trigger_id") ?? "", json.Text("action_ts") ?? "") { UserId = userId }
            : null;
}

/// <summary>A shortcut picked from a message's menu.</summary>
/// <param name="CallbackId">Which shortcut, as the manifest names it.</param>
/// <param name="TriggerId">Opens one view within three seconds.</param>
/// <param name="ChannelId">The message's channel; the bot need not be in it.</param>
/// <param name="Message">The message.</param>
/// <param name="ResponseUrl">Takes answers for 30 minutes; cannot reply into a thread.</param>
/// <param name="ActionTs">Tells two uses apart.</param>
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

/// <summary>The message a shortcut was used on.</summary>
/// <param name="Ts">Its ID in its channel.</param>
/// <param name="UserId">Its author; null for some apps' messages.</param>
/// <param name="Text">Its text, escaped.</param>
/// <param name="ThreadTs">The parent of the thread it is in, or itself when it has replies; else null.</param>
public sealed record ShortcutMessage(string Ts, string? UserId, string Text, string? ThreadTs);
