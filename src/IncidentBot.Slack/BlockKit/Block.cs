using System.Text.Json;

namespace IncidentBot.Slack.BlockKit;

/// <summary>A block of a message or view.</summary>
public abstract record Block
{
    private protected Block(string? blockId) => BlockId = Limit.Optional(blockId, 255, "A block_id");

    /// <summary>
    /// The block's name, unique in its message or view. A view update with a new ID discards the values entered so far. Null lets Slack generate one.
    /// </summary>
    public string? BlockId { get; }

    private protected abstract string Type { get; }

    /// <summary>The number of characters that the block shows, for the limit of a whole message.</summary>
    internal virtual int TextLength => 0;

    private protected virtual void WriteMembers(Utf8JsonWriter writer)
    {
    }

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", Type);
        writer.Text("block_id", BlockId);
        WriteMembers(writer);
        writer.WriteEndObject();
    }
}

/// <summary>A horizontal line.</summary>
public sealed record DividerBlock(string? BlockId = null) : Block(BlockId)
{
    private protected override string Type => "divider";
}
