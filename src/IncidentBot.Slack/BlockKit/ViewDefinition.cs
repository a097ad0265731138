using System.Text.Json;

namespace IncidentBot.Slack.BlockKit;

/// <summary>A view to open or publish: at most 100 blocks and 250,000 bytes of JSON.</summary>
public abstract record ViewDefinition
{
    private const int MaxBytes = 250_000;

    private protected ViewDefinition(IReadOnlyList<Block> blocks, string? callbackId, string? privateMetadata)
    {
        Blocks = Limit.Count(blocks, 0, 100, "Blocks of a view");
        Limit.Unique(Blocks.Select(block => block.BlockId), "A block_id in its view");
        CallbackId = Limit.Optional(callbackId, 255, "A view's callback_id");
        PrivateMetadata = privateMetadata is { Length: > 0 } ? Limit.Within(privateMetadata, 3000, "A view's private_metadata") : null;
    }

    /// <summary>The content of the view.</summary>
    public IReadOnlyList<Block> Blocks { get; }

    /// <summary>The kind of view, returned with each interaction.</summary>
    public string? CallbackId { get; }

    /// <summary>Returned with each interaction through the user's client: never store a secret or a permission in it.</summary>
    public string? PrivateMetadata { get; }

    internal abstract void WriteMembers(Utf8JsonWriter writer);

    /// <summary>The view as Slack's JSON.</summary>
    public string ToJson() => SlackJson.Text(WriteMembers);

    private protected void WriteCommon(Utf8JsonWriter writer, string type)
    {
        writer.WriteString("type", type);
        writer.Text("callback_id", CallbackId);
        writer.Text("private_metadata", PrivateMetadata);
        writer.WriteStartArray("blocks");
        foreach (var block in Blocks)
            block.Write(writer);
        writer.WriteEndArray();
    }

    private protected void MustFit()
    {
        if (SlackJson.Bytes(WriteMembers).Length is > MaxBytes and var bytes)
            throw new ArgumentException($"A view is limited to {MaxBytes} bytes and has {bytes}.");
    }
}

/// <summary>A modal.</summary>
public sealed record ModalViewDefinition : ViewDefinition
{
    /// <param name="title">1 to 24 characters.</param>
    /// <param name="blocks">At most 100, with block IDs that differ.</param>
    /// <param name="callbackId">At most 255 characters.</param>
    /// <param name="submit">The label of the submit button, at most 24 characters; required when there is an input.</param>
    /// <param name="close">The label of the cancel button, at most 24 characters.</param>
    /// <param name="privateMetadata">At most 3000 characters.</param>
    /// <param name="notifyOnClose">Whether Slack sends an interaction when the modal is dismissed.</param>
    /// <param name="clearOnClose">Whether dismissing it dismisses the whole stack.</param>
    public ModalViewDefinition(
        string title,
        IReadOnlyList<Block> blocks,
        string? callbackId = null,
        string? submit = null,
        string? close = null,
        string? privateMetadata = null,
        bool notifyOnClose = false,
        bool clearOnClose = false)
        : base(blocks, callbackId, privateMetadata)
    {
        Title = Limit.Required(title, 24, "A modal's title");
        Submit = Limit.Optional(submit, 24, "A modal's submit button");
        Close = Limit.Optional(close, 24, "A modal's close button");
        if (submit is null && Blocks.Any(block => block is InputBlock))
            throw new ArgumentException("A modal with an input needs a submit button.", nameof(submit));

        (NotifyOnClose, ClearOnClose) = (notifyOnClose, clearOnClose);
        MustFit();
    }

    /// <summary>The heading.</summary>
    public string Title { get; }

    /// <summary>The label of the submit button; null for none.</summary>
    public string? Submit { get; }

    /// <summary>The label of the cancel button; null for Slack's default.</summary>
    public string? Close { get; }

    /// <summary>Whether Slack sends an interaction when the modal is dismissed.</summary>
    public bool NotifyOnClose { get; }

    /// <summary>Whether dismissing it dismisses the whole stack.</summary>
    public bool ClearOnClose { get; }

    internal override void WriteMembers(Utf8JsonWriter writer)
    {
        WriteCommon(writer, "modal");
        writer.PlainText("title", Title);
        writer.PlainText("submit", Submit);
        writer.PlainText("close", Close);
        writer.Flag("notify_on_close", NotifyOnClose);
        writer.Flag("clear_on_close", ClearOnClose);
    }
}

/// <summary>A person's App Home.</summary>
public sealed record HomeViewDefinition : ViewDefinition
{
    /// <param name="blocks">At most 100, with block IDs that differ.</param>
    /// <param name="callbackId">At most 255 characters.</param>
    /// <param name="privateMetadata">At most 3000 characters.</param>
    public HomeViewDefinition(IReadOnlyList<Block> blocks, string? callbackId = null, string? privateMetadata = null)
        : base(blocks, callbackId, privateMetadata) => MustFit();

    internal override void WriteMembers(Utf8JsonWriter writer) => WriteCommon(writer, "home");
}
