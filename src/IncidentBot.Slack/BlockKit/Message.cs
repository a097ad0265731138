using System.Text.Json;

namespace IncidentBot.Slack.BlockKit;

/// <summary>A message: notifications and screen readers use its text, and clients show its blocks.</summary>
public sealed record Message
{
    /// <summary>The maximum length of a message's text; Slack refuses an update above it.</summary>
    public const int MaxTextLength = 4000;

    /// <summary>The maximum number of characters over all blocks; Slack refuses messages at about a tenth more.</summary>
    public const int MaxBlocksTextLength = 12_000;

    /// <param name="text">A complete sentence in mrkdwn, 1 to 4000 characters.</param>
    /// <param name="blocks">At most 50, with block IDs that differ and at most 12,000 characters in all.</param>
    public Message(string text, IReadOnlyList<Block>? blocks = null)
    {
        Text = Limit.Required(text, MaxTextLength, "A message's text");
        Blocks = Limit.Count(blocks ?? [], 0, 50, "Blocks of a message");
        Limit.Unique(Blocks.Select(block => block.BlockId), "A block_id in its message");
        if (Blocks.Sum(block => block.TextLength) is > MaxBlocksTextLength and var total)
            throw new ArgumentException($"The blocks of a message are limited to {MaxBlocksTextLength} characters in all and have {total}.", nameof(blocks));
    }

    /// <summary>The text for notifications and screen readers; clients show it when there are no blocks.</summary>
    public string Text { get; }

    /// <summary>The visible content.</summary>
    public IReadOnlyList<Block> Blocks { get; }

    /// <summary>Data that only apps see, for finding our own message again. Ephemeral messages have none.</summary>
    public MessageMetadata? Metadata { get; init; }

    /// <summary>Whether links to pages get a preview.</summary>
    public bool UnfurlLinks { get; init; }

    /// <summary>Whether links to media get a preview.</summary>
    public bool UnfurlMedia { get; init; }

    /// <summary>Whether a reply in a thread is also shown in the channel.</summary>
    public bool ReplyBroadcast { get; init; }

    /// <summary>The message's members in Slack's JSON, without channel and thread.</summary>
    public string ToJson() => SlackJson.Text(WriteMembers);

    internal void WriteMembers(Utf8JsonWriter writer)
    {
        WriteContent(writer);
        writer.WriteBoolean("unfurl_links", UnfurlLinks);
        writer.WriteBoolean("unfurl_media", UnfurlMedia);
        writer.Flag("reply_broadcast", ReplyBroadcast);
    }

    /// <summary>Writes the members that an update may change. An empty list of blocks is written too, so that Slack removes the old ones.</summary>
    internal void WriteContent(Utf8JsonWriter writer)
    {
        writer.WriteString("text", Text);
        writer.WriteStartArray("blocks");
        foreach (var block in Blocks)
            block.Write(writer);
        writer.WriteEndArray();
        if (Metadata is { } metadata)
            writer.Object("metadata", metadata.WriteMembers);
    }
}

/// <summary>Data attached to a message that only apps see.</summary>
/// <param name="EventType">The kind of data.</param>
/// <param name="Payload">The data.</param>
public sealed record MessageMetadata(string EventType, IReadOnlyDictionary<string, string> Payload)
{
    internal void WriteMembers(Utf8JsonWriter writer)
    {
        writer.WriteString("event_type", EventType);
        writer.Object("event_payload", payload =>
        {
            foreach (var (key, value) in Payload)
                payload.WriteString(key, value);
        });
    }

    internal static MessageMetadata? Read(JsonElement? json)
    {
        if (json is not { } metadata || metadata.Filled("event_type") is not { } type)
            return null;

        var payload = new Dictionary<string, string>(StringComparer.Ordinal);
        if (metadata.Child("event_payload") is { } members)
        {
            foreach (var member in members.EnumerateObject())
            {
                if (members.Text(member.Name) is { } value)
                    payload[member.Name] = value;
            }
        }

        return new MessageMetadata(type, payload);
    }
}
