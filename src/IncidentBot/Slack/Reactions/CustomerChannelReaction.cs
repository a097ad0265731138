using IncidentBot.Core.Incidents;
using IncidentBot.Incidents;
using IncidentBot.SlackEdge.Outbound;
using IncidentBot.Storage;

namespace IncidentBot.SlackEdge.Reactions;

/// <summary>Sends a public update on its way to the channels that subscribed to one of its components, or to everything (R30).</summary>
internal sealed class CustomerChannelReaction(SlackOutbox outbox, SlackEdgeSettings settings) : IIncidentReaction
{
    public Task ReactAsync(IncidentChange change, DbSession session) =>
        change.After.IsConfidential ? Task.CompletedTask : outbox.AddAsync(session, change.After, [.. Intents(change)], change.Now);

    private IEnumerable<SlackIntent> Intents(IncidentChange change)
    {
        for (var index = 0; index < change.Events.Count; index++)
        {
            // Which of them got the update is known when it is carried out.
            if (change.Events[index] is IncidentEvent.PublicUpdateCorrected)
            {
                foreach (var channel in settings.CustomerChannels)
                    yield return new SlackIntent.TellCustomers(channel.Channel, TimelineStore.PositionOf(change, index));
            }

            if (change.Events[index] is not IncidentEvent.PublicUpdatePublished published)
                continue;
            // What it names now, and what it held until now: whoever heard of the outage hears of its end.
            var concerned = published.Components.Keys.Concat(change.Before?.Components.Keys ?? []);
            foreach (var channel in settings.CustomerChannels.Where(channel => channel.Covers(concerned)))
                yield return new SlackIntent.TellCustomers(channel.Channel, TimelineStore.PositionOf(change, index));
        }
    }
}
