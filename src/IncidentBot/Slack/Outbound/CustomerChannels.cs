using IncidentBot.Core.Incidents;
using IncidentBot.Incidents;
using IncidentBot.Outbox;
using IncidentBot.Slack.BlockKit;
using IncidentBot.Slack.WebApi;
using IncidentBot.SlackEdge.Messages;
using IncidentBot.Storage;

namespace IncidentBot.SlackEdge.Outbound;

/// <summary>Posts public updates in channels that customers read: the text of the page, and nothing else about the incident.</summary>
internal sealed partial class CustomerChannels(
    IDatabase database,
    TimelineStore timeline,
    IncidentPosts posts,
    ChannelDirectory channels,
    IncidentPolicy policy,
    SlackEdgeSettings settings,
    ILogger<CustomerChannels> logger)
{
    public async Task<SendOutcome> TellAsync(OutboxRow row, SlackIntent.TellCustomers intent, Incident incident, CancellationToken cancellationToken)
    {
        if (incident.IsConfidential)
            return new SendOutcome.Skipped("confidential");
        var (happened, update) = await database.ReadAsync(session => ReadAsync(session, incident.Id, intent.Position), cancellationToken);
        if (update is null)
            return new SendOutcome.Dead("the public update is not there");
        var channel = await channels.FindAsync(intent.Channel, cancellationToken);
        if (channel is not SlackOutcome<string>.Ok { Value: var id })
        {
            if (channel.Code == "channel_not_found")
                Log.NoChannel(logger, intent.Channel);
            return channel.ToSendOutcome();
        }

        var key = FormattableString.Invariant($"customers:{update.Number}:{id}");
        var message = CustomerMessage.For(update, incident, policy.Components, settings);
        return happened is IncidentEvent.PublicUpdateCorrected corrected
            ? await CorrectAsync(row, incident, update, corrected, key, message, id, cancellationToken)
            : await posts.PostOnceAsync(row, incident.Id, id, key, message, cancellationToken);
    }

    // The first message is edited, so that late readers see the correct text. Earlier readers get a second message if they should be told.
    private async Task<SendOutcome> CorrectAsync(
        OutboxRow row,
        Incident incident,
        PublicUpdateText update,
        IncidentEvent.PublicUpdateCorrected corrected,
        string key,
        Message message,
        string channel,
        CancellationToken cancellationToken)
    {
        if (await posts.FindAsync(incident.Id, key, cancellationToken) is not { } post)
            return new SendOutcome.Skipped("the update was not posted there");
        var edited = await posts.EditAsync(incident.Id, post, message, cancellationToken);
        if (!corrected.TellsSubscribers || edited is not (SendOutcome.Sent or SendOutcome.Skipped))
            return edited;
        var correctionKey = FormattableString.Invariant($"{key}:v{row.IncidentVersion}");
        return await posts.PostOnceAsync(row, incident.Id, channel, correctionKey, CustomerMessage.Correction(update, incident, settings), cancellationToken);
    }

    // The update is read when it is sent, so one that was corrected before is posted with the correct text.
    private async Task<(IncidentEvent? Happened, PublicUpdateText? Update)> ReadAsync(DbSession session, IncidentId id, long position)
    {
        var happened = (await timeline.OfChangeAsync(session, id, position)).FirstOrDefault(entry => entry.Position == position)?.Event;
        var number = happened switch
        {
            IncidentEvent.PublicUpdatePublished published => published.Number,
            IncidentEvent.PublicUpdateCorrected corrected => corrected.Number,
            _ => (int?)null,
        };
        return (happened, number is null ? null : await timeline.PublicUpdateAsync(session, id, number));
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Error,
            Message = "Subscriptions:SlackChannels names the channel #{Channel}, but the bot cannot see it. Invite the bot there, or remove the channel")]
        public static partial void NoChannel(ILogger logger, string channel);
    }
}
