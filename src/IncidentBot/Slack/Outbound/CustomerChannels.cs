using IncidentBot.Core.Incidents;
using IncidentBot.Incidents;
using IncidentBot.Outbox;
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
        var change = await database.ReadAsync(session => timeline.OfChangeAsync(session, incident.Id, told.Position), cancellationToken);
        if (change.FirstOrDefault(entry => entry.Position == told.Position)?.Event is not IncidentEvent.PublicUpdatePublished published)
            return new SendOutcome.Dead("the public update is not there");
        var channel = await channels.FindAsync(told.Channel, cancellationToken);
        if (channel is not SlackOutcome<string>.Ok { Value: var id })
        {
            if (channel.Code == "channel_not_found")
                Log.NoChannel(logger, told.Channel);
            return channel.ToSendOutcome();
        }

        var key = FormattableString.Invariant($"customers:{published.Number}:{id}");
        return await posts.PostOnceAsync(row, incident.Id, id, key, CustomerMessage.For(published, incident, policy.Components, settings), cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "There is no channel #{Channel} that the bot can see, and Subscriptions:SlackChannels names it. Invite the bot there or take it out")]
        public static partial void NoChannel(ILogger logger, string channel);
    }
}
