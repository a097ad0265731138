using System.Text.Json;
using System.Text.RegularExpressions;
using IncidentBot.SlackEmulator;

namespace IncidentBot.EndToEnd.Support;

/// <summary>Every text in which Slack would interpret mentions, links and formatting: in the bot's calls and in its responses.</summary>
internal static partial class SlackReads
{
    private static readonly string[] ReadAsText = ["text", "topic", "purpose"];

    public static IReadOnlyList<string> All(World world) =>
    [
        .. world.Slack.Calls.SelectMany(call => In(call.Args)),
        .. world.Workspace.Users.SelectMany(user => world.Workspace.Ephemerals(user.Id)).SelectMany(In),
        .. world.Workspace.Users.SelectMany(user => world.Workspace.Modals(user.Id)).SelectMany(view => Mrkdwn(view.Definition)),
    ];

    public static IEnumerable<string> In(SlackMessage message) => message.Blocks is { } blocks ? [message.Text, .. Mrkdwn(blocks)] : [message.Text];

    /// <summary>The text as a reader sees it.</summary>
    public static string Plain(string mrkdwn) => mrkdwn
        .Replace("\u200B", "", StringComparison.Ordinal)
        .Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);

    /// <summary>The mentions, links and dates in a text, without their brackets.</summary>
    public static IEnumerable<string> Tokens(string mrkdwn) => Token().Matches(mrkdwn).Select(match => match.Groups[1].Value);

    private static IEnumerable<string> In(JsonElement args)
    {
        if (args.ValueKind != JsonValueKind.Object)
            yield break;
        foreach (var member in args.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.String && ReadAsText.Contains(member.Name))
                yield return member.Value.GetString()!;
            foreach (var text in Mrkdwn(member.Value is { ValueKind: JsonValueKind.String } && member.Name is "blocks" or "view" ? Parsed(member.Value) : member.Value))
                yield return text;
        }
    }

    private static JsonElement Parsed(JsonElement value) => value.ValueKind == JsonValueKind.String ? JsonElement.Parse(value.GetString()!) : value;

    private static IEnumerable<string> Mrkdwn(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Mrkdwn),
        JsonValueKind.Object when json.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() == "mrkdwn" => [json.GetProperty("text").GetString()!],
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => Mrkdwn(member.Value)),
        _ => [],
    };

    [GeneratedRegex("<([^<>]*)>")]
    private static partial Regex Token();
}
