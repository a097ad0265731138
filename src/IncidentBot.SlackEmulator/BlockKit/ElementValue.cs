using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IncidentBot.SlackEmulator;

/// <summary>The value of an element: its default, and the user's selection or text, in Slack's format.</summary>
internal static class ElementValue
{
    /// <summary>For each element type: the member with the value, the member that presets it, and the conversion of the user's input.</summary>
    private static readonly Dictionary<string, (string Field, string Initial, Kind Kind)> Shapes = new()
    {
        ["plain_text_input"] = ("value", "initial_value", Kind.Text),
        ["number_input"] = ("value", "initial_value", Kind.Text),
        ["email_text_input"] = ("value", "initial_value", Kind.Text),
        ["url_text_input"] = ("value", "initial_value", Kind.Text),
        ["static_select"] = ("selected_option", "initial_option", Kind.Option),
        ["external_select"] = ("selected_option", "initial_option", Kind.Option),
        ["radio_buttons"] = ("selected_option", "initial_option", Kind.Option),
        ["multi_static_select"] = ("selected_options", "initial_options", Kind.Options),
        ["multi_external_select"] = ("selected_options", "initial_options", Kind.Options),
        ["checkboxes"] = ("selected_options", "initial_options", Kind.Options),
        ["users_select"] = ("selected_user", "initial_user", Kind.User),
        ["multi_users_select"] = ("selected_users", "initial_users", Kind.Users),
        ["conversations_select"] = ("selected_conversation", "initial_conversation", Kind.Channel),
        ["multi_conversations_select"] = ("selected_conversations", "initial_conversations", Kind.Channels),
        ["channels_select"] = ("selected_channel", "initial_channel", Kind.Channel),
        ["multi_channels_select"] = ("selected_channels", "initial_channels", Kind.Channels),
        ["datepicker"] = ("selected_date", "initial_date", Kind.Text),
        ["timepicker"] = ("selected_time", "initial_time", Kind.Text),
        ["datetimepicker"] = ("selected_date_time", "initial_date_time", Kind.Number),
        ["rich_text_input"] = ("rich_text_value", "initial_value", Kind.RichText),
        ["file_input"] = ("files", "files", Kind.Options),
        ["overflow"] = ("selected_option", "initial_option", Kind.Option),
    };

    private enum Kind { Text, Number, Option, Options, User, Users, Channel, Channels, RichText }

    /// <summary>The initial values of a view. A value of the previous version is kept where block, action and type are the same.</summary>
    public static ImmutableDictionary<(string Block, string Action), JsonElement> Defaults(
        JsonElement? blocks, ImmutableDictionary<(string Block, string Action), JsonElement>? before = null)
    {
        var state = ImmutableDictionary.CreateBuilder<(string Block, string Action), JsonElement>();
        foreach (var (block, element) in BlockIds.Interactive(blocks))
        {
            var type = element.Text("type")!;
            if (type is "button" or "overflow")
                continue;
            var key = (block.Text("block_id")!, element.Text("action_id")!);
            state[key] = before?.GetValueOrDefault(key) is { ValueKind: JsonValueKind.Object } old && old.Text("type") == type ? old : Initial(element);
        }

        return state.ToImmutable();
    }

    /// <summary>The value after the user's input: option values or labels, user and channel names or IDs, or plain text.</summary>
    /// <exception cref="FillException">The element does not offer this choice; a real client would not allow it.</exception>
    public static JsonElement Filled(SlackWorkspace workspace, JsonElement element, IReadOnlyList<string> words)
    {
        var type = element.Text("type")!;
        var (field, _, kind) = Shapes[type];
        words = [.. words.Where(word => word.Length > 0)];
        var value = new JsonObject { ["type"] = type };
        value[field] = kind switch
        {
            Kind.Options => Json.Array(words.Select(word => Option(element, word))),
            Kind.Users => Json.Strings(words.Select(word => User(workspace, word))),
            Kind.Channels => Json.Strings(words.Select(word => Channel(workspace, word))),
            _ when words.Count == 0 => null,
            Kind.Text => words[^1],
            Kind.Number => long.Parse(words[^1], CultureInfo.InvariantCulture),
            Kind.Option => Option(element, words[^1]),
            Kind.User => User(workspace, words[^1]),
            Kind.Channel => Channel(workspace, words[^1]),
            _ => RichText(words[^1]),
        };
        return Json.Element(value);
    }

    /// <summary>Whether the element has no value.</summary>
    public static bool IsEmpty(JsonElement value)
    {
        var held = value.Child(Shapes[value.Text("type")!].Field);
        return held is null or { ValueKind: JsonValueKind.Null } || held is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() == 0;
    }

    private static JsonElement Initial(JsonElement element)
    {
        var type = element.Text("type")!;
        var (field, initial, kind) = Shapes[type];
        var isList = kind is Kind.Options or Kind.Users or Kind.Channels;
        return Json.Element(new JsonObject { ["type"] = type, [field] = Json.Node(element.Child(initial)) ?? (isList ? new JsonArray() : null) });
    }

    private static JsonNode Option(JsonElement element, string word)
    {
        var offered = CompositionRules.Offered(element).ToArray();
        foreach (var option in offered)
            if (option.Text("value") == word || option.Child("text")?.Text("text") == word)
                return Json.Node(option)!;
        var values = string.Join(", ", offered.Select(option => option.Text("value")));
        throw new FillException($"{element.Text("action_id")} does not offer \"{word}\", only: {values}");
    }

    private static string User(SlackWorkspace workspace, string word) =>
        workspace.FindUser(word)?.Id ?? throw new FillException($"there is no user {word}");

    private static string Channel(SlackWorkspace workspace, string word) =>
        workspace.FindChannel(word)?.Id ?? throw new FillException($"there is no channel {word}");

    private static JsonObject RichText(string text) => new()
    {
        ["type"] = "rich_text",
        ["elements"] = new JsonArray(new JsonObject
        {
            ["type"] = "rich_text_section", ["elements"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = text }),
        }),
    };
}

/// <summary>The input is not possible in Slack's client.</summary>
public sealed class FillException(string message) : Exception(message);
