using System.Globalization;
using System.Text.Json;

namespace IncidentBot.Slack.WebApi;

public sealed partial class SlackApiClient
{
    private const int PageSize = 200;

    // The list is slow in pages and cut to size before archived channels are left out: few large pages find a name soonest.
    private const int ListPageSize = 999;

    /// <summary>Creates a channel with the bot in it. Use the name that comes back: Slack may alter it.</summary>
    public Task<SlackOutcome<Conversation>> CreateConversationAsync(string name, bool isPrivate, CancellationToken cancellationToken) =>
        CallAsync(
            SlackCall.Json("conversations.create", null, writer =>
            {
                writer.WriteString("name", name);
                writer.WriteBoolean("is_private", isPrivate);
            }),
            ReadChannel,
            cancellationToken);

    /// <summary>Invites up to 100 people; those who cannot come do not keep the others out and are named in the answer.</summary>
    public Task<SlackOutcome<InviteResponse>> InviteAsync(string channel, IReadOnlyList<string> users, CancellationToken cancellationToken)
    {
        if (users.Count is 0 or > 100)
            throw new ArgumentException($"An invitation takes 1 to 100 people and has {users.Count}.", nameof(users));

        var call = SlackCall.Json("conversations.invite", channel, writer =>
        {
            writer.WriteString("channel", channel);
            writer.WriteString("users", string.Join(',', users));
            writer.WriteBoolean("force", true);
        });

        return CallAsync(call with { CountsAsAnswer = NamesPeople }, ReadInvitation, cancellationToken);

        static bool NamesPeople(JsonElement json) => InviteResponse.ReadErrors(json).Count > 0;

        static InviteResponse ReadInvitation(JsonElement json) =>
            new([.. InviteResponse.ReadErrors(json).Where(error => !SlackErrors.MeansDone("conversations.invite", error.Code))]);
    }

    /// <summary>Joins a public channel; being in it already counts as done.</summary>
    public Task<SlackOutcome<Nothing>> JoinConversationAsync(string channel, CancellationToken cancellationToken) =>
        CallAsync(SlackCall.Json("conversations.join", channel, writer => writer.WriteString("channel", channel)), cancellationToken);

    /// <summary>The channel of the direct conversation with a person; the same one every time. Needs the scope <c>im:write</c>.</summary>
    public Task<SlackOutcome<string>> OpenDirectAsync(string user, CancellationToken cancellationToken) =>
        CallAsync(
            SlackCall.Json("conversations.open", null, writer => writer.WriteString("users", user)),
            json => json.Child("channel")?.Filled("id"),
            cancellationToken);

    /// <summary>Sets the topic, at most 250 characters. Slack posts a line each time: call it only on a change.</summary>
    public Task<SlackOutcome<Nothing>> SetTopicAsync(string channel, string topic, CancellationToken cancellationToken) =>
        ChangeAsync("conversations.setTopic", channel, "topic", topic, cancellationToken);

    /// <summary>Sets the description, at most 250 characters. Slack posts a line each time: call it only on a change.</summary>
    public Task<SlackOutcome<Nothing>> SetPurposeAsync(string channel, string purpose, CancellationToken cancellationToken) =>
        ChangeAsync("conversations.setPurpose", channel, "purpose", purpose, cancellationToken);

    /// <summary>Renames a channel the bot created. Use the name that comes back.</summary>
    public Task<SlackOutcome<Conversation>> RenameConversationAsync(string channel, string name, CancellationToken cancellationToken) =>
        CallAsync(
            SlackCall.Json("conversations.rename", channel, writer =>
            {
                writer.WriteString("channel", channel);
                writer.WriteString("name", name);
            }),
            ReadChannel,
            cancellationToken);

    /// <summary>A channel. <c>channel_not_found</c> may also mean that it is private and the bot is not in it.</summary>
    public Task<SlackOutcome<Conversation>> ConversationInfoAsync(string channel, CancellationToken cancellationToken) =>
        CallAsync(SlackCall.Form("conversations.info", ("channel", channel)), ReadChannel, cancellationToken);

    /// <summary>Messages of a channel, newest first, replies not included. The bot must be in it.</summary>
    /// <param name="channel">The channel's ID.</param>
    /// <param name="oldest">From this message or time on, itself included; null for the beginning.</param>
    /// <param name="latest">Up to this message or time, itself included; null for now.</param>
    /// <param name="limit">How many, 1 to 999.</param>
    /// <param name="cursor">From the page before; null for the first.</param>
    /// <param name="includeAllMetadata">Whether to bring what was attached to messages.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<SlackOutcome<Page<HistoryMessage>>> ConversationHistoryAsync(
        string channel, string? oldest, string? latest, int limit, string? cursor, bool includeAllMetadata, CancellationToken cancellationToken) =>
        CallAsync(
            SlackCall.Form(
                "conversations.history",
                ("channel", channel),
                ("oldest", oldest),
                ("latest", latest),
                ("inclusive", "true"),
                ("limit", PageLimit(limit)),
                ("cursor", cursor),
                ("include_all_metadata", includeAllMetadata ? "true" : null)),
            ReadMessages,
            cancellationToken);

    /// <summary>Messages of a thread, the parent first.</summary>
    public Task<SlackOutcome<Page<HistoryMessage>>> ConversationRepliesAsync(
        string channel, string ts, string? oldest, string? latest, int limit, string? cursor, bool includeAllMetadata, CancellationToken cancellationToken) =>
        CallAsync(
            SlackCall.Form(
                "conversations.replies",
                ("channel", channel),
                ("ts", ts),
                ("oldest", oldest),
                ("latest", latest),
                ("inclusive", oldest is null && latest is null ? null : "true"),
                ("limit", PageLimit(limit)),
                ("cursor", cursor),
                ("include_all_metadata", includeAllMetadata ? "true" : null)),
            ReadMessages,
            cancellationToken);

    /// <summary>Channels that are not archived. Slow in a large workspace: keep IDs instead.</summary>
    /// <param name="cursor">From the page before; null for the first.</param>
    /// <param name="types">Such as <c>public_channel,private_channel</c>.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<SlackOutcome<Page<Conversation>>> ListConversationsAsync(string? cursor, string types, CancellationToken cancellationToken) =>
        CallAsync(
            SlackCall.Form(
                "conversations.list", ("types", types), ("exclude_archived", "true"), ("limit", PageLimit(ListPageSize)), ("cursor", cursor)),
            json => Page<Conversation>.Read(json, "channels", Conversation.Read),
            cancellationToken);

    private Task<SlackOutcome<Nothing>> ChangeAsync(string method, string channel, string name, string value, CancellationToken cancellationToken)
    {
        BlockKit.Limit.Within(value, 250, $"A channel's {name}", name);
        return CallAsync(
            SlackCall.Json(method, channel, writer =>
            {
                writer.WriteString("channel", channel);
                writer.WriteString(name, value);
            }),
            cancellationToken);
    }

    private static string PageLimit(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 999);
        return limit.ToString(CultureInfo.InvariantCulture);
    }

    private static Conversation? ReadChannel(JsonElement json) => json.Child("channel") is { } channel ? Conversation.Read(channel) : null;

    private static Page<HistoryMessage>? ReadMessages(JsonElement json) => Page<HistoryMessage>.Read(json, "messages", HistoryMessage.Read);
}
