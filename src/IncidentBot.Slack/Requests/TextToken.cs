namespace IncidentBot.Slack.Requests;

/// <summary>A token of a command's text, with its position, so that the text after it can be taken as sent.</summary>
public abstract record TextToken
{
    private TextToken(int start, int end) => (Start, End) = (start, end);

    /// <summary>The index of its first character in the original text.</summary>
    public int Start { get; }

    /// <summary>The index after its last character.</summary>
    public int End { get; }

    /// <summary>A word without spaces. <c>Text</c> is decoded, and typographic quotes become straight ones.</summary>
    public sealed record Word(string Text, int From, int To) : TextToken(From, To);

    /// <summary>A mentioned user; the label may be absent.</summary>
    public sealed record UserMention(string Id, string? Label, int From, int To) : TextToken(From, To);

    /// <summary>A channel; the label is null or empty for a private one.</summary>
    public sealed record ChannelMention(string Id, string? Label, int From, int To) : TextToken(From, To);

    /// <summary>A user group; the label, when present, starts with @.</summary>
    public sealed record UserGroupMention(string Id, string? Label, int From, int To) : TextToken(From, To);

    /// <summary>A mention of many users: <c>here</c>, <c>channel</c> or <c>everyone</c>.</summary>
    public sealed record Broadcast(string Range, int From, int To) : TextToken(From, To);

    /// <summary>A time that Slack shows in each reader's time zone. <c>Words</c> is the text for clients that cannot format it.</summary>
    public sealed record Date(string Words, int From, int To) : TextToken(From, To);

    /// <summary>A link; the label is null when only the URL was typed.</summary>
    public sealed record Link(string Url, string? Label, int From, int To) : TextToken(From, To);
}
