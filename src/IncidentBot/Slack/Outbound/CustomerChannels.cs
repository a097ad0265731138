using IncidentBot.Core.Incidents;
using IncidentBot.Incidents;
using IncidentBot.Outbox;
using IncidentBot.Slack.BlockKit;
using IncidentBot.Slack.WebApi;
using IncidentBot.SlackEdge.Messages;
using IncidentBot.Storage;

namespace IncidentBot.SlackEdge.Outbound;

/// <summary>Says public updates in channels that customers read: what the page says, and nothing else of the incident.</summary>
internal sealed partial class CustomerChannels(
    IDatabase database, TimelineStore timeline, IncidentPosts posts, ChannelDirectory channels, IncidentPolicy policy, SlackEdgeSettings settings, ILogger<CustomerChannels> logger)
{
    public async Task<SendOutcome> TellAsync(OutboxRow row, SlackIntent.TellCustomers told, Incident incident, CancellationToken cancellationToken)
    {
        if (incident.IsConfidential)
            return new SendOutcome.Skipped("confidential");
        var (happened, update) = await database.ReadAsync(session => ReadAsync(session, incident.Id, told.Position), cancellationToken);
        if (update is null)
            return new SendOutcome.Dead("the public update is not there");
        var channel = await channels.FindAsync(told.Channel, cancellationToken);
        if (channel is not SlackOutcome<string>.Ok { Value: var id })
        {
            if (channel.Code == "channel_not_found")
                Log.NoChannel(logger, told.Channel);
            return channel.ToSendOutcome();
        }

        var key = FormattableString.Invariant($"customers:{update.Number}:{id}");
        var message = CustomerMessage.For(update, incident, policy.Components, settings);
        return happened is IncidentEvent.PublicUpdateCorrected corrected
            ? await CorrectAsync(row, incident, update, corrected, key, message, id, cancellationToken)
            : await posts.PostOnceAsync(row, incident.Id, id, key, message, cancellationToken);
    }

    // The wrong words do not stay, whoever comes late reads the right ones; and whoever has read them hears that they were wrong.
    private async Task<SendOutcome> CorrectAsync(
        OutboxRow row, Incident incident, PublicUpdateText update, IncidentEvent.PublicUpdateCorrected corrected, string key, Message message, string channel, CancellationToken cancellationToken)
    {
        if (await posts.FindAsync(incident.Id, key, cancellationToken) is not { } post)
            return new SendOutcome.Skipped("the update was not said there");
        var edited = await posts.EditAsync(incident.Id, post, message, cancellationToken);
        if (!corrected.TellsSubscribers || edited is not (SendOutcome.Sent or SendOutcome.Skipped))
            return edited;
        var position = FormattableString.Invariant($"{key}:v{row.IncidentVersion}");
        return await posts.PostOnceAsync(row, incident.Id, channel, position, CustomerMessage.Correction(update, incident, settings), cancellationToken);
    }

    // What was corrected before it could be said is said as it is right.
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
        [LoggerMessage(Level = LogLevel.Error, Message = "There is no channel #{Channel} that the bot can see, and Subscriptions:SlackChannels names it. Invite the bot there or take it out")]
        public static partial void NoChannel(ILogger logger, string channel);
    }
}
