using IncidentBot.Outbox;
using IncidentBot.Storage;
using IncidentBot.Subscriptions.Audience;

namespace IncidentBot.Subscriptions;

/// <summary>
/// Distributes an update to its recipients in batches. One transaction gives each recipient of a batch an outbox row, moves the mark behind them and adds a
/// row for the next batch. So a crash at any moment skips no recipient and adds none twice, and a row recorded as sent is not sent again. The next batch
/// stands behind the rows of this one: at most two batches wait, and a row added meanwhile does not wait behind a hundred thousand others.
/// </summary>
/// <remarks>
/// What this cannot promise: when a mail server or a webhook's receiver took a message and the process died before it recorded that, the message is sent
/// twice. Both attempts carry the same id (<c>Message-ID</c>, <c>X-IncidentBot-Delivery</c>), by which the receiver can tell. Recording first would lose the
/// message instead, and a customer had better hear of an incident twice than not at all.
/// </remarks>
internal sealed class FanOut(IDatabase database, FanOutStore store, SubscriberOutbox outbox, PublicStories stories, Clock clock)
{
    public const int Batch = 200;

    private static readonly ILookup<long, string> NoChoice = Array.Empty<(long Id, string Component)>().ToLookup(one => one.Id, one => one.Component);

    public async Task<SendOutcome> NextBatchAsync(SubscriberTask.FanOut task, CancellationToken cancellationToken)
    {
        if (await stories.FindAsync(task.Incident, task.Update, task.Notice, cancellationToken) is not { } story)
            return new SendOutcome.Skipped("not public");

        // The query may pass many subscribers of other things, so it must not run inside the write transaction.
        List<string> changed = task.To != SubscriberKind.Webhook
            ? []
            : [.. story.Changes.Where(change => change.Value.Old != change.Value.New).Select(change => change.Key)];
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
                // An earlier attempt may have got this far before the process died.
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

    // The update first, then the components it changed, in the subscriber's one lane.
    private static IEnumerable<SubscriberTask> Tasks(SubscriberTask.FanOut task, long id, IEnumerable<string> components) =>
    [
        new SubscriberTask.Tell(id, task.Incident, task.Update) { Notice = task.Notice },
        .. components.Order(StringComparer.Ordinal)
            .Select(component => new SubscriberTask.TellComponent(id, task.Incident, task.Update, component) { Notice = task.Notice }),
    ];
}
