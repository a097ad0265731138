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
            IncidentEvent.Declared => Declared(incident),
            IncidentEvent.LeadAssigned assigned => $"{Say.Person(assigned.Person)} has the lead of {incident.Id}.{Instructions(assigned.Person, change)}",
            IncidentEvent.LeadAcknowledged => $"Good: you have the lead of {incident.Id}.",
            IncidentEvent.MessengerAssigned assigned => $"{Say.Person(assigned.Person)} is the messenger of {incident.Id}.{Instructions(assigned.Person, change)}",
            IncidentEvent.UpdatePosted posted => "Update posted." + (posted.NextUpdateBy is { } next ? $" Next one by {Say.At(next)}." : ""),
            IncidentEvent.PublicUpdatePublished published => "Published." + (published.NextUpdateBy is { } next ? $" Next public update by {Say.At(next)}." : ""),
            IncidentEvent.SeverityChanged changed => $"{incident.Id} is {Slack.BlockKit.Mrkdwn.Escape(changed.To)} now.",
            IncidentEvent.Renamed => $"Renamed to {Say.Title(incident)}.",
            IncidentEvent.CustomerImpactChanged changed => Impact(changed.HasImpact, incident),
            IncidentEvent.Snoozed snoozed => $"Reminders wait until {Say.At(snoozed.Until)}. What was promised stays promised.",
            IncidentEvent.NextUpdatePromised promised => $"Next update by {Say.At(promised.By)}.",
            IncidentEvent.Resolved => $"{incident.Id} is resolved." + (incident.IsOpenInPublic ? " Now tell customers that it is over: `/incident statuspage`" : ""),
            IncidentEvent.Closed => $"{incident.Id} is closed. What is left to do comes to you privately.",
            IncidentEvent.Reopened => $"{incident.Id} is open again and the clocks have started anew.",
            IncidentEvent.MarkedFalsePositive => $"{incident.Id} ended as a false alarm.",
            IncidentEvent.MergedInto merged => $"{incident.Id} goes on in {merged.Other}.",
            IncidentEvent.Accepted => $"{incident.Id} is a real incident now. Next update by {Say.At(incident.InternalClock?.PromisedFor ?? change.Now)}.",
            IncidentEvent.SupportAsked => "Support is asked.",
            IncidentEvent.SupportCalled => "Support is called.",
            IncidentEvent.NoteAdded => "Noted in the timeline.",
            _ => throw new InvalidOperationException($"A change without a receipt: {change.Events[0].GetType().Name}."),
        };
    }

    /// <summary>What a reopened incident's people must do when its room is archived: Slack lets no bot bring a channel back.</summary>
    public static string UnarchiveFirst(string channelId, Incident incident) =>
        $"\nIts room {Slack.BlockKit.Mrkdwn.Channel(channelId)} is archived, and Slack lets no bot unarchive a channel. Please do it: open the room, click its name, then *Settings* and *Unarchive channel*. "
        + (incident.IsConfidential ? "Then invite me again, because the room is private." : "I come back to it by myself.");

    private static string Declared(Incident incident)
    {
        var room = $"`#{RoomTexts.ChannelNameOf(incident)}`";
        var lead = incident.Lead is null ? " Nobody leads it yet: `/incident lead me` there takes it." : "";
        var suspected = incident.Phase == Phase.Triage ? " as suspected" : "";
        return $"Declared {Say.Name(incident)}{suspected}, {Slack.BlockKit.Mrkdwn.Escape(incident.Severity)}. Its room {room} is opening and you are invited.{lead}";
    }

    private static string Instructions(PersonId person, IncidentChange change) => person == change.Actor ? "" : " They get short instructions privately.";

    // R78: impact asks for a messenger, and only impact does.
    private static string Impact(bool hasImpact, Incident incident) => (hasImpact, incident.Messenger) switch
    {
        (true, null) => "Noted: customers notice. Who keeps them informed? `/incident messenger @person`, or `me`.",
        (true, { } messenger) => $"Noted: customers notice. {Say.Person(messenger)} keeps them informed.",
        (false, _) => "Noted: customers do not notice. The customers' clock is stopped.",
    };
}
