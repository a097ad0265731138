using System.Text.Json;
using System.Text.Json.Nodes;

namespace IncidentBot.SlackEmulator;

/// <summary>
/// A user's actions in the workspace, sent to the bot as Slack would send them. Actions that wait for a response require a connected bot.
/// </summary>
public sealed partial class SlackPerson
{
    private readonly SlackWorkspace _workspace;

    internal SlackPerson(SlackWorkspace workspace, string id) => (_workspace, Id) = (workspace, id);

    /// <summary>The user's ID.</summary>
    public string Id { get; }

    private IBotConnection Bot =>
        _workspace.Bot ?? throw new InvalidOperationException("The emulator is not connected to a bot yet: call ConnectTo or ConnectBySocket first.");

    /// <summary>Types a slash command. Names after @ and # become mentions, as Slack does for apps that request it.</summary>
    /// <param name="command">The command with its slash, such as <c>/incident</c>.</param>
    /// <param name="text">The text after the command.</param>
    /// <param name="channel">The channel's name or ID.</param>
    /// <param name="cancellationToken">Cancels the wait for the bot.</param>
    public async Task<CommandAnswer> CommandAsync(string command, string text, string channel, CancellationToken cancellationToken = default)
    {
        var place = Place(channel);
        var answer = await Bot.SendCommandAsync(CommandFields(command, text, place), cancellationToken);
        if (answer.Failure is not null || !answer.IsSuccess)
            return Failed(answer.Status, answer.Failure ?? BotAnswer.NotDispatched);
        if (answer.Body.Length == 0)
            return new CommandAnswer(answer.Status, "ephemeral", "", Blocks: null, Failure: null, []);
        if (answer.ContentType != "application/json")
            return Show(answer.Status, place, "ephemeral", answer.Body, blocks: null);
        return TryParse(answer.Body) is { ValueKind: JsonValueKind.Object } body
            ? Show(answer.Status, place, body.Text("response_type") ?? "ephemeral", body.Text("text") ?? "", body.Child("blocks"))
            : Failed(answer.Status, "invalid_command_response");
    }

    /// <summary>Opens the app's Home tab; returns when the bot has received the event.</summary>
    public Task OpenHomeAsync(CancellationToken cancellationToken = default)
    {
        var told = new JsonObject { ["type"] = "app_home_opened", ["user"] = Id, ["channel"] = _workspace.Direct(Id).Id, ["tab"] = "home" };
        if (_workspace.Home(Id) is { } home)
            told["view"] = ViewJson.View(_workspace, home);
        return ToldAsync(() => _workspace.Tell(told, channel: null, Id), cancellationToken);
    }

    /// <summary>Uses a global shortcut of the app.</summary>
    public Task<InteractionAnswer> GlobalShortcutAsync(string callbackId, CancellationToken cancellationToken = default)
    {
        var payload = InteractionPayload.Common(_workspace, "shortcut", Id);
        payload["callback_id"] = callbackId;
        payload["action_ts"] = Timestamp();
        payload["trigger_id"] = Trigger(fromView: null);
        return InteractAsync(payload, cancellationToken);
    }

    /// <summary>Uses a message shortcut of the app on a message.</summary>
    public Task<InteractionAnswer> MessageShortcutAsync(string callbackId, string channel, string ts, CancellationToken cancellationToken = default)
    {
        var place = Place(channel);
        var message = place.Find(ts) ?? throw new ArgumentException($"There is no message {ts} in {place.Name}.", nameof(ts));
        var payload = InteractionPayload.Common(_workspace, "message_action", Id);
        payload["callback_id"] = callbackId;
        payload["action_ts"] = Timestamp();
        payload["trigger_id"] = Trigger(fromView: null);
        payload["message_ts"] = ts;
        payload["response_url"] = ResponseUrl(place.Id, source: null);
        payload["channel"] = InteractionPayload.Channel(_workspace, place.Id);
        payload["message"] = MessageJson.Message(_workspace, message);
        return InteractAsync(payload, cancellationToken);
    }

    private async Task<InteractionAnswer> InteractAsync(JsonObject payload, CancellationToken cancellationToken)
    {
        var answer = await Bot.SendInteractionAsync(payload, cancellationToken);
        if (answer.Failure is not null || answer.Status != 200)
            return new InteractionAnswer(answer.Status, answer.Failure ?? $"http_{answer.Status}");
        return new InteractionAnswer(answer.Status, answer.Body.Length == 0 ? null : "the answer must be empty");
    }

    private Dictionary<string, string> CommandFields(string command, string text, SlackChannel place) => new()
    {
        ["token"] = "deprecated",
        ["team_id"] = _workspace.App.TeamId,
        ["team_domain"] = _workspace.App.TeamDomain,
        ["channel_id"] = place.Id,
        ["channel_name"] = place.DirectWith is not null ? "directmessage" : place.IsPrivate ? "privategroup" : place.Name,
        ["user_id"] = Id,
        ["user_name"] = _workspace.User(Id).Name,
        ["command"] = command,
        ["text"] = TypedText.ForCommand(_workspace, text),
        ["api_app_id"] = _workspace.App.AppId,
        ["is_enterprise_install"] = "false",
        ["response_url"] = ResponseUrl(place.Id, source: null),
        ["trigger_id"] = Trigger(fromView: null),
    };

    private CommandAnswer Show(int status, SlackChannel place, string responseType, string text, JsonElement? blocks)
    {
        try
        {
            var content = new MessageContent(text, MessageContent.Checked(_workspace, blocks), Attachments: null, Metadata: null);
            var message = BotMessage.Draft(_workspace, place.Id, content);
            if (responseType == "in_channel" && !content.IsEmpty)
                _workspace.Post(message);
            else if (!content.IsEmpty)
                _workspace.PostEphemeral(message, Id);
            return new CommandAnswer(status, responseType, text, content.Blocks, Failure: null, []);
        }
        catch (RefusedException refused)
        {
            return Failed(status, "invalid_command_response") with { Problems = [refused.Answer().ToJsonString(Json.Options)] };
        }
    }

    private static CommandAnswer Failed(int status, string failure) => new(status, "ephemeral", "", Blocks: null, failure, []);

    /// <summary>A channel that the user is in, or a public one that they view.</summary>
    private SlackChannel Place(string nameOrId)
    {
        var channel = _workspace.Channel(nameOrId);
        return channel.IsPrivate && !channel.Members.Contains(Id)
            ? throw new InvalidOperationException($"{_workspace.User(Id).Name} cannot see {channel.Name}: it is private.")
            : channel;
    }

    private string Trigger(string? fromView) => _workspace.Change(() => _workspace.Triggers.Issue(Id, fromView));

    private string Timestamp() => _workspace.Change(_workspace.Timestamps.Next);

    private string ResponseUrl(string channel, SlackMessage? source) =>
        Bot.ResponseUrl(_workspace.Change(() => _workspace.ResponseUrls.Issue(channel, Id, source)));

    private static JsonElement? TryParse(string json)
    {
        try
        {
            return JsonElement.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
