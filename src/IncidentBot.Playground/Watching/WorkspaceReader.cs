using System.Text.Json;
using System.Text.Json.Nodes;
using IncidentBot.Playground.Bot;
using IncidentBot.Playground.Scene;
using IncidentBot.SlackEmulator;

namespace IncidentBot.Playground.Watching;

/// <summary>Reads the workspace as one person sees it.</summary>
internal sealed class WorkspaceReader(SlackWorkspace workspace, ReadMarks marks, SteeredTime time)
{
    /// <param name="personId">The person.</param>
    /// <param name="channelId">The open channel; ignored when the person cannot see it.</param>
    public WorkspaceView Read(string personId, string? channelId)
    {
        var me = workspace.User(personId);
        var seen = workspace.Channels.Where(channel => Sees(me, channel)).ToList();
        return new WorkspaceView(
            (long)time.Ahead.TotalMilliseconds,
            PersonOf(me),
            [.. workspace.Users.Select(PersonOf)],
            [.. workspace.UserGroups.Select(group => new GroupView(group.Id, group.Handle))],
            [.. seen.Select(channel => ChannelOf(me, channel))],
            seen.Find(channel => channel.Id == channelId) is { } open ? ConversationOf(me, open) : null,
            [.. workspace.Modals(me.Id).Select(FormOf)],
            workspace.Home(me.Id) is { } home ? FormOf(home) : null,
            AppSurface.Commands,
            AppSurface.Shortcuts);
    }

    /// <summary>
    /// Whether Slack shows this channel to the user. Guests see their own channels only, and private channels are visible to their members only.
    /// </summary>
    public static bool Sees(SlackUser user, SlackChannel channel) =>
        !user.IsDeactivated
        && (channel.DirectWith is { } owner
            ? owner == user.Id
            : channel.Members.Contains(user.Id) || (!channel.IsPrivate && !user.IsGuest && !user.IsSingleChannelGuest));

    private PersonView PersonOf(SlackUser user)
    {
        var player = Cast.Find(user.Id);
        // Slack shows an app's messages under the app's name, not under the name of its bot user.
        var name = user.Id == workspace.App.BotUserId ? AppSurface.AppName : player?.RealName ?? user.RealName;
        return new PersonView(user.Id, user.Name, name, KindOf(user), player?.Role ?? "");
    }

    private static PersonKind KindOf(SlackUser user) => user switch
    {
        { IsDeactivated: true } => PersonKind.Deactivated,
        { IsBot: true } => PersonKind.Bot,
        { IsGuest: true } or { IsSingleChannelGuest: true } => PersonKind.Guest,
        _ => PersonKind.Member,
    };

    private ChannelView ChannelOf(SlackUser me, SlackChannel channel)
    {
        var readTo = marks.Of(me.Id, channel.Id);
        var isMember = channel.Members.Contains(me.Id);
        var unread = isMember
            ? channel.Messages.Where(message => IsNews(message, me) && string.CompareOrdinal(message.Ts, readTo) > 0).ToList()
            : [];
        return new ChannelView(
            channel.Id,
            channel.Name,
            channel.IsPrivate,
            channel.IsArchived,
            isMember,
            channel.DirectWith is not null,
            channel.Topic,
            channel.Purpose,
            unread.Count,
            channel.DirectWith is not null ? unread.Count : unread.Count(message => IsAddressed(message, me)),
            readTo,
            channel.Members,
            [.. channel.Pins.Select(pin => new PinView(pin.Ts, pin.By))],
            [.. channel.Bookmarks.Select(bookmark => new BookmarkView(bookmark.Title, bookmark.Link, bookmark.Emoji))]);
    }

    // Messages of others in the channel's main view; Slack's own lines do not count as unread.
    private static bool IsNews(SlackMessage message, SlackUser me) =>
        message.Subtype is null && message.User != me.Id && (!message.IsReply || message.IsBroadcast);

    private bool IsAddressed(SlackMessage message, SlackUser me) =>
        message.Everything.Contains($"<@{me.Id}", StringComparison.Ordinal)
        || message.Everything.Contains("<!channel", StringComparison.Ordinal)
        || message.Everything.Contains("<!here", StringComparison.Ordinal)
        || workspace.UserGroups.Any(group => group.Users.Contains(me.Id) && message.Everything.Contains($"<!subteam^{group.Id}", StringComparison.Ordinal));

    private ConversationView ConversationOf(SlackUser me, SlackChannel channel)
    {
        var pinned = channel.Pins.Select(pin => pin.Ts).ToHashSet();
        var replies = channel.Messages.Where(message => message.IsReply).CountBy(message => message.ThreadTs!).ToDictionary();
        var mine = workspace.Ephemerals(me.Id).Where(message => message.Channel == channel.Id);
        return new ConversationView(
            channel.Id,
            [
                .. channel.Messages.Concat(mine)
                    .OrderBy(message => message.Ts, StringComparer.Ordinal)
                    .Select(message => MessageOf(message, pinned.Contains(message.Ts), replies.GetValueOrDefault(message.Ts))),
            ]);
    }

    private MessageView MessageOf(SlackMessage message, bool pinned, int replies) => new(
        message.Ts,
        message.User,
        workspace.User(message.User).IsBot,
        message.Text,
        message.Blocks,
        message.ThreadTs,
        message.IsReply,
        message.IsBroadcast,
        message.Subtype,
        message.OnlyFor is not null,
        // Slack marks an edit only in messages without blocks.
        !message.Edits.IsEmpty && message.Blocks is null,
        [.. message.Reactions.Select(reaction => new ReactionView(reaction.Name, reaction.Users))],
        pinned,
        StateOf(message.State),
        replies);

    private static FormView FormOf(SlackView view) => new(
        view.Id,
        view.Hash,
        view.Type,
        view.CallbackId,
        view.Title,
        PlainText(view.Definition, "submit"),
        PlainText(view.Definition, "close"),
        view.Blocks,
        StateOf(view.State),
        view.Errors);

    private static JsonObject StateOf(IEnumerable<KeyValuePair<(string Block, string Action), JsonElement>> state)
    {
        var values = new JsonObject();
        foreach (var ((block, action), value) in state.OrderBy(entry => entry.Key))
        {
            var actions = values[block] as JsonObject ?? [];
            values[block] = actions;
            actions[action] = JsonSerializer.SerializeToNode(value);
        }

        return values;
    }

    private static string? PlainText(JsonElement definition, string name) =>
        definition.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.Object ? text.GetProperty("text").GetString() : null;
}
