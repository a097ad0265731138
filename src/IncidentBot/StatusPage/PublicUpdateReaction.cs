using IncidentBot.Core.Incidents;
using IncidentBot.Incidents;
using IncidentBot.StatusPage.Facts;
using IncidentBot.StatusPage.Serving;
using IncidentBot.Storage;

namespace IncidentBot.StatusPage;

/// <summary>Writes a published update to the page in the transaction that decided it, so that page and room never disagree.</summary>
internal sealed class PublicUpdateReaction(PublicUpdateStore store, PublicPageStore page, SnapshotSource source) : IIncidentReaction
{
    public async Task ReactAsync(IncidentChange change, DbSession session)
    {
        // Checked again: the decider refuses to publish for a confidential incident, but a publication can never be undone.
        if (!change.After.IsConfidential)
            await WriteAsync(change, session);

        // A change of a public incident always marks the page as changed. An unneeded read costs a millisecond; a missing one would leave old text on the page.
        if ((change.Before?.PublicState ?? change.After.PublicState) is null)
            return;
        await page.MarkChangedAsync(session);
        session.AfterCommit(source.Invalidate);
    }

    private async Task WriteAsync(IncidentChange change, DbSession session)
    {
        foreach (var published in change.Events.OfType<IncidentEvent.PublicUpdatePublished>())
        {
            var changes = StatusChange.Between(change.Before?.Components, published.Components);
            await store.InsertAsync(session, new PublishedUpdate(change.After.Id, published, changes, change.Now, published.Author ?? change.Actor));
        }

        foreach (var corrected in change.Events.OfType<IncidentEvent.PublicUpdateCorrected>())
            await store.CorrectAsync(session, change.After.Id, corrected.Number, corrected.Text, change.Now);
        foreach (var past in change.Events.OfType<IncidentEvent.PublicUpdateBackfilled>())
        {
            var said = new IncidentEvent.PublicUpdatePublished(past.Number, past.State, past.Title, past.Text, past.Components, null, null, 0);
            var changes = StatusChange.Between(change.Before?.Components, past.Components);
            var update = new PublishedUpdate(change.After.Id, said, changes, past.SaidAt, past.Author ?? change.Actor) { AddedAt = change.Now };
            await store.InsertAsync(session, update);
        }
    }
}
