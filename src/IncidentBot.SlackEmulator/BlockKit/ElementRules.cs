using System.Globalization;
using System.Text.Json;

namespace IncidentBot.SlackEmulator;

/// <summary>The rules of interactive elements: their blocks, their members and the lengths.</summary>
internal static class ElementRules
{
    private static readonly string[] SectionActionsInput = ["section", "actions", "input"];
    private static readonly string[] SectionActions = ["section", "actions"];
    private static readonly string[] ActionsInput = ["actions", "input"];
    private static readonly string[] Input = ["input"];

    private static readonly Dictionary<string, Rule> Rules = new()
    {
        ["button"] = new(SectionActions, ["text", "value", "url", "style", "confirm", "accessibility_label"], Button),
        ["overflow"] = new(SectionActions, ["options", "confirm"], element => Options(element, 5, mayLink: true)),
        ["static_select"] = Select(["options", "option_groups", "initial_option"], StaticSelect),
        ["multi_static_select"] = Select(["options", "option_groups", "initial_options", "max_selected_items"], StaticSelect),
        ["external_select"] = Select(["initial_option", "min_query_length"], Other),
        ["multi_external_select"] = Select(["initial_options", "min_query_length", "max_selected_items"], Other),
        ["users_select"] = Select(["initial_user"], Other),
        ["multi_users_select"] = Select(["initial_users", "max_selected_items"], Other),
        ["conversations_select"] = Select(["initial_conversation", "default_to_current_conversation", "response_url_enabled", "filter"], Conversations),
        ["multi_conversations_select"] = Select(["initial_conversations", "default_to_current_conversation", "max_selected_items", "filter"], Conversations),
        ["channels_select"] = Select(["initial_channel", "response_url_enabled"], Other),
        ["multi_channels_select"] = Select(["initial_channels", "max_selected_items"], Other),
        ["checkboxes"] = new(
            SectionActionsInput,
            ["options", "initial_options", "confirm", "focus_on_load"],
            element => Options(element, 10, mayBeMarkdown: true)),
        ["radio_buttons"] = new(
            SectionActionsInput,
            ["options", "initial_option", "confirm", "focus_on_load"],
            element => Options(element, 10, mayBeMarkdown: true)),
        ["datepicker"] = Select(["initial_date"], element => Format(element, "initial_date", "yyyy-MM-dd")),
        ["timepicker"] = Select(["initial_time", "timezone"], element => Format(element, "initial_time", "HH:mm")),
        ["datetimepicker"] = new(ActionsInput, ["initial_date_time", "confirm", "focus_on_load"], DateTimePicker),
        ["plain_text_input"] = Typed(["multiline", "initial_value", "min_length", "max_length"], PlainTextInput),
        ["number_input"] = Typed(["is_decimal_allowed", "min_value", "max_value", "initial_value"], NumberInput),
        ["email_text_input"] = Typed(["initial_value"], Other),
        ["url_text_input"] = Typed(["initial_value"], Other),
        ["rich_text_input"] = new(ActionsInput, ["initial_value", "min_lines", "max_lines", "placeholder", "dispatch_action_config", "focus_on_load"], Other),
        ["file_input"] = new(Input, ["filetypes", "max_files"], element => element.Optional("max_files")?.Number(1, 10)),
    };

    public static bool IsInteractive(string type) => Rules.ContainsKey(type);

    public static void Check(Node element, string block)
    {
        if (!element.IsObject())
            return;
        if (!Rules.TryGetValue(element.Type, out var rule) || !rule.Blocks.Contains(block))
        {
            element.Fail($"unsupported type: {element.Type} in {block}");
            return;
        }

        element.Keys([.. rule.Keys, "action_id"]);
        element.Optional("action_id")?.Text(255);
        element.Optional("placeholder").PlainText(150);
        element.Optional("focus_on_load")?.Flag();
        element.Optional("max_selected_items")?.Number(1, 10_000);
        element.Optional("min_query_length")?.Number(0, 1000);
        element.Optional("response_url_enabled")?.Flag();
        CompositionRules.Confirmation(element.Optional("confirm"));
        rule.Check(element);
    }

    private static Rule Select(string[] keys, Action<Node> check) =>
        new(SectionActionsInput, [.. keys, "placeholder", "confirm", "focus_on_load"], check);

    private static Rule Typed(string[] keys, Action<Node> check) =>
        new(Input, [.. keys, "placeholder", "dispatch_action_config", "focus_on_load"], check);

    private static void Other(Node element)
    {
    }

    private static void Button(Node button)
    {
        button.Required("text").PlainText(75);
        button.Optional("value")?.Text(2000, min: 0);
        button.Optional("url")?.Text(3000);
        button.Optional("style")?.OneOf("primary", "danger");
        button.Optional("accessibility_label")?.Text(75);
    }

    private static void Options(Node element, int max, bool mayBeMarkdown = false, bool mayLink = false)
    {
        foreach (var option in element.Required("options")?.Items(1, max) ?? [])
            CompositionRules.Option(option, mayBeMarkdown, mayLink);
        CompositionRules.Initial(element);
    }

    private static void StaticSelect(Node element)
    {
        CompositionRules.OptionsOrGroups(element);
        CompositionRules.Initial(element);
    }

    private static void Conversations(Node element)
    {
        element.Optional("default_to_current_conversation")?.Flag();
        if (element.Optional("filter") is not { } filter || !filter.IsObject())
            return;
        filter.Keys("include", "exclude_external_shared_channels", "exclude_bot_users");
        if (!filter.Value.EnumerateObject().Any())
            filter.Fail("must not be empty");
        foreach (var kind in filter.Optional("include")?.Items(1, 4) ?? [])
            kind.OneOf("public", "private", "im", "mpim");
    }

    private static void Format(Node element, string key, string format)
    {
        if (element.Optional(key) is { } initial
            && (initial.Value.ValueKind != JsonValueKind.String
                || !DateTime.TryParseExact(initial.Value.GetString(), format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)))
            initial.Fail($"must have the format {format}");
    }

    private static void DateTimePicker(Node element)
    {
        if (element.Optional("initial_date_time") is { } initial
            && (initial.Value.ValueKind != JsonValueKind.Number
                || !initial.Value.TryGetInt64(out var seconds)
                || seconds is < 1_000_000_000 or > 9_999_999_999))
            initial.Fail("must be ten digits of Unix seconds");
    }

    private static void PlainTextInput(Node input)
    {
        input.Optional("multiline")?.Flag();
        input.Optional("min_length")?.Number(0, 3000);
        input.Optional("max_length")?.Number(1, 3000);
        input.Optional("initial_value")?.Text(3000, min: 0);
        foreach (var trigger in input.Optional("dispatch_action_config")?.Optional("trigger_actions_on")?.Items(1, 2) ?? [])
            trigger.OneOf("on_enter_pressed", "on_character_entered");
    }

    private static void NumberInput(Node input)
    {
        input.Required("is_decimal_allowed")?.Flag();
        foreach (var key in (string[])["min_value", "max_value", "initial_value"])
            if (input.Optional(key) is { } bound
                && (bound.Value.ValueKind != JsonValueKind.String
                    || !decimal.TryParse(bound.Value.GetString(), NumberStyles.Number, CultureInfo.InvariantCulture, out _)))
                bound.Fail("must be a number in a string");
    }

    private sealed record Rule(string[] Blocks, string[] Keys, Action<Node> Check);
}
