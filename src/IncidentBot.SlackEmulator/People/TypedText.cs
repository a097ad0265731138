using System.Text.RegularExpressions;

namespace IncidentBot.SlackEmulator;

/// <summary>Converts typed text to Slack's format: names become IDs, URLs become links, and &amp; &lt; &gt; become entities.</summary>
internal static partial class TypedText
{
    /// <summary>The text of a slash command with <c>should_escape</c>: mentions have labels.</summary>
    public static string ForCommand(SlackWorkspace workspace, string typed) => Escape(workspace, typed, withLabels: true);

    /// <summary>The text of a message: mentions of users and groups have no labels.</summary>
    public static string ForMessage(SlackWorkspace workspace, string typed) => Escape(workspace, typed, withLabels: false);

    private static string Escape(SlackWorkspace workspace, string typed, bool withLabels)
    {
        var text = new System.Text.StringBuilder();
        var position = 0;
        foreach (Match token in Tokens().Matches(typed))
        {
            text.Append(Entities(typed[position..token.Index]));
            var (replacement, length) = Replace(workspace, token.Value, withLabels);
            text.Append(replacement);
            position = token.Index + length;
        }

        return text.Append(Entities(typed[position..])).ToString();
    }

    private static (string Text, int Length) Replace(SlackWorkspace workspace, string token, bool withLabels)
    {
        if (token[0] is not ('@' or '#'))
            return ($"<{Entities(token)}>", token.Length);
        // A full stop or dash at the end may belong to the sentence, not to the name.
        for (var length = token.Length; length > 1; length--)
        {
            if (Mention(workspace, token[0], token[1..length], withLabels) is { } mention)
                return (mention, length);
            if (token[length - 1] is not ('.' or '-' or '_'))
                break;
        }

        return (Entities(token), token.Length);
    }

    private static string? Mention(SlackWorkspace workspace, char sigil, string name, bool withLabels)
    {
        if (sigil == '#')
            return workspace.FindChannel(name) is { DirectWith: null } channel ? $"<#{channel.Id}|{(channel.IsPrivate ? "" : channel.Name)}>" : null;
        if (name is "here" or "channel" or "everyone")
            return $"<!{name}>";
        if (workspace.FindUser(name) is { } user)
            return withLabels ? $"<@{user.Id}|{user.Name}>" : $"<@{user.Id}>";
        if (workspace.UserGroups.FirstOrDefault(group => group.Handle == name) is { } group)
            return withLabels ? $"<!subteam^{group.Id}|@{group.Handle}>" : $"<!subteam^{group.Id}>";
        return null;
    }

    private static string Entities(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<![\w@#<])[@#][\w.\-]+|https?://[^\s<>]+")]
    private static partial Regex Tokens();
}
