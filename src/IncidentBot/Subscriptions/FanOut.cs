using IncidentBot.Outbox;
using IncidentBot.Storage;
using IncidentBot.Subscriptions.Audience;

namespace IncidentBot.Subscriptions;

/// <summary>
/// Carries an update to its recipients, a batch at a time. A batch gives each of its recipients a row in the outbox, moves the mark behind them and asks for the next
/// batch, all in one transaction. So a crash at any moment loses nobody and asks nobody twice, and what has been recorded as sent is not sent again. The next batch
/// stands behind the rows of this one: there are never more waiting than a batch or two, and whoever comes in between is not behind a hundred thousand.
/// </summary>
/// <remarks>
/// What this cannot give: a mail server that took a mail, and a crash before we recorded that, makes one mail that may come twice; the same for a web address. Of
/// at most eight that are under way at a crash. Both carry an id that is the same in each try (<c>Message-ID</c>, <c>X-IncidentBot-Delivery</c>), by which the
/// receiver can tell. To record first instead would lose the message, and an incident heard of twice is better than one not heard of.
/// </remarks>
internal sealed class FanOut(IDatabase database, FanOutStore store, SubscriberOutbox outbox, PublicStories stories, Clock clock)
{
    public const int Batch = 200;

    private static readonly ILookup<long, string> NoChoice = Array.Empty<(long Id, string Component)>().ToLookup(one => one.Id, one => one.Component);

    public async Task<SendOutcome> NextBatchAsync(SubscriberTask.FanOut task, CancellationToken cancellationToken)
    {
        if (await stories.FindAsync(task.Incident, task.Update, task.Notice, cancellationToken) is not { } story)
            return new SendOutcome.Skipped("not public");

        // The walk may pass many who asked for other things: it must not hold up those who write.
        var changed = task.To == SubscriberKind.Webhook ? story.Changes.Where(change => change.Value.Old != change.Value.New).Select(change => change.Key).ToList() : [];
        var (recipients, chosen) = await database.ReadAsync(session => ReadAsync(session, task, story, changed), cancellationToken);
        var isDone = recipients.Count < Batch;
        var last = recipients.Count > 0 ? recipients[^1] : task.After;
        var tasks = recipients.SelectMany(id => Tasks(task, id, chosen[id]));
        if (!isDone)
            tasks = tasks.Append(task with { After = last });

        var now = clock.Now;
        await database.WriteAsync(
            async session =>
            {
                // An earlier try may have got this far before it died.
                if (await store.AdvanceAsync(session, task.Key, task.After, last, recipients.Count, isDone, now))
                    await outbox.AddAsync(session, [.. tasks], now);
            },
            cancellationToken);
        return new SendOutcome.Sent();
    }

    private async Task<(IReadOnlyList<long> Recipients, ILookup<long, string> Chosen)> ReadAsync(
        DbSession session, SubscriberTask.FanOut task, PublicStory story, IReadOnlyCollection<string> changed)
    {
        var recipients = await store.NextAsync(session, task.Key, story.Audience, task.After, task.Until, Batch);
        return (recipients, changed.Count == 0 ? NoChoice : await store.ComponentsAsync(session, recipients, changed));
    }

    // The words first, then what they changed, in the one lane of whoever is told.
    private static IEnumerable<SubscriberTask> Tasks(SubscriberTask.FanOut task, long id, IEnumerable<string> components) =>
    [
        new SubscriberTask.Tell(id, task.Incident, task.Update) { Notice = task.Notice },
        .. components.Order(StringComparer.Ordinal).Select(component => new SubscriberTask.TellComponent(id, task.Incident, task.Update, component) { Notice = task.Notice }),
    ];
}
