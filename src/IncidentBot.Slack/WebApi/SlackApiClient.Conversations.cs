using System.Globalization;
using System.Text.Json;

namespace IncidentBot.Slack.WebApi;

public sealed partial class SlackApiClient
{
    private const int PageSize = 200;

    // Slack cuts pages to size before it drops archived channels, and each page is slow. Few large pages find a name fastest.
    private const int ListPageSize = 999;

    /// <summary>Creates a channel with the bot as member. Use the returned name, because Slack may alter it.</summary>
    public Task<SlackOutcome<Conversation>> CreateConversationAsync(string name, bool isPrivate, CancellationToken cancellationToken) =>
        CallAsync(
            SlackCall.Json("conversations.create", null, writer =>
            {
                writer.WriteString("name", name);
                writer.WriteBoolean("is_private", isPrivate);
            }),
            ReadChannel,
            cancellationToken);

    /// <summary>Invites up to 100 users. An invalid user does not stop the others and is named in the result.</summary>
    public Task<SlackOutcome<InviteResponse>> InviteAsync(string channel, IReadOnlyList<string> users, CancellationToken cancellationToken)
    {
        if (users.Count is 0 or > 100)
            throw new ArgumentException($"An invitation allows 1 to 100 people and has {users.Count}.", nameof(users));

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

    /// <summary>Joins a public channel; being a member already is a success.</summary>
    public Task<SlackOutcome<Nothing>> JoinConversationAsync(string channel, CancellationToken cancellationToken) =>
        CallAsync(SlackCall.Json("conversations.join", channel, writer => writer.WriteString("channel", channel)), cancellationToken);

    /// <summary>The channel of the direct conversation with a user, always the same. Requires the scope <c>im:write</c>.</summary>
    public Task<SlackOutcome<string>> OpenDirectAsync(string user, CancellationToken cancellationToken) =>
        CallAsync(
            SlackCall.Json("conversations.open", null, writer => writer.WriteString("users", user)),
            json => json.Child("channel")?.Filled("id"),
            cancellationToken);

    /// <summary>Sets the topic, at most 250 characters. Slack posts a line each time, so call it only for a change.</summary>
    public Task<SlackOutcome<Nothing>> SetTopicAsync(string channel, string topic, CancellationToken cancellationToken) =>
        ChangeAsync("conversations.setTopic", channel, "topic", topic, cancellationToken);

    /// <summary>Sets the description, at most 250 characters. Slack posts a line each time, so call it only for a change.</summary>
    public Task<SlackOutcome<Nothing>> SetPurposeAsync(string channel, string purpose, CancellationToken cancellationToken) =>
        ChangeAsync("conversations.setPurpose", channel, "purpose", purpose, cancellationToken);

    /// <summary>Renames a channel that the bot created. Use the returned name.</summary>
    public Task<SlackOutcome<Conversation>> RenameConversationAsync(string channel, string name, CancellationToken cancellationToken) =>
        CallAsync(
            SlackCall.Json("conversations.rename", channel, writer =>
            {
                writer.WriteString("channel", channel);
                writer.WriteString("name", name);
            }),
            ReadChannel,
            cancellationToken);

    /// <summary>A channel. <c>channel_not_found</c> may also mean a private channel without the bot.</summary>
    public Task<SlackOutcome<Conversation>> ConversationInfoAsync(string channel, CancellationToken cancellationToken) =>
        CallAsync(SlackCall.Form("conversations.info", ("channel", channel)), ReadChannel, cancellationToken);

    /// <summary>The messages of a channel, newest first, without replies. The bot must be a member.</summary>
    /// <param name="channel">The channel's ID.</param>
    /// <param name="oldest">The first message or time, inclusive; null for the beginning.</param>
    /// <param name="latest">The last message or time, inclusive; null for now.</param>
    /// <param name="limit">The maximum number, 1 to 999.</param>
    /// <param name="cursor">The cursor of the previous page; null for the first.</param>
    /// <param name="includeAllMetadata">Whether the messages' metadata is requested.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
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

    /// <summary>The messages of a thread, the parent first.</summary>
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

    /// <summary>The channels that are not archived. Slow in a large workspace, so store IDs instead.</summary>
    /// <param name="cursor">The cursor of the previous page; null for the first.</param>
    /// <param name="types">Such as <c>public_channel,private_channel</c>.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
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
