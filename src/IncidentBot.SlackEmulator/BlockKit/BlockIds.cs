using System.Text.Json;
using System.Text.Json.Nodes;

namespace IncidentBot.SlackEmulator;

/// <summary>
/// Stores blocks as Slack does: with generated block and action IDs where the app gave none, and with explicit defaults in text objects.
/// </summary>
internal static class BlockIds
{
    public static JsonElement Fill(SlackWorkspace workspace, JsonElement blocks)
    {
        var stored = Json.Node(blocks)!.AsArray();
        foreach (var block in stored.OfType<JsonObject>())
        {
            block["block_id"] ??= workspace.Timestamps.NextId("b");
            foreach (var element in Elements(block).Where(element => ElementRules.IsInteractive((string)element["type"]!)))
                element["action_id"] ??= workspace.Timestamps.NextId("a");
            SpellOut(block);
        }

        return Json.Element(stored);
    }

    /// <summary>The interactive elements of stored blocks, each with its block.</summary>
    public static IEnumerable<(JsonElement Block, JsonElement Element)> Interactive(JsonElement? blocks) =>
        from block in blocks.Items()
        from element in Elements(block)
        where ElementRules.IsInteractive(element.Text("type") ?? "")
        select (block, element);

    /// <summary>Adds the members of text objects that Slack always includes.</summary>
    public static void SpellOut(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
                SpellOut(item);
            return;
        }

        if (node is not JsonObject json)
            return;
        if (json["type"] is JsonValue type && type.TryGetValue<string>(out var name))
        {
            if (name == "plain_text")
                json["emoji"] ??= true;
            if (name == "mrkdwn")
                json["verbatim"] ??= false;
        }

        foreach (var child in json.Select(property => property.Value).ToArray())
            SpellOut(child);
    }

    private static IEnumerable<JsonElement> Elements(JsonElement block)
    {
        if (block.Child("accessory") is { } accessory)
            yield return accessory;
        if (block.Child("element") is { } input)
            yield return input;
        if (block.Text("type") == "actions")
            foreach (var element in block.Child("elements").Items())
                yield return element;
    }

    private static IEnumerable<JsonObject> Elements(JsonObject block)
    {
        if (block["accessory"] is JsonObject accessory)
            yield return accessory;
        if (block["element"] is JsonObject input)
            yield return input;
        if ((string?)block["type"] == "actions")
            foreach (var element in block["elements"]!.AsArray().OfType<JsonObject>())
                yield return element;
    }
}
