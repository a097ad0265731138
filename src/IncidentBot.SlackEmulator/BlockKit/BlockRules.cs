using System.Text.Json;

namespace IncidentBot.SlackEmulator;

/// <summary>The rules of one block: its members, their lengths, and the elements that this surface allows.</summary>
internal static class BlockRules
{
    public static void Check(Node block, Surface surface)
    {
        if (!block.IsObject())
            return;
        block.Optional("block_id")?.Text(255);
        switch (block.Type)
        {
            case "section": Section(block); break;
            case "header": Keys(block, "text"); block.Required("text").PlainText(150); break;
            case "divider": Keys(block); break;
            case "context": Context(block); break;
            case "actions": Actions(block); break;
            case "input": Input(block, surface); break;
            case "image": Keys(block, "image_url", "slack_file", "alt_text", "title"); Image(block); block.Optional("title").PlainText(2000); break;
            case "rich_text": Keys(block, "elements"); RichTextRules.Check(block); break;
            case "markdown": Keys(block, "text"); block.Required("text")?.Text(12_000); break;
            case "table" when surface == Surface.Message: Table(block); break;
            default: block.Fail($"unsupported type: {block.Type}"); break;
        }
    }

    private static void Keys(Node block, params string[] keys) => block.Keys([.. keys, "block_id"]);

    private static void Section(Node section)
    {
        Keys(section, "text", "fields", "accessory", "expand");
        if (section.Optional("text") is null && section.Optional("fields") is null)
            section.Fail("missing required field: text or fields");
        section.Optional("text").AnyText(3000);
        section.Optional("expand")?.Flag();
        foreach (var field in section.Optional("fields")?.Items(1, 10) ?? [])
            ((Node?)field).AnyText(2000);
        if (section.Optional("accessory") is not { } accessory)
            return;
        if (accessory.Type == "image")
            ImageElement(accessory);
        else
            ElementRules.Check(accessory, "section");
    }

    private static void Context(Node context)
    {
        Keys(context, "elements");
        foreach (var element in context.Required("elements")?.Items(1, 10) ?? [])
        {
            if (element.Type == "image")
                ImageElement(element);
            else
                ((Node?)element).AnyText(3000);
        }
    }

    private static void Actions(Node actions)
    {
        Keys(actions, "elements");
        var elements = actions.Required("elements")?.Items(1, 25) ?? [];
        foreach (var element in elements)
            ElementRules.Check(element, "actions");
        actions.Unique(elements, "action_id");
    }

    private static void Input(Node input, Surface surface)
    {
        Keys(input, "label", "element", "hint", "optional", "dispatch_action");
        input.Required("label").PlainText(2000);
        input.Optional("hint").PlainText(2000);
        input.Optional("optional")?.Flag();
        input.Optional("dispatch_action")?.Flag();
        if (input.Required("element") is not { } element)
            return;
        if (element.Type == "file_input" && surface != Surface.Modal)
            element.Fail("file_input is available in modals only");
        if (surface != Surface.Modal && element.Value.ValueKind == JsonValueKind.Object && element.Optional("response_url_enabled") is { } urls)
            urls.Fail("response_url_enabled is available in modals only");
        ElementRules.Check(element, "input");
    }

    private static void ImageElement(Node image)
    {
        if (!image.IsObject())
            return;
        image.Keys("image_url", "slack_file", "alt_text");
        Image(image);
    }

    private static void Image(Node image)
    {
        if (image.Optional("image_url") is null == image.Optional("slack_file") is null)
            image.Fail("exactly one of `image_url` and `slack_file` is required");
        image.Optional("image_url")?.Text(3000);
        image.Required("alt_text")?.Text(2000);
    }

    private static void Table(Node table)
    {
        Keys(table, "rows", "column_settings");
        table.Optional("column_settings")?.Items(0, 20);
        foreach (var row in table.Required("rows")?.Items(1, 100) ?? [])
            foreach (var cell in row.Items(1, 20))
                Cell(cell);
    }

    private static void Cell(Node cell)
    {
        if (!cell.IsObject())
            return;
        switch (cell.Type)
        {
            case "raw_text": cell.Keys("text"); cell.Required("text")?.Text(3000); break;
            case "raw_number": cell.Keys("value", "text"); cell.Required("value"); break;
            case "rich_text": Keys(cell, "elements"); RichTextRules.Check(cell); break;
            default: cell.Fail($"unsupported type: {cell.Type}"); break;
        }
    }
}
