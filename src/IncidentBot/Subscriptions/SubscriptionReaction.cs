using IncidentBot.Core.Incidents;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using IncidentBot.Subscriptions.Audience;
using NodaTime;

namespace IncidentBot.Subscriptions;

/// <summary>
/// Sends what customers are told on its way to subscribers in the commit by which it becomes public: one row a kind, however many they are. A hundred thousand rows
/// here would make the messenger, and everybody who writes at the same time, wait for them.
/// </summary>
internal sealed class SubscriptionReaction(FanOutStore fanOuts, SubscriberStore subscribers, SubscriberOutbox outbox) : IIncidentReaction
{
    private static readonly SubscriberKind[] Kinds = Enum.GetValues<SubscriberKind>();

    public async Task ReactAsync(IncidentChange change, DbSession session)
    {
        // The decider refuses to publish these; a second lock costs nothing, and what was once sent stays sent.
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

    // Those who read the wrong words, and nobody else: whoever has no row for the update yet gets it with the right ones.
    private async Task CorrectAsync(IncidentChange change, int number, DbSession session)
    {
        var (incident, notice) = (change.After.Id.Number, new FollowUpNotice(FollowUpNoticeKind.Corrected, change.After.Version, change.After.PublicUpdates));
        var tasks = new List<SubscriberTask.FanOut>();
        foreach (var kind in Kinds)
        {
            if (await fanOuts.MarkAsync(session, new FanOutKey(incident, number, kind)) is { } last)
                tasks.Add(new SubscriberTask.FanOut(incident, number, kind, After: 0) { Notice = notice, Until = last });
        }

        await BeginAsync(session, tasks, change.Now);
    }

    // Whoever heard of it hears that it ends here; whoever followed it alone follows where it goes on.
    private async Task CarryOverAsync(IncidentChange change, Incident before, IncidentId other, DbSession session)
    {
        // What was never public has no followers to look for.
        if (before.PublicUpdates == 0)
            return;
        var incident = change.After.Id.Number;
        await subscribers.CarryOverAsync(session, incident, other.Number);
        if (!before.IsOpenInPublic)
            return;
        var notice = new FollowUpNotice(FollowUpNoticeKind.Merged, change.After.Version, before.PublicUpdates);
        await BeginAsync(session, [.. Kinds.Select(kind => new SubscriberTask.FanOut(incident, before.PublicUpdates, kind, After: 0) { Notice = notice })], change.Now);
    }

    private async Task BeginAsync(DbSession session, IReadOnlyList<SubscriberTask.FanOut> tasks, Instant now)
    {
        await fanOuts.BeginAsync(session, [.. tasks.Select(task => task.Key)], now);
        await outbox.AddAsync(session, [.. tasks], now);
    }
}
