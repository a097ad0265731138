namespace IncidentBot.Slack.Requests;

/// <summary>A piece of a command's text, with its place in the original so that what follows it can be taken as it stands.</summary>
public abstract record TextToken
{
    private TextToken(int start, int end) => (Start, End) = (start, end);

    /// <summary>Index of its first character in the original text.</summary>
    public int Start { get; }

    /// <summary>Index just past its last character.</summary>
    public int End { get; }

    /// <summary>A run without spaces. <c>Text</c> is decoded, and typographic quotes are made plain.</summary>
    public sealed record Word(string Text, int From, int To) : TextToken(From, To);

    /// <summary>A person picked from the completion list; the label may be missing.</summary>
    public sealed record UserMention(string Id, string? Label, int From, int To) : TextToken(From, To);

    /// <summary>A channel; the label is null or empty for a private one.</summary>
    public sealed record ChannelMention(string Id, string? Label, int From, int To) : TextToken(From, To);

    /// <summary>A user group; the label, when there, starts with @.</summary>
    public sealed record UserGroupMention(string Id, string? Label, int From, int To) : TextToken(From, To);

    /// <summary>A mention of many: <c>here</c>, <c>channel</c> or <c>everyone</c>.</summary>
    public sealed record Broadcast(string Range, int From, int To) : TextToken(From, To);

    /// <summary>A moment that Slack shows in each reader's own zone. <c>Words</c> say it to whoever cannot draw it.</summary>
    public sealed record Date(string Words, int From, int To) : TextToken(From, To);

    /// <summary>A link; the label is null when only the address was typed.</summary>
    public sealed record Link(string Url, string? Label, int From, int To) : TextToken(From, To);
}
