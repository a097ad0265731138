using System.Text;
using System.Text.Json;

namespace IncidentBot.SlackEmulator;

/// <summary>
/// Slack's Block Kit rules, as strict as Slack's or stricter. Unknown keys and types are refused, and lengths are counted in UTF-16 units, the
/// largest of the counts that Slack might use. Blocks that the app does not use (video, file, card and the like) count as unknown. Each problem has
/// the form of Slack's <c>response_metadata.messages</c>, with the JSON pointer to its cause.
/// </summary>
public static class BlockKitRules
{
    /// <summary>
    /// The maximum text in all blocks of one message before Slack responds with <c>msg_blocks_too_long</c>; observed, not documented.
    /// </summary>
    public const int TextOfAllBlocks = 13_200;

    private const int ViewBytes = 250_000;

    /// <summary>The problems of a message's blocks; empty when Slack would accept them.</summary>
    public static IReadOnlyList<string> CheckMessage(JsonElement blocks, string pointer = "/blocks")
    {
        var problems = new List<string>();
        CheckBlocks(new Node(blocks, pointer, problems), 50, Surface.Message);
        return problems;
    }

    /// <summary>The problems of a modal or Home view; empty when Slack would accept it.</summary>
    public static IReadOnlyList<string> CheckView(JsonElement view)
    {
        var problems = new List<string>();
        var node = new Node(view, "/view", problems);
        if (!node.IsObject())
            return problems;
        switch (node.Type)
        {
            case "modal": Modal(node); break;
            case "home": Home(node); break;
            default: node.Fail("`type` must be modal or home"); break;
        }

        return problems;
    }

    /// <summary>Whether a view exceeds Slack's 250 KB; this has an error code of its own, <c>view_too_large</c>.</summary>
    public static bool IsTooLarge(JsonElement view) => Encoding.UTF8.GetByteCount(view.GetRawText()) > ViewBytes;

    /// <summary>The total text of all blocks, in UTF-16 units.</summary>
    public static int TextLength(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().Sum(TextLength),
        JsonValueKind.Object => value.EnumerateObject().Sum(property =>
            property is { Name: "text", Value.ValueKind: JsonValueKind.String } ? property.Value.GetString()!.Length : TextLength(property.Value)),
        _ => 0,
    };

    private static void Modal(Node view)
    {
        view.Keys(
            "title", "blocks", "close", "submit", "private_metadata", "callback_id", "clear_on_close", "notify_on_close", "external_id", "submit_disabled");
        view.Required("title").PlainText(24);
        view.Optional("submit").PlainText(24);
        view.Optional("close").PlainText(24);
        view.Optional("clear_on_close")?.Flag();
        view.Optional("notify_on_close")?.Flag();
        Common(view);
        var blocks = CheckBlocks(view.Required("blocks"), 100, Surface.Modal);
        if (view.Optional("submit") is null && blocks.Any(block => block.Type == "input"))
            view.Fail("missing required field: submit (there are input blocks)");
    }

    private static void Home(Node view)
    {
        view.Keys("blocks", "private_metadata", "callback_id", "external_id");
        Common(view);
        CheckBlocks(view.Required("blocks"), 100, Surface.Home);
    }

    private static void Common(Node view)
    {
        view.Optional("private_metadata")?.Text(3000, min: 0);
        view.Optional("callback_id")?.Text(255, min: 0);
        view.Optional("external_id")?.Text(255, min: 0);
    }

    private static IReadOnlyList<Node> CheckBlocks(Node? node, int max, Surface surface)
    {
        if (node is not { } list)
            return [];
        var blocks = list.Items(0, max);
        foreach (var block in blocks)
            BlockRules.Check(block, surface);
        list.Unique(blocks, "block_id");
        Totals(list, blocks, surface);
        return blocks;
    }

    private static void Totals(Node list, IReadOnlyList<Node> blocks, Surface surface)
    {
        if (blocks.Count(block => block.Type == "table") > 1)
            list.Fail("only_one_table_allowed");
        if (blocks.Where(block => block.Type == "markdown").Sum(block => TextLength(block.Value)) > 12_000)
            list.Fail("markdown blocks must be less than 12001 characters together");
        if (surface != Surface.Message && CountFocus(list.Value) > 1)
            list.Fail("only one element may have focus_on_load");
    }

    private static int CountFocus(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().Sum(CountFocus),
        JsonValueKind.Object => value.EnumerateObject().Sum(property =>
            property is { Name: "focus_on_load", Value.ValueKind: JsonValueKind.True } ? 1 : CountFocus(property.Value)),
        _ => 0,
    };
}
