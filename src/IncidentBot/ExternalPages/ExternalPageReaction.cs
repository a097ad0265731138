using IncidentBot.Core.Incidents;
using IncidentBot.Incidents;
using IncidentBot.Outbox;
using IncidentBot.Storage;

namespace IncidentBot.ExternalPages;

/// <summary>Queues a public update for the external pages, in the commit that publishes it.</summary>
internal sealed class ExternalPageReaction(IEnumerable<IExternalPage> publishers, OutboxStore outbox) : IIncidentReaction
{
    private readonly string[] _publishers = [.. publishers.Select(publisher => publisher.Name)];

    public Task ReactAsync(IncidentChange change, DbSession session)
    {
        // Checked again: the decider refuses to publish these, but what was sent once cannot be taken back.
        if (change.After.IsConfidential)
            return Task.CompletedTask;

        var tasks = _publishers.SelectMany(publisher => Tasks(change, publisher));
        return outbox.AddAsync(session, [.. tasks.Select(task => Entry(task, change.After.Version))], change.Now);
    }

    private static IEnumerable<ExternalPageTask> Tasks(IncidentChange change, string publisher)
    {
        var incident = change.After.Id.Number;
        foreach (var happened in change.Events)
        {
            switch (happened)
            {
                case IncidentEvent.PublicUpdatePublished published:
                    yield return new ExternalPageTask(publisher, incident, published.Number);
                    break;
                // The wrong text must be replaced there, whether or not subscribers are told.
                case IncidentEvent.PublicUpdateCorrected corrected:
                    yield return new ExternalPageTask(publisher, incident, corrected.Number)
                    {
                        Correction = change.After.Version,
                        TellsSubscribers = corrected.TellsSubscribers,
                    };
                    break;
                case IncidentEvent.PublicUpdateBackfilled past:
                    yield return new ExternalPageTask(publisher, incident, past.Number);
                    break;
                // A merged incident gets no last update of its own, and must not stay open on the external page.
                case IncidentEvent.MergedInto when change is { Before.IsOpenInPublic: true }:
                    yield return new ExternalPageTask(publisher, incident, null);
                    break;
            }
        }
    }

    private static OutboxEntry Entry(ExternalPageTask task, long version) =>
        new(task.Lane, ExternalPageTask.Kind, task.Write(), task.Incident, version) { IsBulk = true };
}
