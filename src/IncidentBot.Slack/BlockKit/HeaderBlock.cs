using System.Text.Json;

namespace IncidentBot.Slack.BlockKit;

/// <summary>A heading of plain text, at most 150 characters.</summary>
public sealed record HeaderBlock : Block
{
    /// <param name="text">1 to 150 characters, not escaped.</param>
    /// <param name="blockId">See <see cref="Block.BlockId"/>.</param>
    public HeaderBlock(string text, string? blockId = null)
        : base(blockId) => Text = Limit.Required(text, 150, "A header");

    /// <summary>The heading.</summary>
    public string Text { get; }

    private protected override string Type => "header";

    internal override int TextLength => Text.Length;

    private protected override void WriteMembers(Utf8JsonWriter writer) => writer.PlainText("text", Text);
}
