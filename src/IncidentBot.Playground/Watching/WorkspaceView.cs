using System.Text.Json;
using System.Text.Json.Nodes;

namespace IncidentBot.Playground.Watching;

/// <summary>The workspace as one person sees it, for the page. Instants are Unix milliseconds; blocks and states are Slack's own JSON.</summary>
internal sealed record WorkspaceView(
    long Ahead,
    PersonView Me,
    IReadOnlyList<PersonView> People,
    IReadOnlyList<GroupView> Groups,
    IReadOnlyList<ChannelView> Channels,
    ConversationView? Open,
    IReadOnlyList<FormView> Modals,
    FormView? Home,
    IReadOnlyList<CommandView> Commands,
    IReadOnlyList<ShortcutView> Shortcuts);

/// <param name="Role">One line; empty for people whom the user cannot act as.</param>
internal sealed record PersonView(string Id, string Name, string RealName, PersonKind Kind, string Role);

internal enum PersonKind
{
    Member,
    Guest,
    Deactivated,
    Bot,
}

internal sealed record GroupView(string Id, string Handle);

internal sealed record ChannelView(
    string Id,
    string Name,
    bool IsPrivate,
    bool IsArchived,
    bool IsMember,
    bool IsDirect,
    string Topic,
    string Purpose,
    int Unread,
    int Mentions,
    string ReadTo,
    IReadOnlyList<string> Members,
    IReadOnlyList<PinView> Pins,
    IReadOnlyList<BookmarkView> Bookmarks);

internal sealed record PinView(string Ts, string By);

internal sealed record BookmarkView(string Title, string? Link, string? Emoji);

internal sealed record ConversationView(string Channel, IReadOnlyList<MessageView> Messages);

internal sealed record MessageView(
    string Ts,
    string User,
    bool IsBot,
    string Text,
    JsonElement? Blocks,
    string? ThreadTs,
    bool IsReply,
    bool IsBroadcast,
    string? Subtype,
    bool OnlyForMe,
    bool Edited,
    IReadOnlyList<ReactionView> Reactions,
    bool Pinned,
    JsonObject State,
    int Replies);

internal sealed record ReactionView(string Name, IReadOnlyList<string> Users);

/// <summary>A modal or a Home tab.</summary>
internal sealed record FormView(
    string Id,
    string Hash,
    string Type,
    string CallbackId,
    string Title,
    string? Submit,
    string? Close,
    JsonElement Blocks,
    JsonObject State,
    IReadOnlyDictionary<string, string> Errors);

internal sealed record CommandView(string Name, IReadOnlyList<CommandWordView> Words);

internal sealed record CommandWordView(string Word, string Usage, string Does);

internal sealed record ShortcutView(string CallbackId, string Name, string Type, string Description);
