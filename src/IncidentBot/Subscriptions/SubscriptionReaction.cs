using IncidentBot.Core.Incidents;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using IncidentBot.Subscriptions.Audience;

namespace IncidentBot.Subscriptions;

/// <summary>
/// Sends a public update on its way to subscribers in the commit that publishes it: one row a kind, however many they are. A hundred thousand rows here would make
/// the messenger, and everybody who writes at the same time, wait for them.
/// </summary>
internal sealed class SubscriptionReaction(FanOutStore fanOuts, SubscriberOutbox outbox) : IIncidentReaction
{
    private static readonly SubscriberKind[] Kinds = Enum.GetValues<SubscriberKind>();

    public async Task ReactAsync(IncidentChange change, DbSession session)
    {
        // The decider refuses to publish these; a second lock costs nothing, and what was once sent stays sent.
        if (change.After.IsConfidential)
            return;

        foreach (var published in change.Events.OfType<IncidentEvent.PublicUpdatePublished>())
        {
            var keys = Array.ConvertAll(Kinds, kind => new FanOutKey(change.After.Id.Number, published.Number, kind));
            await fanOuts.BeginAsync(session, keys, change.Now);
            await outbox.AddAsync(session, [.. keys.Select(key => new SubscriberTask.FanOut(key.Incident, key.Update, key.Kind, After: 0))], change.Now);
        }
    }
}
