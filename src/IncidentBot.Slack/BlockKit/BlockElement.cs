using System.Text.Json;

namespace IncidentBot.Slack.BlockKit;

/// <summary>An interactive element. Where it may stand is told by the interfaces it implements.</summary>
public interface IBlockElement
{
    /// <summary>What we named it; comes back when it is used. At most 255 characters, unique in its block.</summary>
    string ActionId { get; }

    internal void Write(Utf8JsonWriter writer);
}

/// <summary>May stand beside the text of a <see cref="SectionBlock"/>.</summary>
public interface ISectionAccessory : IBlockElement;

/// <summary>May stand in an <see cref="ActionsBlock"/>.</summary>
public interface IActionElement : IBlockElement;

/// <summary>May stand in an <see cref="InputBlock"/>.</summary>
public interface IInputElement : IBlockElement;

/// <summary>What all interactive elements have in common.</summary>
public abstract record BlockElement : IBlockElement
{
    private protected BlockElement(string actionId, ConfirmationDialog? confirm = null)
    {
        ActionId = Limit.Required(actionId, 255, "An action_id");
        Confirm = confirm;
    }

    /// <inheritdoc/>
    public string ActionId { get; }

    /// <summary>Asked before the element acts; null for at once.</summary>
    public ConfirmationDialog? Confirm { get; }

    /// <summary>Slack's name of the element.</summary>
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
