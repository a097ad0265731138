using IncidentBot.Core.Incidents;
using IncidentBot.Incidents;
using IncidentBot.SlackEdge.Outbound;
using IncidentBot.Storage;

namespace IncidentBot.SlackEdge.Reactions;

/// <summary>Queues a public update for the channels that subscribed to one of its components, or to all.</summary>
internal sealed class CustomerChannelReaction(SlackOutbox outbox, SlackEdgeSettings settings) : IIncidentReaction
{
    public Task ReactAsync(IncidentChange change, DbSession session) =>
        change.After.IsConfidential ? Task.CompletedTask : outbox.AddAsync(session, change.After, [.. Intents(change)], change.Now);

    private IEnumerable<SlackIntent> Intents(IncidentChange change)
    {
        for (var index = 0; index < change.Events.Count; index++)
        {
            // The sender knows which channels got the update.
            if (change.Events[index] is IncidentEvent.PublicUpdateCorrected)
            {
                foreach (var channel in settings.CustomerChannels)
                    yield return new SlackIntent.TellCustomers(channel.Channel, TimelineStore.PositionOf(change, index));
            }

            if (change.Events[index] is not IncidentEvent.PublicUpdatePublished published)
                continue;
            // The components named now, and those affected before: a channel that got the outage also gets its end.
            var concerned = published.Components.Keys.Concat(change.Before?.Components.Keys ?? []);
            foreach (var channel in settings.CustomerChannels.Where(channel => channel.Covers(concerned)))
                yield return new SlackIntent.TellCustomers(channel.Channel, TimelineStore.PositionOf(change, index));
        }
    }
}
