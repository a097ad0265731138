using System.Text.Json;

namespace IncidentBot.SlackEmulator;

/// <summary>The rules of composition objects: texts, options, option groups, confirmations.</summary>
internal static class CompositionRules
{
    public static void PlainText(this Node? node, int max)
    {
        if (node is not { } text || !text.IsObject())
            return;
        if (text.Type != "plain_text")
            text.Fail("must be a plain_text object");
        else
            TextObject(text, max);
    }

    public static void AnyText(this Node? node, int max)
    {
        if (node is not { } text || !text.IsObject())
            return;
        if (text.Type is not ("plain_text" or "mrkdwn"))
            text.Fail("must be a plain_text or mrkdwn object");
        else
            TextObject(text, max);
    }

    public static void Option(Node option, bool mayBeMarkdown = false, bool mayLink = false)
    {
        if (!option.IsObject())
            return;
        option.Keys(mayLink ? ["text", "value", "description", "url"] : ["text", "value", "description"]);
        if (mayBeMarkdown)
            option.Required("text").AnyText(75);
        else
            option.Required("text").PlainText(75);
        option.Required("value")?.Text(150, min: 0);
        if (mayBeMarkdown)
            option.Optional("description").AnyText(75);
        else
            option.Optional("description").PlainText(75);
        option.Optional("url")?.Text(3000);
    }

    public static void OptionsOrGroups(Node element)
    {
        var options = element.Optional("options");
        var groups = element.Optional("option_groups");
        if (options is null == groups is null)
            element.Fail("exactly one of `options` and `option_groups` is required");
        foreach (var option in options?.Items(1, 100) ?? [])
            Option(option);
        foreach (var group in groups?.Items(1, 100) ?? [])
            Group(group);
    }

    /// <summary>An initial option must equal one of the options in all members.</summary>
    public static void Initial(Node element)
    {
        var offered = Offered(element.Value).Select(Identity).ToHashSet();
        if (element.Optional("initial_option") is { } one && !offered.Contains(Identity(one.Value)))
            one.Fail("must match one of the options");
        foreach (var initial in element.Optional("initial_options")?.Items(1, 100) ?? [])
            if (!offered.Contains(Identity(initial.Value)))
                initial.Fail("must match one of the options");
    }

    public static IEnumerable<JsonElement> Offered(JsonElement element)
    {
        if (element.TryGetProperty("options", out var options) && options.ValueKind == JsonValueKind.Array)
            return options.EnumerateArray();
        if (element.TryGetProperty("option_groups", out var groups) && groups.ValueKind == JsonValueKind.Array)
            return groups.EnumerateArray().Where(group => group.ValueKind == JsonValueKind.Object).SelectMany(Offered);
        return [];
    }

    public static void Confirmation(Node? node)
    {
        if (node is not { } confirm || !confirm.IsObject())
            return;
        confirm.Keys("title", "text", "confirm", "deny", "style");
        confirm.Required("title").PlainText(100);
        confirm.Required("text").AnyText(300);
        confirm.Required("confirm").PlainText(30);
        confirm.Required("deny").PlainText(30);
        confirm.Optional("style")?.OneOf("primary", "danger");
    }

    private static void TextObject(Node text, int max)
    {
        text.Keys(text.Type == "plain_text" ? ["text", "emoji"] : ["text", "verbatim"]);
        text.Required("text")?.Text(max);
        text.Optional("emoji")?.Flag();
        text.Optional("verbatim")?.Flag();
    }

    private static void Group(Node group)
    {
        if (!group.IsObject())
            return;
        group.Keys("label", "options");
        group.Required("label").PlainText(75);
        foreach (var option in group.Required("options")?.Items(1, 100) ?? [])
            Option(option);
    }

    private static (string Text, string Value) Identity(JsonElement option) =>
        option.ValueKind == JsonValueKind.Object && option.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.Object
            && text.TryGetProperty("text", out var words) && option.TryGetProperty("value", out var value)
            ? (words.ToString(), value.ToString())
            : ("", option.GetRawText());
}
