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
/// Posts a message exactly once and finds it again. Slack has no key against posting twice, so each message carries our row's id where only apps
/// see it, and a row whose answer was lost looks for that mark before it posts again.
/// </summary>
internal sealed class IncidentPosts(IDatabase database, PostStore posts, SlackApiClient slack, Clock clock)
{
    private const string EventType = "incidentbot_message";
    internal const string RowKey = "row";
    private const int PageSize = 200;

    // Equal to no fingerprint, so the next edit is sent.
    private const string ContentUnknown = "";

    // Our mark lies near the row's creation, behind whatever people wrote since: as much as a room fills during an outage of hours.
    private const int MostPages = 25;

    // Slack stamps messages by its own clock. Ours may have been ahead when the row was written, by hours where somebody took local time for UTC: a mark that is not
    // looked for far enough back is posted twice.
    private static readonly Duration LargestClockError = Duration.FromDays(1);

    /// <summary>Posts unless this key was posted before.</summary>
    public async Task<SendOutcome> PostOnceAsync(OutboxRow row, IncidentId incident, string channel, string key, Message message, CancellationToken cancellationToken)
    {
        if (await FindAsync(incident, key, cancellationToken) is not null)
            return new SendOutcome.Sent();
        return await PostAsync(row, incident, channel, key, message, cancellationToken);
    }

    /// <summary>Posts the first time and edits ever after; an edit that changes nothing is not sent.</summary>
    public async Task<SendOutcome> KeepAsync(
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
        // Editing to the same words twice is the same as once, so an answer that was lost is simply asked for again.
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
                return IsPerson(channel) && unknown is SendOutcome.Dead ? new SendOutcome.Skipped("an earlier try may have arrived") : unknown;
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
    /// Looks whether an attempt whose answer was lost did post, and if so remembers the message. Null when that is known; otherwise when to ask again:
    /// not knowing is no reason to post.
    /// </summary>
    public async Task<SendOutcome?> RecoverAsync(OutboxRow row, IncidentId incident, string channel, string key, CancellationToken cancellationToken)
    {
        // A person's id stands for the conversation with them only where one posts.
        var place = IsPerson(channel) ? await slack.OpenDirectAsync(channel, cancellationToken) : new SlackOutcome<string>.Ok(channel);
        if (place is not SlackOutcome<string>.Ok { Value: var channelId })
            return place.ToSendOutcome() is SendOutcome.Dead closed ? closed : StillUncertain(place);
        switch (await FindMarkAsync(channelId, row, cancellationToken))
        {
            case SlackOutcome<string?>.Ok { Value: { } ts }:
                await SaveAsync(incident, new Post { Key = key, ChannelId = channelId, Ts = ts, Content = ContentUnknown, PostedAt = clock.Now });
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
    /// What a row's posts carry hidden in them. The creation time tells rows of one database from those of another that served this workspace before.
    /// </summary>
    internal static string MarkOf(long row, Instant createdAt) => string.Create(CultureInfo.InvariantCulture, $"{row}-{createdAt.ToUnixTimeMilliseconds()}");

    private static SendOutcome StillUncertain<T>(SlackOutcome<T> failed) => failed switch
    {
        SlackOutcome<T>.RateLimited limited => new SendOutcome.Busy(limited.After, "rate limited while looking for an earlier post"),
        _ => new SendOutcome.Uncertain("could not look for an earlier post"),
    };

    private Post NewPost(string key, string channel, string ts, Message message) =>
        new() { Key = key, ChannelId = channel, Ts = ts, Content = Fingerprint(message), PostedAt = clock.Now };

    // The message is out: what we know of it must be kept even when the process is told to stop meanwhile.
    private Task SaveAsync(IncidentId incident, Post post) =>
        database.WriteAsync(session => posts.SaveAsync(session, incident, post), CancellationToken.None);

    private static string Fingerprint(Message message) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(message.ToJson())));
}
