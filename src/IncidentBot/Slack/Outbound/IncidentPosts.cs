using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IncidentBot.Core.Incidents;
using IncidentBot.Outbox;
using IncidentBot.Slack.BlockKit;
using IncidentBot.Slack.WebApi;
using IncidentBot.SlackEdge.Rooms;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.SlackEdge.Outbound;

/// <summary>
/// Posts a message exactly once and finds it again. Slack has no idempotency key, so each message carries the id of its outbox row as metadata.
/// A row whose answer was lost searches for that mark before it posts again.
/// </summary>
internal sealed class IncidentPosts(IDatabase database, PostStore posts, SlackApiClient slack, Clock clock)
{
    private const string EventType = "incidentbot_message";
    internal const string RowKey = "row";
    private const int PageSize = 200;

    // Differs from every fingerprint, so the next edit is sent.
    private const string ContentUnknown = "";

    // The mark is near the creation of the row, followed by the messages since then. This limit covers an outage of hours in a busy room.
    private const int MostPages = 25;

    // Slack stamps messages with its own clock. The clock of this host may have been ahead when the row was written,
    // by hours if local time was taken for UTC. A search that does not start early enough would post twice.
    private static readonly Duration LargestClockError = Duration.FromDays(1);

    /// <summary>Posts unless a message with this key was posted before.</summary>
    public async Task<SendOutcome> PostOnceAsync(
        OutboxRow row, IncidentId incident, string channel, string key, Message message, CancellationToken cancellationToken)
    {
        if (await FindAsync(incident, key, cancellationToken) is not null)
            return new SendOutcome.Sent();
        return await PostAsync(row, incident, channel, key, message, cancellationToken);
    }

    /// <summary>Posts the first time and edits after that. An edit without a change is not sent.</summary>
    public async Task<SendOutcome> PostOrEditAsync(
        OutboxRow row, IncidentId incident, string channel, string key, Message message, CancellationToken cancellationToken) =>
        await FindAsync(incident, key, cancellationToken) is { } post
            ? await EditAsync(incident, post, message, cancellationToken)
            : await PostAsync(row, incident, channel, key, message, cancellationToken);

    public async Task<SendOutcome> EditAsync(IncidentId incident, Post post, Message message, CancellationToken cancellationToken)
    {
        var content = Fingerprint(message);
        if (post.Content == content)
            return new SendOutcome.Sent();

        var outcome = await slack.UpdateMessageAsync(post.ChannelId, post.Ts, message, cancellationToken);
        if (outcome.Code is ("message_not_found" or "cant_update_message" or "edit_window_closed" or "is_inactive") and var gone)
            return new SendOutcome.Skipped(gone);
        // An edit is idempotent, so a lost answer is retried.
        if (outcome is SlackOutcome<PostMessageResponse>.Ambiguous lost)
            return new SendOutcome.TryLater(lost.Reason);
        if (!outcome.IsOk)
            return outcome.ToSendOutcome();
        await SaveAsync(incident, new Post { Key = post.Key, ChannelId = post.ChannelId, Ts = post.Ts, Content = content, PostedAt = post.PostedAt });
        return new SendOutcome.Sent();
    }

    public Task<Post?> FindAsync(IncidentId incident, string key, CancellationToken cancellationToken) =>
        database.ReadAsync(session => posts.FindAsync(session, incident, key), cancellationToken);

    public Task<IReadOnlyList<Post>> StartingWithAsync(IncidentId incident, string prefix, CancellationToken cancellationToken) =>
        database.ReadAsync(session => posts.StartingWithAsync(session, incident, prefix), cancellationToken);

    private async Task<SendOutcome> PostAsync(
        OutboxRow row, IncidentId incident, string channel, string key, Message message, CancellationToken cancellationToken)
    {
        if (row.Uncertain)
        {
            if (await RecoverAsync(row, incident, channel, key, cancellationToken) is { } unknown)
                return IsPerson(channel) && unknown is SendOutcome.Dead ? new SendOutcome.Skipped("an earlier attempt may have arrived") : unknown;
            if (await FindAsync(incident, key, cancellationToken) is not null)
                return new SendOutcome.Sent();
        }

        var marked = message with
        {
            Metadata = new MessageMetadata(EventType, new Dictionary<string, string>
            {
                [RowKey] = MarkOf(row),
                ["incident"] = incident.Number.ToString(CultureInfo.InvariantCulture),
            }),
        };
        var outcome = await slack.PostMessageAsync(channel, marked, null, cancellationToken);
        if (outcome is SlackOutcome<PostMessageResponse>.Ok ok)
            await SaveAsync(incident, NewPost(key, ok.Value.Channel, ok.Value.Ts, message));
        return outcome.ToSendOutcome();
    }

