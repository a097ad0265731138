using System.Text.Json;
using IncidentBot.Slack.BlockKit;

namespace IncidentBot.Slack.Requests;

/// <summary>The answer to a submitted modal. Anything else in the body shows the person an error.</summary>
public sealed class ViewSubmissionResponse
{
    private readonly Action<Utf8JsonWriter>? _writeMembers;

    private ViewSubmissionResponse(string? action, Action<Utf8JsonWriter>? writeRest = null)
    {
        if (action is null)
            return;

        _writeMembers = writer =>
        {
            writer.WriteString("response_action", action);
            writeRest?.Invoke(writer);
        };
    }

    /// <summary>Closes the submitted view; the one below shows.</summary>
    public static ViewSubmissionResponse Null { get; } = new(null);

    /// <summary>Closes every view of the stack.</summary>
    public static ViewSubmissionResponse Clear { get; } = new("clear");

    /// <summary>Keeps the view and marks fields.</summary>
    /// <param name="errors">What is wrong, by the block ID of an input of this view; another key fails as a whole.</param>
    public static ViewSubmissionResponse Errors(IReadOnlyDictionary<string, string> errors)
    {
        if (errors.Count == 0)
            throw new ArgumentException("There must be an error.", nameof(errors));

        var copy = new Dictionary<string, string>(errors, StringComparer.Ordinal);
        return new ViewSubmissionResponse("errors", writer => writer.Object("errors", members =>
        {
            foreach (var (blockId, message) in copy)
                members.WriteString(blockId, message);
        }));
    }

    /// <summary>Replaces the submitted view.</summary>
    public static ViewSubmissionResponse Update(ModalViewDefinition view) =>
        new("update", writer => writer.Object("view", view.WriteMembers));

    /// <summary>Adds a view on top; a stack holds three.</summary>
    public static ViewSubmissionResponse Push(ModalViewDefinition view) =>
        new("push", writer => writer.Object("view", view.WriteMembers));

    /// <summary>The body to answer with; null for an empty one.</summary>
    public string? ToJson() => _writeMembers is null ? null : SlackJson.Text(_writeMembers);
}

/// <summary>Who sees the answer to a slash command.</summary>
public enum ResponseType
{
    /// <summary>The person who typed it.</summary>
    Ephemeral,

    /// <summary>Everyone in the channel, together with the typed command.</summary>
    InChannel,
}

/// <summary>The answer to a slash command; our own errors are answers too.</summary>
public sealed class SlashCommandResponse
{
    private readonly Message? _message;
    private readonly ResponseType _type;

    private SlashCommandResponse(Message? message, ResponseType type) => (_message, _type) = (message, type);

    /// <summary>Shows nothing.</summary>
    public static SlashCommandResponse Null { get; } = new(null, ResponseType.Ephemeral);

    /// <summary>Shows a message to the person who typed the command.</summary>
    public static SlashCommandResponse Ephemeral(Message message) => new(message, ResponseType.Ephemeral);

    /// <summary>Shows text in mrkdwn to the person who typed the command.</summary>
    public static SlashCommandResponse Ephemeral(string text) => Ephemeral(new Message(text));

    /// <summary>Shows a message to the channel, with the typed command.</summary>
    public static SlashCommandResponse InChannel(Message message) => new(message, ResponseType.InChannel);

    /// <summary>The body to answer with; null for an empty one.</summary>
    public string? ToJson() => _message is null
        ? null
        : SlackJson.Text(writer =>
        {
            writer.WriteString("response_type", _type == ResponseType.InChannel ? "in_channel" : "ephemeral");
            writer.WriteString("text", _message.Text);
            writer.List("blocks", _message.Blocks, block => block.Write(writer));
        });
}

/// <summary>The answer to a request for options: at most 100, possibly none.</summary>
public sealed class BlockOptionsResponse
{
    private readonly IReadOnlyList<Option> _options = [];
    private readonly IReadOnlyList<OptionGroup> _groups = [];

    /// <param name="options">At most 100.</param>
    public BlockOptionsResponse(IReadOnlyList<Option> options) =>
        _options = Limit.Count(options, 0, 100, "Options of an answer");

    /// <param name="groups">1 to 100.</param>
    public BlockOptionsResponse(IReadOnlyList<OptionGroup> groups) =>
        _groups = Limit.Count(groups, 1, 100, "Option groups of an answer");

    /// <summary>The body to answer with.</summary>
    public string ToJson() => SlackJson.Text(writer =>
    {
        if (_groups.Count > 0)
        {
            writer.List("option_groups", _groups, group => group.Write(writer));
            return;
        }

        writer.WriteStartArray("options");
        foreach (var option in _options)
            option.Write(writer);
        writer.WriteEndArray();
    });
}
