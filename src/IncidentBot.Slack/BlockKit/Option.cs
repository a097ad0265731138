using System.Text.Json;

namespace IncidentBot.Slack.BlockKit;

/// <summary>One choice of a menu, radio buttons or checkboxes.</summary>
public sealed record Option
{
    /// <param name="text">The label, at most 75 characters.</param>
    /// <param name="value">The value in the interaction, at most 150 characters; unique in its menu.</param>
    /// <param name="description">A second line, at most 75 characters.</param>
    public Option(string text, string value, string? description = null)
    {
        Text = Limit.Required(text, 75, "An option's text");
        Value = Limit.Required(value, 150, "An option's value");
        Description = Limit.Optional(description, 75, "An option's description");
    }

    /// <summary>The label.</summary>
    public string Text { get; }

    /// <summary>The value in the interaction.</summary>
    public string Value { get; }

    /// <summary>A second line.</summary>
    public string? Description { get; }

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteMembers(writer);
        writer.WriteEndObject();
    }

    internal void WriteMembers(Utf8JsonWriter writer)
    {
        writer.PlainText("text", Text);
        writer.WriteString("value", Value);
        writer.PlainText("description", Description);
    }
}

/// <summary>Choices under a common label.</summary>
public sealed record OptionGroup
{
    /// <param name="label">At most 75 characters.</param>
    /// <param name="options">1 to 100.</param>
    public OptionGroup(string label, IReadOnlyList<Option> options)
    {
        Label = Limit.Required(label, 75, "An option group's label");
        Options = Limit.Count(options, 1, 100, "Options of a group");
    }

    /// <summary>The common label.</summary>
    public string Label { get; }

    /// <summary>The choices.</summary>
    public IReadOnlyList<Option> Options { get; }

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.PlainText("label", Label);
        writer.List("options", Options, option => option.Write(writer));
        writer.WriteEndObject();
    }
}
