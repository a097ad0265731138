using IncidentBot.Slack.BlockKit;

namespace IncidentBot.Slack.WebApi;

public sealed partial class SlackApiClient
{
    /// <summary>
    /// Posts a message. Slack has no idempotency key: after <see cref="SlackOutcome{T}.Ambiguous"/> look for the message before a retry.
    /// </summary>
    /// <param name="channel">A channel's ID, or a user's ID for a direct message.</param>
    /// <param name="message">The message.</param>
    /// <param name="threadTs">The parent message of the thread; null posts to the channel itself.</param>
    /// <param name="cancellationToken">Cancels the wait; the message may still appear.</param>
    public Task<SlackOutcome<PostMessageResponse>> PostMessageAsync(
        string channel, Message message, string? threadTs, CancellationToken cancellationToken) =>
        CallAsync(
            SlackCall.Json("chat.postMessage", channel, writer =>
            {
                writer.WriteString("channel", channel);
                writer.Text("thread_ts", threadTs);
                message.WriteMembers(writer);
            }),
            PostMessageResponse.Read,
            cancellationToken);

    /// <summary>Replaces one of the app's own messages; its old blocks are removed even when the new message has none.</summary>
    public Task<SlackOutcome<PostMessageResponse>> UpdateMessageAsync(
        string channel, string ts, Message message, CancellationToken cancellationToken) =>
        CallAsync(
            SlackCall.Json("chat.update", channel, writer =>
            {
                writer.WriteString("channel", channel);
                writer.WriteString("ts", ts);
                message.WriteContent(writer);
            }),
            PostMessageResponse.Read,
            cancellationToken);

    /// <summary>Shows a message to one member of a channel until their client reloads; Slack does not guarantee delivery.</summary>
    public Task<SlackOutcome<Nothing>> PostEphemeralAsync(
        string channel, string user, Message message, string? threadTs, CancellationToken cancellationToken) =>
        CallAsync(
            SlackCall.Json("chat.postEphemeral", channel, writer =>
            {
                writer.WriteString("channel", channel);
                writer.WriteString("user", user);
                writer.Text("thread_ts", threadTs);
                writer.WriteString("text", message.Text);
                writer.List("blocks", message.Blocks, block => block.Write(writer));
            }),
            cancellationToken);

    /// <summary>Deletes one of the app's own messages; a message that is already deleted is a success.</summary>
    public Task<SlackOutcome<Nothing>> DeleteMessageAsync(string channel, string ts, CancellationToken cancellationToken) =>
        CallAsync(
            SlackCall.Json("chat.delete", channel, writer =>
            {
                writer.WriteString("channel", channel);
                writer.WriteString("ts", ts);
            }),
            cancellationToken);

    /// <summary>The permalink of a message.</summary>
    public Task<SlackOutcome<string>> GetPermalinkAsync(string channel, string ts, CancellationToken cancellationToken) =>
        CallAsync(
            SlackCall.Form("chat.getPermalink", ("channel", channel), ("message_ts", ts)), json => json.Filled("permalink"), cancellationToken);

    /// <summary>Pins a message; a message that is already pinned is a success.</summary>
    public Task<SlackOutcome<Nothing>> AddPinAsync(string channel, string ts, CancellationToken cancellationToken) =>
        CallAsync(
            SlackCall.Json("pins.add", channel, writer =>
            {
                writer.WriteString("channel", channel);
                writer.WriteString("timestamp", ts);
            }),
            cancellationToken);

    /// <summary>Reacts to a message with an emoji, named without colons; an existing reaction is a success.</summary>
    public Task<SlackOutcome<Nothing>> AddReactionAsync(string channel, string ts, string name, CancellationToken cancellationToken) =>
        CallAsync(
            SlackCall.Json("reactions.add", channel, writer =>
            {
                writer.WriteString("channel", channel);
                writer.WriteString("timestamp", ts);
                writer.WriteString("name", name);
            }),
            cancellationToken);
}
