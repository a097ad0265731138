using System.Text.Json;

namespace IncidentBot.Slack.BlockKit;

/// <summary>A labelled field of a form.</summary>
public sealed record InputBlock : Block
{
    /// <param name="label">1 to 2000 characters.</param>
    /// <param name="element">The field.</param>
    /// <param name="blockId">The field's name in the view's state and in errors; see <see cref="Block.BlockId"/>.</param>
    /// <param name="hint">The hint below the field, at most 2000 characters.</param>
    /// <param name="optional">Whether it may stay empty.</param>
    /// <param name="dispatchAction">Whether each change is sent at once.</param>
    public InputBlock(
        string label, IInputElement element, string? blockId = null, string? hint = null, bool optional = false, bool dispatchAction = false)
        : base(blockId)
    {
        Label = Limit.Required(label, 2000, "An input's label");
        Hint = Limit.Optional(hint, 2000, "An input's hint");
        (Element, Optional, DispatchAction) = (element, optional, dispatchAction);
    }

    /// <summary>The label of the field.</summary>
    public string Label { get; }

    /// <summary>The field.</summary>
    public IInputElement Element { get; }

    /// <summary>The hint below the field.</summary>
    public string? Hint { get; }

    /// <summary>Whether it may stay empty.</summary>
    public bool Optional { get; }

    /// <summary>Whether each change is sent at once.</summary>
    public bool DispatchAction { get; }

    private protected override string Type => "input";

    internal override int TextLength => Label.Length + (Hint?.Length ?? 0);

    private protected override void WriteMembers(Utf8JsonWriter writer)
    {
        writer.PlainText("label", Label);
        writer.WritePropertyName("element");
        Element.Write(writer);
        writer.PlainText("hint", Hint);
        writer.Flag("optional", Optional);
        writer.Flag("dispatch_action", DispatchAction);
    }
}
