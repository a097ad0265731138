using System.Text.Json;

namespace IncidentBot.SlackEmulator;

/// <summary>The validated content of a message: text, blocks, attachments, metadata.</summary>
internal sealed record MessageContent(string? Text, JsonElement? Blocks, JsonElement? Attachments, JsonElement? Metadata)
{
    private const int TruncatedAfter = 40_000;
    private const int MostAttachments = 100;

    public static MessageContent Read(MethodCall call)
    {
        if (call.Text("markdown_text") is not null)
            throw new RefusedException("markdown_text_conflict", "[ERROR] the emulator takes text and blocks only [json-pointer:/markdown_text]");
        var text = call.Text("text");
        if (text is { Length: > TruncatedAfter })
        {
            text = text[..TruncatedAfter];
            call.Warnings.Add("message_truncated");
        }

        return new MessageContent(
            text,
            Checked(call.Workspace, call.JsonArgument("blocks", "invalid_blocks_format")),
            CheckedAttachments(call.JsonArgument("attachments", "invalid_attachments")),
            CheckedMetadata(call.JsonArgument("metadata", "invalid_metadata_format")));
    }

    /// <summary>The blocks as Slack stores them; null without any.</summary>
    public static JsonElement? Checked(SlackWorkspace workspace, JsonElement? blocks)
    {
        if (blocks is not { } given || given.ValueKind == JsonValueKind.Null)
            return null;
        if (given.ValueKind != JsonValueKind.Array)
            throw new RefusedException("invalid_blocks_format");
        if (BlockKitRules.CheckMessage(given) is { Count: > 0 } problems)
            throw new RefusedException("invalid_blocks", problems);
        if (BlockKitRules.TextLength(given) > BlockKitRules.TextOfAllBlocks)
            throw new RefusedException("msg_blocks_too_long");
        return BlockIds.Fill(workspace, given);
    }

    /// <summary>Whether there is visible content.</summary>
    public bool IsEmpty => string.IsNullOrEmpty(Text) && Count(Blocks) == 0 && Count(Attachments) == 0;

    public MethodCall WarnIfSilent(MethodCall call)
    {
        if (string.IsNullOrEmpty(Text) && Count(Blocks) > 0)
            call.Warnings.Add("missing_text_in_message");
        return call;
    }

    private static int Count(JsonElement? array) => array is { ValueKind: JsonValueKind.Array } items ? items.GetArrayLength() : 0;

    private static JsonElement? CheckedAttachments(JsonElement? attachments)
    {
        if (attachments is not { } given || given.ValueKind == JsonValueKind.Null)
            return null;
        if (given.ValueKind != JsonValueKind.Array)
            throw new RefusedException("invalid_attachments");
        if (given.GetArrayLength() > MostAttachments)
            throw new RefusedException("too_many_attachments");
        var problems = given.EnumerateArray()
            .SelectMany((attachment, index) => attachment.Child("blocks") is { } blocks
                ? BlockKitRules.CheckMessage(blocks, $"/attachments/{index}/blocks")
                : [])
            .ToArray();
        return problems.Length == 0 ? given : throw new RefusedException("invalid_blocks", problems);
    }

    private static JsonElement? CheckedMetadata(JsonElement? metadata)
    {
        if (metadata is not { } given || given.ValueKind == JsonValueKind.Null)
            return null;
        return given.Text("event_type") is { Length: > 0 } && given.Child("event_payload") is { ValueKind: JsonValueKind.Object }
            ? given
            : throw new RefusedException("invalid_metadata_format");
    }
}
