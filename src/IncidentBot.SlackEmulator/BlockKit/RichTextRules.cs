namespace IncidentBot.SlackEmulator;

/// <summary>The rules of rich text: sections, lists, quotes and code, with leaves in which no markup is parsed.</summary>
internal static class RichTextRules
{
    private static readonly Dictionary<string, string[]> LeafKeys = new()
    {
        ["text"] = ["text", "style"],
        ["link"] = ["url", "text", "style", "unsafe"],
        ["user"] = ["user_id", "style"],
        ["usergroup"] = ["usergroup_id", "style"],
        ["channel"] = ["channel_id", "style"],
        ["emoji"] = ["name", "unicode", "skin_tone", "style"],
        ["broadcast"] = ["range", "style"],
        ["date"] = ["timestamp", "format", "fallback", "url", "style"],
        ["color"] = ["value", "style"],
        ["team"] = ["team_id", "style"],
    };

    private static readonly Dictionary<string, string> LeafNeeds = new()
    {
        ["text"] = "text", ["link"] = "url", ["user"] = "user_id", ["usergroup"] = "usergroup_id", ["channel"] = "channel_id",
        ["emoji"] = "name", ["broadcast"] = "range", ["date"] = "timestamp", ["color"] = "value", ["team"] = "team_id",
    };

    public static void Check(Node block)
    {
        foreach (var element in block.Required("elements")?.Items(1, 3000) ?? [])
            Element(element, mayBeList: true);
    }

    private static void Element(Node element, bool mayBeList)
    {
        if (!element.IsObject())
            return;
        switch (element.Type)
        {
            case "rich_text_section":
                element.Keys("elements");
                Leaves(element);
                break;
            case "rich_text_preformatted" or "rich_text_quote":
                element.Keys("elements", "border", "language");
                Leaves(element);
                break;
            case "rich_text_list" when mayBeList:
                element.Keys("elements", "style", "indent", "offset", "border");
                element.Required("style")?.OneOf("bullet", "ordered");
                element.Optional("indent")?.Number(0, 8);
                element.Optional("border")?.Number(0, 1);
                foreach (var item in element.Required("elements")?.Items(1, 3000) ?? [])
                    Element(item, mayBeList: false);
                break;
            default:
                element.Fail($"unsupported type: {element.Type}");
                break;
        }
    }

    private static void Leaves(Node element)
    {
        foreach (var leaf in element.Required("elements")?.Items(0, 3000) ?? [])
        {
            if (!leaf.IsObject())
                continue;
            if (!LeafKeys.TryGetValue(leaf.Type, out var keys))
            {
                leaf.Fail($"unsupported type: {leaf.Type}");
                continue;
            }

            leaf.Keys(keys);
            leaf.Required(LeafNeeds[leaf.Type]);
            if (leaf.Type == "text")
                leaf.Optional("text")?.Text(int.MaxValue - 1);
            if (leaf.Type == "broadcast")
                leaf.Optional("range")?.OneOf("here", "channel", "everyone");
            if (leaf.Optional("style") is { } style && style.IsObject())
                style.Keys("bold", "italic", "strike", "underline", "code", "highlight", "client_highlight", "unlink");
        }
    }
}
