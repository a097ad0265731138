using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IncidentBot.SlackEmulator;

/// <summary>A call in progress: its arguments, parsed as leniently as Slack does, and the caller.</summary>
internal sealed class MethodCall(SlackWorkspace workspace, SlackEmulatorOptions options, JsonObject arguments)
{
    public SlackWorkspace Workspace => workspace;

    public string Bot => workspace.App.BotUserId;

    /// <summary>The warnings of the response.</summary>
    public List<string> Warnings { get; } = [];

    public static JsonObject Ok => new() { ["ok"] = true };

    public string? Text(string name) => arguments[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        var other => other.ToJsonString(Json.Options),
    };

    public string Need(string name) => Text(name) is { Length: > 0 } text
        ? text
        : throw new RefusedException("invalid_arguments", $"[ERROR] missing required field: {name} [json-pointer:/{name}]");

    public bool Flag(string name) => Text(name) is "true" or "1";

    public int Limit(int fallback)
    {
        if (Text("limit") is not { Length: > 0 } text)
            return fallback;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is > 0 and < 1000
            ? limit
            : throw new RefusedException("invalid_limit");
    }

    /// <summary>A JSON argument: a value in a JSON body, a string of JSON in a form. Null when absent.</summary>
    public JsonElement? JsonArgument(string name, string error)
    {
        switch (arguments[name])
        {
            case null:
                return null;
            case JsonValue value when value.TryGetValue<string>(out var text):
                if (text.Length == 0)
                    return null;
                try
                {
                    return JsonElement.Parse(text);
                }
                catch (JsonException)
                {
                    throw new RefusedException(error);
                }

            case var node:
                return Json.Element(node);
        }
    }

    public void NeedScope(params string[] anyOf)
    {
        if (anyOf.Length == 0 || anyOf.Any(options.Scopes.Contains))
            return;
        throw new RefusedException("missing_scope")
        {
            Details = new JsonObject { ["needed"] = string.Join(',', anyOf.Take(1)), ["provided"] = string.Join(',', options.Scopes) },
        };
    }

    public bool HasScope(string scope) => options.Scopes.Contains(scope);

    /// <summary>The scope that manages this kind of channel.</summary>
    public void NeedManage(SlackChannel channel, params string[] orPublic)
    {
        if (channel.IsPrivate)
            NeedScope(["groups:write", .. orPublic.Select(scope => scope.Replace("channels", "groups", StringComparison.Ordinal))]);
        else
            NeedScope(["channels:manage", .. orPublic]);
    }

    /// <summary>A channel that the bot can see: a public one, or one it is a member of. Only IDs are accepted, no names.</summary>
    public SlackChannel Channel(string argument = "channel")
    {
        var id = Need(argument);
        return workspace.FindChannel(id) is { } channel && channel.Id == id && (!channel.IsPrivate || channel.Members.Contains(Bot))
            ? channel
            : throw new RefusedException("channel_not_found");
    }

    /// <summary>A channel that the bot is a member of; the error for an archived one has precedence.</summary>
    public SlackChannel Membership(string argument = "channel", string archived = "is_archived")
    {
        var channel = Channel(argument);
        if (channel.IsArchived)
            throw new RefusedException(archived);
        return channel.Members.Contains(Bot) ? channel : throw new RefusedException("not_in_channel");
    }

    public SlackMessage Message(SlackChannel channel, string argument) =>
        channel.Find(Need(argument)) ?? throw new RefusedException("message_not_found");

    /// <summary>A user that the bot can see.</summary>
    public SlackUser User(string id, string error = "user_not_found") =>
        workspace.FindUser(id) is { IsStranger: false } user && user.Id == id ? user : throw new RefusedException(error);

    /// <summary>One page of a list and the cursor of the next, in Slack's format.</summary>
    public (IReadOnlyList<T> Page, JsonObject Metadata) Page<T>(IReadOnlyList<T> all, int fallback = 100)
    {
        var start = Text("cursor") is { Length: > 0 } cursor ? Offset(cursor) : 0;
        var limit = Limit(fallback);
        var next = start + limit < all.Count ? Convert.ToBase64String(Encoding.ASCII.GetBytes($"next:{start + limit}")) : "";
        return ([.. all.Skip(start).Take(limit)], new JsonObject { ["next_cursor"] = next });
    }

    private static int Offset(string cursor)
    {
        var bytes = new byte[cursor.Length];
        return Convert.TryFromBase64String(cursor, bytes, out var count)
            && Encoding.ASCII.GetString(bytes, 0, count) is ['n', 'e', 'x', 't', ':', .. var digits]
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
                ? offset
                : throw new RefusedException("invalid_cursor");
    }
}
