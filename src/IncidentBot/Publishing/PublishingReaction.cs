using IncidentBot.Core.Incidents;
using IncidentBot.Incidents;
using IncidentBot.Outbox;
using IncidentBot.Storage;

namespace IncidentBot.Publishing;

/// <summary>Sends a public update on its way to pages kept elsewhere, in the commit that publishes it.</summary>
internal sealed class PublishingReaction(IEnumerable<IPublicPublisher> publishers, OutboxStore outbox) : IIncidentReaction
{
    private readonly string[] _publishers = [.. publishers.Select(publisher => publisher.Name)];

    public Task ReactAsync(IncidentChange change, DbSession session)
    {
        // The decider refuses to publish these; a second lock costs nothing, and what was once sent stays sent.
        if (change.After.IsConfidential)
            return Task.CompletedTask;

        var updates = change.Events.OfType<IncidentEvent.PublicUpdatePublished>().Select(published => (long?)published.Number).ToList();
        // A merged incident gets no last word of its own, and must not stay red elsewhere for good.
        if (change is { Before.IsOpenInPublic: true } && change.Find<IncidentEvent.MergedInto>() is not null)
            updates.Add(null);
        var incident = change.After.Id.Number;
        return outbox.AddAsync(
            session,
            [.. updates.SelectMany(update => _publishers.Select(publisher => Entry(new PublishingTask(publisher, incident, update), change.After.Version)))],
            change.Now);
    }

    private static OutboxEntry Entry(PublishingTask task, long version) =>
        new(task.Lane, PublishingTask.Kind, task.Write(), task.Incident, version) { IsBulk = true };
}
