using System.Text.Json;

namespace IncidentBot.Slack.BlockKit;

/// <summary>Text, short texts in two columns, or both, with an optional accessory.</summary>
public sealed record SectionBlock : Block
{
    /// <param name="text">1 to 3000 characters; may be null when there are fields.</param>
    /// <param name="fields">At most 10, each at most 2000 characters.</param>
    /// <param name="accessory">The element beside the text.</param>
    /// <param name="blockId">See <see cref="Block.BlockId"/>.</param>
    /// <param name="expand">Whether long text is shown in full, without "see more".</param>
    public SectionBlock(
        TextObject? text, IReadOnlyList<TextObject>? fields = null, ISectionAccessory? accessory = null, string? blockId = null, bool expand = false)
        : base(blockId)
    {
        Text = text;
        Fields = Limit.Count(fields ?? [], text is null ? 1 : 0, 10, "Fields of a section");
        foreach (var field in Fields)
            Limit.Within(field.Text, 2000, "A field of a section", nameof(fields));
        (Accessory, Expand) = (accessory, expand);
    }

    /// <summary>The text.</summary>
    public TextObject? Text { get; }

    /// <summary>Short texts in two columns.</summary>
    public IReadOnlyList<TextObject> Fields { get; }

    /// <summary>The element beside the text.</summary>
    public ISectionAccessory? Accessory { get; }

    /// <summary>Whether long text is shown in full.</summary>
    public bool Expand { get; }

    private protected override string Type => "section";

    internal override int TextLength => (Text?.Text.Length ?? 0) + Fields.Sum(part => part.Text.Length);

    private protected override void WriteMembers(Utf8JsonWriter writer)
    {
        writer.Value("text", Text);
        writer.List("fields", Fields, writer.Value);
        if (Accessory is { } accessory)
        {
            writer.WritePropertyName("accessory");
            accessory.Write(writer);
        }

        writer.Flag("expand", Expand);
    }
}
