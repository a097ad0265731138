using IncidentBot.Core.Incidents;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using IncidentBot.Subscriptions.Audience;
using NodaTime;

namespace IncidentBot.Subscriptions;

/// <summary>
/// Adds the outbox rows for subscribers in the commit that publishes an update: one row for each kind of subscriber, however many there are. A hundred
/// thousand rows in this commit would make the messenger, and every other writer, wait.
/// </summary>
internal sealed class SubscriptionReaction(FanOutStore fanOuts, SubscriberStore subscribers, SubscriberOutbox outbox) : IIncidentReaction
{
    private static readonly SubscriberKind[] Kinds = Enum.GetValues<SubscriberKind>();

    public async Task ReactAsync(IncidentChange change, DbSession session)
    {
        // The decider refuses to publish these. Checked again, because a message that was sent cannot be taken back.
        if (change.After.IsConfidential)
            return;

        var incident = change.After.Id.Number;
        foreach (var published in change.Events.OfType<IncidentEvent.PublicUpdatePublished>())
            await BeginAsync(session, [.. Kinds.Select(kind => new SubscriberTask.FanOut(incident, published.Number, kind, After: 0))], change.Now);
        foreach (var corrected in change.Events.OfType<IncidentEvent.PublicUpdateCorrected>().Where(corrected => corrected.TellsSubscribers))
            await CorrectAsync(change, corrected.Number, session);
        if (change is { Before: { } before } && change.Find<IncidentEvent.MergedInto>() is { Other: var other })
            await CarryOverAsync(change, before, other, session);
    }

    // Only for subscribers who have a row for the wrong text: the others get the update with the right one.
    private async Task CorrectAsync(IncidentChange change, int number, DbSession session)
    {
        var incident = change.After.Id.Number;
        var notice = new FollowUpNotice(FollowUpNoticeKind.Corrected, change.After.Version, change.After.PublicUpdates);
        var tasks = new List<SubscriberTask.FanOut>();
        foreach (var kind in Kinds)
        {
            if (await fanOuts.MarkAsync(session, new FanOutKey(incident, number, kind)) is { } last)
                tasks.Add(new SubscriberTask.FanOut(incident, number, kind, After: 0) { Notice = notice, Until = last });
        }

        await BeginAsync(session, tasks, change.Now);
    }

    // Subscribers who heard of the incident get a notice of the merge. Its followers follow the other incident from now on.
    private async Task CarryOverAsync(IncidentChange change, Incident before, IncidentId other, DbSession session)
    {
        // An incident that was never public has no followers.
        if (before.PublicUpdates == 0)
            return;
        var incident = change.After.Id.Number;
        await subscribers.CarryOverAsync(session, incident, other.Number);
        if (!before.IsOpenInPublic)
            return;
        var notice = new FollowUpNotice(FollowUpNoticeKind.Merged, change.After.Version, before.PublicUpdates);
        var tasks = Kinds.Select(kind => new SubscriberTask.FanOut(incident, before.PublicUpdates, kind, After: 0) { Notice = notice });
        await BeginAsync(session, [.. tasks], change.Now);
    }

    private async Task BeginAsync(DbSession session, IReadOnlyList<SubscriberTask.FanOut> tasks, Instant now)
    {
        await fanOuts.BeginAsync(session, [.. tasks.Select(task => task.Key)], now);
        await outbox.AddAsync(session, [.. tasks], now);
    }
}
