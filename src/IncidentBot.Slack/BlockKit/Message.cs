using System.Text.Json;

namespace IncidentBot.Slack.BlockKit;

/// <summary>A message: its text is what notifications and screen readers say, its blocks are what is seen.</summary>
public sealed record Message
{
    /// <summary>The most characters of a message's text; above it an update is refused.</summary>
    public const int MaxTextLength = 4000;

    /// <summary>The most characters over all blocks; Slack refuses messages at about a tenth more.</summary>
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

    /// <summary>What notifications and screen readers say, and what is seen when there are no blocks.</summary>
    public string Text { get; }

    /// <summary>What is seen.</summary>
    public IReadOnlyList<Block> Blocks { get; }

    /// <summary>Data only apps see, to find our own message again; not on ephemeral ones.</summary>
    public MessageMetadata? Metadata { get; init; }

    /// <summary>Whether links to pages grow a preview.</summary>
    public bool UnfurlLinks { get; init; }

    /// <summary>Whether links to media grow a preview.</summary>
    public bool UnfurlMedia { get; init; }

    /// <summary>Whether a reply in a thread is also shown in the channel.</summary>
    public bool ReplyBroadcast { get; init; }

    /// <summary>The message's own members as Slack's JSON, without channel or thread.</summary>
    public string ToJson() => SlackJson.Text(WriteMembers);

    internal void WriteMembers(Utf8JsonWriter writer)
    {
        WriteContent(writer);
        writer.WriteBoolean("unfurl_links", UnfurlLinks);
        writer.WriteBoolean("unfurl_media", UnfurlMedia);
        writer.Flag("reply_broadcast", ReplyBroadcast);
    }

    /// <summary>Writes what an update may change: an empty list of blocks too, so that old ones go.</summary>
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
/// <param name="EventType">Names the kind of data.</param>
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
