using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using IncidentBot.Incidents;
using IncidentBot.SlackEdge.Messages;
using IncidentBot.SlackEdge.Outbound;
using IncidentBot.SlackEdge.Rooms;
using IncidentBot.Storage;

namespace IncidentBot.SlackEdge.Reactions;

/// <summary>Turns a change into Slack intents in the outbox: for the room, the headline, the announcement and the messages to people.</summary>
internal sealed class RoomReaction(SlackOutbox outbox, RoomStore rooms, IncidentPolicy policy, SlackEdgeSettings settings) : IIncidentReaction
{
    // A backfilled incident never gets a room. The refusal is recorded, so that no row waits for one.
    public Task ReactAsync(IncidentChange change, DbSession session) => change.Find<IncidentEvent.Backfilled>() is null
        ? outbox.AddAsync(session, change.After, Intents(change), change.Now)
        : rooms.RefuseAsync(session, change.After.Id, "entered_afterwards", change.Now);

    private IReadOnlyList<SlackIntent> Intents(IncidentChange change) =>
    [
        .. Room(change), .. Announcement(change), .. Messages(change), .. Approval(change), .. Settled(change), .. Support(change), .. Ephemerals(change),
    ];

    private static IEnumerable<SlackIntent> Room(IncidentChange change)
    {
        var incident = change.After;
        if (change.Before is null)
        {
            // RoomOpener adds the intents that need the room, in the commit that records it.
            yield return new SlackIntent.OpenRoom(RoomTexts.ChannelNameOf(incident));
            yield break;
        }

        if (ShowsOutside(change))
            yield return new SlackIntent.KeepHeadline();
        if (RoomTexts.Topic(change.Before) != RoomTexts.Topic(incident))
            yield return new SlackIntent.KeepTopic();
        var (lead, messenger) = (change.Find<IncidentEvent.LeadAssigned>()?.Person, change.Find<IncidentEvent.MessengerAssigned>()?.Person);
        if (SlackIntent.InvitePeople.Of(lead, messenger) is { People.Count: > 0 } invite)
            yield return invite;
    }

    private static IEnumerable<SlackIntent> Announcement(IncidentChange change)
    {
        if (change.Before is not null && !change.After.IsConfidential && ShowsOutside(change) && !IsQuiet(change))
            yield return new SlackIntent.KeepAnnouncement();
    }

    private static IEnumerable<SlackIntent> Messages(IncidentChange change)
    {
        if (change.Before is null)
            yield break;
        if (change.Events.Any(ChangesMessage.IsLine) && !change.Events.Any(EventMessages.HasOwnMessage))
            yield return new SlackIntent.KeepChanges(ChangeDigest.Begin(change.After, change.Now));
        for (var index = 0; index < change.Events.Count; index++)
        {
            if (EventMessages.HasOwnMessage(change.Events[index]))
                yield return new SlackIntent.TellEvent(TimelineStore.PositionOf(change, index));
        }
    }

    // The approvers are invited, so that they can read the question. The outcome goes into the same message and to the author.
    private IEnumerable<SlackIntent> Approval(IncidentChange change)
    {
        for (var index = 0; index < change.Events.Count; index++)
        {
            var (happened, position) = (change.Events[index], TimelineStore.PositionOf(change, index));
            if (happened is IncidentEvent.ApprovalAsked && policy.Publishing.Approvers.Count > 0)
                yield return SlackIntent.InvitePeople.Of(policy.Publishing.Approvers.Cast<PersonId?>());
            if (ApprovalMessages.NumberOf(happened) is not null)
                yield return new SlackIntent.KeepApproval(position);
            if (happened is IncidentEvent.UpdateSentBack back)
                yield return new SlackIntent.TellAuthor(back.Author.Value, position);
            if (happened is IncidentEvent.UpdateWithdrawn withdrawn
                && (withdrawn.Reason == WithdrawnBecause.Overtaken || withdrawn.Author != change.Actor))
                yield return new SlackIntent.TellAuthor(withdrawn.Author.Value, position);
        }
    }

    // The reminders that were planned before the change and are not planned after it are settled.
    private IEnumerable<SlackIntent> Settled(IncidentChange change) =>
        change.Before is null
            ? []
            : Planned(change.Before).Except(Planned(change.After))
                .Select(ended => new SlackIntent.SettleNudges(ended.Track, ended.Number, ended.Kind));

    private IEnumerable<(ReminderTrack Track, long Number, ReminderKind? Kind)> Planned(Incident incident) =>
        ReminderPlan.For(incident, policy.Reminders)
            .Select(planned => planned.Key)
            .Select(key => (key.Track, key.Number, key.Track == ReminderTrack.Watch ? key.Kind : (ReminderKind?)null))
            .Distinct();

    private static IEnumerable<SlackIntent> Support(IncidentChange change)
    {
        if (change.Find<IncidentEvent.SupportAsked>() is not null)
            yield return new SlackIntent.AskSupport(change.Actor.Value, TimelineStore.PositionOf(change, 0));
        if (change.Find<IncidentEvent.SupportCalled>() is not null)
            yield return new SlackIntent.CallSupport(change.Actor.Value);
    }

    private IEnumerable<SlackIntent> Ephemerals(IncidentChange change)
    {
        var (before, incident) = (change.Before, change.After);
        if (change.Find<IncidentEvent.LeadAssigned>() is { Person: var lead })
            yield return To(lead, EphemeralKind.LeadInstructions);
        if (change.Find<IncidentEvent.MessengerAssigned>() is { Person: var messenger })
            yield return To(messenger, EphemeralKind.MessengerInstructions);
        if (incident.HasOnePersonInBothRoles && before is not { HasOnePersonInBothRoles: true })
            yield return To(change.Actor, EphemeralKind.OneInBothRoles);
        if (before is null && incident.ReportedBy is not null)
            yield return To(incident.CommunicationOwner, EphemeralKind.AcknowledgeReporter);
        if (before is null && settings is { SupportGroup: not null, ResponderGroups.Count: > 0 })
            yield return To(incident.DeclaredBy, EphemeralKind.SupportOffer);
        if (HasBothRoles(incident) && (before is null || !HasBothRoles(before))
            && incident.DeclaredBy != incident.Lead && incident.DeclaredBy != incident.Messenger)
            yield return To(incident.DeclaredBy, EphemeralKind.StayOrHandOver);
        if (change.Find<IncidentEvent.Closed>() is not null)
            yield return To(change.Actor, EphemeralKind.CloseChecklist);
    }

    // Approvals, scheduled updates, corrections and additions to the past do not change the announcement.
    private static bool IsQuiet(IncidentChange change) =>
        change.Events.All(happened => ApprovalMessages.IsAboutWaiting(happened)
            || happened is IncidentEvent.UpdateScheduled or IncidentEvent.PublicUpdateBackfilled or IncidentEvent.PublicUpdateCorrected);

    private static bool ShowsOutside(IncidentChange change) =>
        !change.Events.All(happened => happened is
            IncidentEvent.NoteAdded or IncidentEvent.LeadAcknowledged or IncidentEvent.Snoozed or IncidentEvent.SupportAsked
            or IncidentEvent.SupportCalled or IncidentEvent.UpdateScheduled or IncidentEvent.PublicUpdateCorrected);

    private static bool HasBothRoles(Incident incident) => incident is { Lead: not null, Messenger: not null };

    private static SlackIntent.EphemeralMessage To(PersonId person, EphemeralKind about) => new(person.Value, about);
}
