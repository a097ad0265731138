using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using IncidentBot.Incidents;

namespace IncidentBot.SlackEdge.Messages;

/// <summary>The one line that answers an accepted command, to whoever typed it.</summary>
internal static class Receipts
{
    public static string For(IncidentChange change, IncidentPolicy policy)
    {
        var incident = change.After;
        return change.Events[0] switch
        {
            IncidentEvent.Declared => Declared(incident) + SaidBefore(change),
            IncidentEvent.Backfilled => $"Backfilled {Say.Name(incident)}\nIt is closed, has no room, and nobody was told. To show customers what they should have read: `/incident statuspage {incident.Id} backfill`",
            IncidentEvent.LeadAssigned assigned => assigned.Person == change.Actor
                ? $"You lead {incident.Id}."
                : $"{Say.Person(assigned.Person)} leads {incident.Id} and hears privately what to do first.",
            IncidentEvent.LeadAcknowledged => $"Thank you. You lead {incident.Id}.",
            IncidentEvent.MessengerAssigned assigned => assigned.Person == change.Actor
                ? $"You are the messenger of {incident.Id}."
                : $"{Say.Person(assigned.Person)} is the messenger of {incident.Id} and hears privately what to do first.",
            IncidentEvent.UpdatePosted posted => "Update posted." + (posted.NextUpdateBy is { } next ? $" Next room update by {Say.At(next, change.Now)}." : ""),
            IncidentEvent.PublicUpdatePublished published => "Published." + (published.NextUpdateBy is { } next ? $" Next public update by {Say.At(next, change.Now)}." : ""),
            IncidentEvent.ApprovalAsked => "It waits for approval. I asked in the room.",
            IncidentEvent.UpdateApproved => change.After.Waiting is { LeavesAt: { } leavesAt } ? $"Approved. It leaves at {Say.UtcSecond(leavesAt)}." : "Approved. Customers have it.",
            IncidentEvent.UpdateSentBack back => $"Sent back. {Say.Person(back.Author)} hears why.",
            IncidentEvent.UpdateScheduled scheduled => $"It leaves at {Say.UtcSecond(scheduled.LeavesAt)}. To take it back: `/incident statuspage undo`",
            IncidentEvent.UpdateWithdrawn => "Taken back: customers have not seen it. To write it anew: `/incident statuspage`",
            IncidentEvent.PublicUpdateCorrected corrected => "Corrected. Customers see the new text, and that it was corrected." + (corrected.TellsSubscribers ? " Those who got the update are told." : ""),
            IncidentEvent.PublicUpdateBackfilled => "Added, marked \"added afterwards\". Nobody was notified.",
            IncidentEvent.SeverityChanged changed => $"{incident.Id} is {Slack.BlockKit.Mrkdwn.Escape(changed.To)} now.",
            IncidentEvent.Renamed => $"The title is now: {Say.Title(incident)}",
            IncidentEvent.CustomerImpactChanged changed => Impact(changed.HasImpact, incident),
            IncidentEvent.Snoozed => "Snoozed. " + string.Join(' ', change.Events.OfType<IncidentEvent.Snoozed>().Select(snoozed =>
                $"The {Which(snoozed.Audience)} update is not called late before {Say.At(snoozed.Until, change.Now)}.")) + " The promise stays.",
            IncidentEvent.NextUpdatePromised => string.Join(' ', change.Events.OfType<IncidentEvent.NextUpdatePromised>().Select(promised =>
                $"Next {Which(promised.Audience)} update by {Say.At(promised.By, change.Now)}.")),
            IncidentEvent.Resolved => $"{incident.Id} is resolved.",
            IncidentEvent.Closed => $"{incident.Id} is closed.",
            IncidentEvent.Reopened => $"{incident.Id} is open again.",
            IncidentEvent.MarkedFalsePositive => $"{incident.Id} ended as a false alarm.",
            IncidentEvent.MergedInto merged => $"{incident.Id} goes on in {merged.Other}.",
            IncidentEvent.Accepted => $"{incident.Id} is a real incident now. Next room update by {Say.At(incident.InternalClock?.PromisedFor ?? change.Now, change.Now)}.",
            IncidentEvent.SupportAsked => "I asked support whether customers are asking about this.",
            IncidentEvent.SupportCalled => "I called support into the room.",
            IncidentEvent.NoteAdded => "Noted in the timeline.",
            _ => throw new InvalidOperationException($"A change without a receipt: {change.Events[0].GetType().Name}."),
        };
    }

    /// <summary>What a reopened incident's people must do when its room is archived: Slack lets no bot bring a channel back.</summary>
    public static string UnarchiveFirst(string channelId, Incident incident) =>
        $"\nIts room {Slack.BlockKit.Mrkdwn.Channel(channelId)} is archived, and only a person can unarchive it: open it, click its name, then *Settings* and *Unarchive channel*. "
        + (incident.IsConfidential ? "Then invite me again, because it is private." : "I come back by myself.");

    // For whoever typed the same twice, because Slack said that the first one failed. Two alike may also be two, so both are there.
    private static string SaidBefore(IncidentChange declared) => declared.LikelyDuplicate is not { } before
        ? ""
        : $"\nYou declared {before.Id} with the same words {Durations.Words(declared.Now - before.DeclaredAt)} ago. If they are one: `/incident merge {declared.After.Id} {before.Id}`";

    private static string Declared(Incident incident)
    {
        var lead = incident.Lead is null ? " Nobody leads yet: type `/incident lead me` there to take it." : "";
        var suspected = incident.Phase == Phase.Triage ? ", only suspected" : "";
        return $"Declared {Say.Name(incident)}\n{Slack.BlockKit.Mrkdwn.Escape(incident.Severity)}{suspected}. I am opening its room, `#{RoomTexts.ChannelNameOf(incident)}`, and invite you to it.{lead}";
    }

    private static string Which(Audience audience) => audience == Audience.Public ? "public" : "room";

    // R78: impact asks for a messenger, and only impact does.
    private static string Impact(bool hasImpact, Incident incident) => (hasImpact, incident.Messenger) switch
    {
        (true, null) => "Noted: customers notice. Who writes to them? `/incident messenger @person`, or `me`",
        (true, { } messenger) => $"Noted: customers notice. {Say.Person(messenger)} writes to them.",
        (false, _) => "Noted: customers do not notice. No public update is due any more.",
    };
}
