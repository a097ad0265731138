using IncidentBot.Slack.BlockKit;

namespace IncidentBot.Slack.WebApi;

public sealed partial class SlackApiClient
{
    /// <summary>Posts a message. Slack has no key against doubles: after <see cref="SlackOutcome{T}.Ambiguous"/> look for it first.</summary>
    /// <param name="channel">A channel's ID, or a person's to write to them.</param>
    /// <param name="message">The message.</param>
    /// <param name="threadTs">The parent to reply to; null for the channel itself.</param>
    /// <param name="cancellationToken">Gives up waiting; the message may still appear.</param>
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

    /// <summary>Replaces one of our own messages; its old blocks go even when the new one has none.</summary>
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

    /// <summary>Shows a message to one member of a channel, until they reload; delivery is not guaranteed.</summary>
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

    /// <summary>Deletes one of our own messages; one that is gone already counts as done.</summary>
    public Task<SlackOutcome<Nothing>> DeleteMessageAsync(string channel, string ts, CancellationToken cancellationToken) =>
        CallAsync(
            SlackCall.Json("chat.delete", channel, writer =>
            {
                writer.WriteString("channel", channel);
                writer.WriteString("ts", ts);
            }),
            cancellationToken);

    /// <summary>A message's address.</summary>
    public Task<SlackOutcome<string>> GetPermalinkAsync(string channel, string ts, CancellationToken cancellationToken) =>
        CallAsync(
            SlackCall.Form("chat.getPermalink", ("channel", channel), ("message_ts", ts)), json => json.Filled("permalink"), cancellationToken);

    /// <summary>Pins a message; one that is pinned already counts as done.</summary>
    public Task<SlackOutcome<Nothing>> AddPinAsync(string channel, string ts, CancellationToken cancellationToken) =>
        CallAsync(
            SlackCall.Json("pins.add", channel, writer =>
            {
                writer.WriteString("channel", channel);
                writer.WriteString("timestamp", ts);
            }),
            cancellationToken);

    /// <summary>Reacts to a message with an emoji, named without colons; one that is there already counts as done.</summary>
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
