using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using IncidentBot.Incidents;

namespace IncidentBot.SlackEdge.Messages;

/// <summary>The reply to an accepted command, for the person who sent it.</summary>
internal static class Receipts
{
    public static string For(IncidentChange change, IncidentPolicy policy)
    {
        var incident = change.After;
        return change.Events[0] switch
        {
            IncidentEvent.Declared => Declared(incident) + SaidBefore(change),
            IncidentEvent.Backfilled => $"Backfilled {Say.Name(incident)}\nIt is closed, has no room, and no message is sent. "
                + $"To show customers what they should have read: `/incident statuspage {incident.Id} backfill`",
            IncidentEvent.LeadAssigned assigned => assigned.Person == change.Actor
                ? $"You lead {incident.Id}."
                : $"{Say.Person(assigned.Person)} leads {incident.Id}. I send them the first steps.",
            IncidentEvent.LeadAcknowledged => $"Thank you. You lead {incident.Id}.",
            IncidentEvent.MessengerAssigned assigned => assigned.Person == change.Actor
                ? $"You are the messenger of {incident.Id}."
                : $"{Say.Person(assigned.Person)} is the messenger of {incident.Id}. I send them the first steps.",
            IncidentEvent.UpdatePosted posted => "Update posted." + NextBy("room", posted.NextUpdateBy, change.Now),
            IncidentEvent.PublicUpdatePublished published => "Published." + NextBy("public", published.NextUpdateBy, change.Now),
            IncidentEvent.ApprovalAsked => "It waits for approval. I am asking in the room.",
            IncidentEvent.UpdateApproved => change.After.Waiting is { LeavesAt: { } leavesAt }
                ? $"Approved. It will be published at {Say.UtcSecond(leavesAt)}."
                : "Approved. Customers have it.",
            IncidentEvent.UpdateSentBack back => $"Sent back. I tell {Say.Person(back.Author)} why.",
            IncidentEvent.UpdateScheduled scheduled =>
                $"It will be published at {Say.UtcSecond(scheduled.LeavesAt)}. To take it back: `/incident statuspage undo`",
            IncidentEvent.UpdateWithdrawn => "Taken back: customers have not seen it. To rewrite it: `/incident statuspage`",
            IncidentEvent.PublicUpdateCorrected corrected => "Corrected. Customers see the new text, and that it was corrected."
                + (corrected.TellsSubscribers ? " Those who got the update are told." : ""),
            IncidentEvent.PublicUpdateBackfilled => "Added, marked \"added afterwards\". No subscriber is notified.",
            IncidentEvent.SeverityChanged changed => $"{incident.Id} is {Slack.BlockKit.Mrkdwn.Escape(changed.To)} now.",
            IncidentEvent.Renamed => $"The title is now: {Say.Title(incident)}",
            IncidentEvent.CustomerImpactChanged changed => Impact(changed.HasImpact, incident),
            IncidentEvent.Snoozed => "Snoozed. " + string.Join(' ', change.Events.OfType<IncidentEvent.Snoozed>().Select(snoozed =>
                $"Reminders for the {Which(snoozed.Audience)} update start again at {Say.At(snoozed.Until, change.Now)}.")) + " The promise stays.",
            IncidentEvent.NextUpdatePromised => string.Join(' ', change.Events.OfType<IncidentEvent.NextUpdatePromised>().Select(promised =>
                $"Next {Which(promised.Audience)} update by {Say.At(promised.By, change.Now)}.")),
            IncidentEvent.Resolved => $"{incident.Id} is resolved.",
            IncidentEvent.Closed => $"{incident.Id} is closed.",
            IncidentEvent.Reopened => $"{incident.Id} is open again.",
            IncidentEvent.MarkedFalsePositive => $"{incident.Id} ended as a false alarm.",
            IncidentEvent.MergedInto merged => $"{incident.Id} goes on in {merged.Other}.",
            IncidentEvent.Accepted => $"{incident.Id} is a real incident now."
                + NextBy("room", incident.InternalClock?.PromisedFor ?? change.Now, change.Now),
            IncidentEvent.SupportAsked => "I am asking support whether customers ask about this.",
            IncidentEvent.SupportCalled => "I am calling support into the room.",
            IncidentEvent.NoteAdded => "Noted in the timeline.",
            _ => throw new InvalidOperationException($"No receipt for {change.Events[0].GetType().Name}."),
        };
    }

    /// <summary>How a person unarchives the room of a reopened incident: Slack does not let a bot do that.</summary>
    public static string UnarchiveFirst(string channelId, Incident incident) =>
        $"\nIts room {Slack.BlockKit.Mrkdwn.Channel(channelId)} is archived, and only a person can unarchive it: "
        + "open it, click its name, then *Settings* and *Unarchive channel*. "
        + (incident.IsConfidential ? "Then invite me again, because it is private." : "I come back by myself.");

    // A person may declare twice because Slack reported the first attempt as failed. Two equal titles may also be two incidents, so both are kept.
    private static string SaidBefore(IncidentChange declared) => declared.LikelyDuplicate is not { } before
        ? ""
        : $"\nYou declared {before.Id} with the same words {Durations.Words(declared.Now - before.DeclaredAt)} ago. "
            + $"If both are the same incident: `/incident merge {declared.After.Id} {before.Id}`";

    private static string Declared(Incident incident)
    {
        var lead = incident.Lead is null ? " It has no lead yet: type `/incident lead me` there to take it." : "";
        var suspected = incident.Phase == Phase.Triage ? ", only suspected" : "";
        return $"Declared {Say.Name(incident)}\n{Slack.BlockKit.Mrkdwn.Escape(incident.Severity)}{suspected}. "
            + $"I am opening its room, `#{RoomTexts.ChannelNameOf(incident)}`, and invite you to it.{lead}";
    }

    private static string NextBy(string which, NodaTime.Instant? by, NodaTime.Instant now) =>
        by is { } next ? $" Next {which} update by {Say.At(next, now)}." : "";

    private static string Which(Audience audience) => audience == Audience.Public ? "public" : "room";

    // With customer impact a messenger is needed, and only then.
    private static string Impact(bool hasImpact, Incident incident) => (hasImpact, incident.Messenger) switch
    {
        (true, null) => "Noted: customers notice. Who writes to them? `/incident messenger @person`, or `me`",
        (true, { } messenger) => $"Noted: customers notice. {Say.Person(messenger)} writes to them.",
        (false, _) => "Noted: customers do not notice. Public updates are no longer due.",
    };
}
