using System.Text.Json;
using IncidentBot.Slack.BlockKit;

namespace IncidentBot.Slack.Requests;

/// <summary>The response to a submitted modal. For any other body Slack shows the user an error.</summary>
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

    /// <summary>Closes the submitted view and returns to the previous one.</summary>
    public static ViewSubmissionResponse Null { get; } = new(null);

    /// <summary>Closes all views of the stack.</summary>
    public static ViewSubmissionResponse Clear { get; } = new("clear");

    /// <summary>Keeps the view open and marks fields as invalid.</summary>
    /// <param name="errors">The errors by the block IDs of this view's inputs; Slack rejects the response for any other key.</param>
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

    /// <summary>Adds a view on top; a stack has three at most.</summary>
    public static ViewSubmissionResponse Push(ModalViewDefinition view) =>
        new("push", writer => writer.Object("view", view.WriteMembers));

    /// <summary>The response body; null for an empty one.</summary>
    public string? ToJson() => _writeMembers is null ? null : SlackJson.Text(_writeMembers);
}

/// <summary>The visibility of the response to a slash command.</summary>
public enum ResponseType
{
    /// <summary>The user who typed the command.</summary>
    Ephemeral,

    /// <summary>All members of the channel, together with the typed command.</summary>
    InChannel,
}

/// <summary>The response to a slash command; error texts are responses too.</summary>
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

    /// <summary>The response body; null for an empty one.</summary>
    public string? ToJson() => _message is null
        ? null
        : SlackJson.Text(writer =>
        {
            writer.WriteString("response_type", _type == ResponseType.InChannel ? "in_channel" : "ephemeral");
            writer.WriteString("text", _message.Text);
            writer.List("blocks", _message.Blocks, block => block.Write(writer));
        });
}

/// <summary>The response to a request for options: 0 to 100 options.</summary>
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

    /// <summary>The response body.</summary>
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