    /// <summary>
    /// Checks whether an attempt whose answer was lost did post, and records the message if so. Null when the answer is known.
    /// Otherwise the outcome for the row: it is retried and not posted.
    /// </summary>
    public async Task<SendOutcome?> RecoverAsync(
        OutboxRow row, IncidentId incident, string channel, string key, CancellationToken cancellationToken)
    {
        // A user id works as a channel only for posting. Reading the history needs the id of the direct conversation.
        var place = IsPerson(channel) ? await slack.OpenDirectAsync(channel, cancellationToken) : new SlackOutcome<string>.Ok(channel);
        if (place is not SlackOutcome<string>.Ok { Value: var channelId })
            return place.ToSendOutcome() is SendOutcome.Dead closed ? closed : StillUncertain(place);
        switch (await FindMarkAsync(channelId, row, cancellationToken))
        {
            case SlackOutcome<string?>.Ok { Value: { } ts }:
                await SaveAsync(
                    incident, new Post { Key = key, ChannelId = channelId, Ts = ts, Content = ContentUnknown, PostedAt = clock.Now });
                return null;
            case SlackOutcome<string?>.Ok:
                return null;
            case var failed:
                return failed.ToSendOutcome() is SendOutcome.Dead dead ? dead : StillUncertain(failed);
        }
    }

    private async Task<SlackOutcome<string?>> FindMarkAsync(string channel, OutboxRow row, CancellationToken cancellationToken)
    {
        var oldest = string.Create(CultureInfo.InvariantCulture, $"{(row.CreatedAt - LargestClockError).ToUnixTimeSeconds()}.000000");
        string? cursor = null;
        for (var page = 0; page < MostPages; page++)
        {
            var history = await slack.ConversationHistoryAsync(channel, oldest, null, PageSize, cursor, includeAllMetadata: true, cancellationToken);
            if (history.Code is { } code && SlackErrors.IsOutside(code))
            {
                var joined = await slack.JoinConversationAsync(channel, cancellationToken);
                if (!joined.IsOk)
                    return joined.Select<string?>(_ => null);
                history = await slack.ConversationHistoryAsync(channel, oldest, null, PageSize, cursor, includeAllMetadata: true, cancellationToken);
            }

            if (history is not SlackOutcome<Page<HistoryMessage>>.Ok ok)
                return history.Select<string?>(_ => null);
            if (ok.Value.Items.FirstOrDefault(message => IsMarked(message, row)) is { } match)
                return new SlackOutcome<string?>.Ok(match.Ts);
            if (ok.Value.NextCursor is null)
                break;
            cursor = ok.Value.NextCursor;
        }

        return new SlackOutcome<string?>.Ok(null);
    }

    private static bool IsPerson(string channel) => channel.StartsWith('U') || channel.StartsWith('W');

    private static bool IsMarked(HistoryMessage message, OutboxRow row) =>
        message.Metadata is { EventType: EventType } metadata && metadata.Payload.TryGetValue(RowKey, out var mark) && mark == MarkOf(row);

    private static string MarkOf(OutboxRow row) => MarkOf(row.Id, row.CreatedAt);

    /// <summary>
    /// The mark in the metadata of a row's messages. The creation time distinguishes the rows of this database from those of an earlier one.
    /// </summary>
    internal static string MarkOf(long row, Instant createdAt) =>
        string.Create(CultureInfo.InvariantCulture, $"{row}-{createdAt.ToUnixTimeMilliseconds()}");

    private static SendOutcome StillUncertain<T>(SlackOutcome<T> failed) => failed switch
    {
        SlackOutcome<T>.RateLimited limited => new SendOutcome.Busy(limited.After, "rate limited while searching for an earlier post"),
        _ => new SendOutcome.Uncertain("could not search for an earlier post"),
    };

    private Post NewPost(string key, string channel, string ts, Message message) =>
        new() { Key = key, ChannelId = channel, Ts = ts, Content = Fingerprint(message), PostedAt = clock.Now };

    // The message is posted, so its record must be saved even if the process is stopping.
    private Task SaveAsync(IncidentId incident, Post post) =>
        database.WriteAsync(session => posts.SaveAsync(session, incident, post), CancellationToken.None);

    private static string Fingerprint(Message message) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(message.ToJson())));
}
