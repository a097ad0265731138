using IncidentBot.Core.Incidents;
using IncidentBot.Incidents;
using IncidentBot.StatusPage.Facts;
using IncidentBot.StatusPage.Serving;
using IncidentBot.Storage;

namespace IncidentBot.StatusPage;

/// <summary>Puts a published update on the page in the transaction that decided it, so that page and room never disagree.</summary>
internal sealed class PublicUpdateReaction(PublicUpdateStore store, PublicPageStore page, SnapshotSource source) : IIncidentReaction
{
    public async Task ReactAsync(IncidentChange change, DbSession session)
    {
        // The decider refuses to publish these; a second lock costs nothing, and what is once public stays public.
        if (!change.After.IsConfidential)
            await WriteAsync(change, session);

        // Most of what happens to an incident customers do not see. To look once too often costs a millisecond, and to look once too seldom leaves old words on the page.
        if ((change.Before?.PublicState ?? change.After.PublicState) is null)
            return;
        await page.MarkChangedAsync(session);
        session.AfterCommit(source.Changed);
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
            await store.InsertAsync(session, new PublishedUpdate(change.After.Id, said, changes, past.SaidAt, past.Author ?? change.Actor) { AddedAt = change.Now });
        }
    }
}
