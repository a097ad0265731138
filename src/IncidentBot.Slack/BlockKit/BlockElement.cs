using System.Text.Json;

namespace IncidentBot.Slack.BlockKit;

/// <summary>An interactive element. Its interfaces determine the blocks that may contain it.</summary>
public interface IBlockElement
{
    /// <summary>The action ID, which is returned with each use. At most 255 characters, unique in its block.</summary>
    string ActionId { get; }

    internal void Write(Utf8JsonWriter writer);
}

/// <summary>An element that may be the accessory of a <see cref="SectionBlock"/>.</summary>
public interface ISectionAccessory : IBlockElement;

/// <summary>An element of an <see cref="ActionsBlock"/>.</summary>
public interface IActionElement : IBlockElement;

/// <summary>An element of an <see cref="InputBlock"/>.</summary>
public interface IInputElement : IBlockElement;

/// <summary>The common part of all interactive elements.</summary>
public abstract record BlockElement : IBlockElement
{
    private protected BlockElement(string actionId, ConfirmationDialog? confirm = null)
    {
        ActionId = Limit.Required(actionId, 255, "An action_id");
        Confirm = confirm;
    }

    /// <inheritdoc/>
    public string ActionId { get; }

    /// <summary>A confirmation before the action; null for none.</summary>
    public ConfirmationDialog? Confirm { get; }

    /// <summary>Slack's type of the element.</summary>
    private protected abstract string Type { get; }

    private protected abstract void WriteMembers(Utf8JsonWriter writer);

    void IBlockElement.Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", Type);
        writer.WriteString("action_id", ActionId);
        WriteMembers(writer);
        if (Confirm is { } confirm)
            writer.Object("confirm", confirm.WriteMembers);
        writer.WriteEndObject();
    }

    private protected static string? Placeholder(string? placeholder) => Limit.Optional(placeholder, 150, "A placeholder");
}
