using System.Text.Json;

namespace IncidentBot.Slack.BlockKit;

/// <summary>A horizontal piece of a message or view.</summary>
public abstract record Block
{
    private protected Block(string? blockId) => BlockId = Limit.Optional(blockId, 255, "A block_id");

    /// <summary>Names the block, unique in its message or view. A new one makes an updated view forget what was entered. Null lets Slack make one up.</summary>
    public string? BlockId { get; }

    private protected abstract string Type { get; }

    /// <summary>All characters the block shows, for the bound over a whole message.</summary>
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

/// <summary>A line across.</summary>
public sealed record DividerBlock(string? BlockId = null) : Block(BlockId)
{
    private protected override string Type => "divider";
}
