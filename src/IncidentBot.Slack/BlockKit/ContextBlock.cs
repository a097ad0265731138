using System.Text.Json;

namespace IncidentBot.Slack.BlockKit;

/// <summary>1 to 10 small texts in a row.</summary>
public sealed record ContextBlock : Block
{
    /// <param name="elements">1 to 10 texts.</param>
    /// <param name="blockId">See <see cref="Block.BlockId"/>.</param>
    public ContextBlock(IReadOnlyList<TextObject> elements, string? blockId = null)
        : base(blockId) => Elements = Limit.Count(elements, 1, 10, "Elements of a context");

    /// <summary>One small text.</summary>
    public ContextBlock(TextObject element, string? blockId = null)
        : this([element], blockId)
    {
    }

    /// <summary>The texts.</summary>
    public IReadOnlyList<TextObject> Elements { get; }

    private protected override string Type => "context";

    internal override int TextLength => Elements.Sum(element => element.Text.Length);

    private protected override void WriteMembers(Utf8JsonWriter writer) => writer.List("elements", Elements, writer.Value);
}
