using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using IncidentBot.Core.StatusPage;
using IncidentBot.Incidents;
using IncidentBot.Slack.BlockKit;
using IncidentBot.SlackEdge.Rooms;

namespace IncidentBot.SlackEdge.Messages;

/// <summary>The room messages about one event each: what every person in the room must know. Smaller changes go into <see cref="ChangesMessage"/>.</summary>
internal static class EventMessages
{
    /// <summary>Whether this kind of event gets a message of its own.</summary>
    public static bool HasOwnMessage(IncidentEvent happened) => happened is
        IncidentEvent.UpdatePosted or IncidentEvent.PublicUpdatePublished or IncidentEvent.Resolved or IncidentEvent.Closed
        or IncidentEvent.Reopened or IncidentEvent.MarkedFalsePositive or IncidentEvent.MergedInto or IncidentEvent.Accepted
        or IncidentEvent.PublicUpdateCorrected or IncidentEvent.PublicUpdateBackfilled;

    /// <param name="entry">The event.</param>
    /// <param name="change">All events of the same change, this one included.</param>
    /// <param name="incident">The incident in its present state.</param>
    /// <param name="other">The room of the incident this one was merged into; null when there is none.</param>
    /// <param name="settings">The settings of this installation.</param>
    public static Message For(TimelineEntry entry, IReadOnlyList<TimelineEntry> change, Incident incident, Room? other, SlackEdgeSettings settings)
    {
        var text = Words(entry, change, incident, other, settings);
        return NumberOf(entry.Event) is { } number && !incident.IsConfidential
            ? new Message(text, [new SectionBlock(new Markdown(text)), new ActionsBlock([Buttons.ForUpdate(Buttons.Correct, "Correct", incident.Id, number)])])
            : new Message(text, [new SectionBlock(new Markdown(text))]);
    }

    // A public update has a button to correct it.
    private static int? NumberOf(IncidentEvent happened) => happened switch
    {
        IncidentEvent.PublicUpdatePublished published => published.Number,
        IncidentEvent.PublicUpdateCorrected corrected => corrected.Number,
        IncidentEvent.PublicUpdateBackfilled past => past.Number,
        _ => null,
    };

    private static string Words(TimelineEntry entry, IReadOnlyList<TimelineEntry> change, Incident incident, Room? other, SlackEdgeSettings settings)
    {
        var by = Say.Person(TimelineWords.AuthorOf(entry));
        return entry.Event switch
        {
            IncidentEvent.UpdatePosted posted =>
                $":memo: *Update* by {by}{string.Concat(change.Select(Now))}{Late(posted.LateBy)}\n{Body(posted.Text)}"
                + (posted.NextUpdateBy is { } next ? $"\nNext room update by {Say.At(next, entry.At)}." : ""),
            IncidentEvent.PublicUpdatePublished published =>
                $":loudspeaker: *Customers were told* by {by}{Approved(published.ApprovedBy)}{Page(settings)}: "
                + $"_{published.State.Word()}_{Late(published.LateBy)}\n>>>{Body(published.Text)}",
            IncidentEvent.PublicUpdateCorrected corrected =>
                $":pencil2: *Corrected for customers* by {by}{Approved(corrected.ApprovedBy)}{Page(settings)}"
                + $"{(corrected.TellsSubscribers ? ". Those who got the update are told" : "")}\n>>>{Body(corrected.Text)}",
            IncidentEvent.PublicUpdateBackfilled past =>
                $":spiral_calendar_pad: *Added afterwards* by {by}{Approved(past.ApprovedBy)}{Page(settings)}: "
                + $"_{past.State.Word()}_, {Say.Utc(past.SaidAt)}\n>>>{Body(past.Text)}",
            IncidentEvent.Resolved resolved =>
                $":white_check_mark: *Resolved* by {by}"
                + (resolved.Text is { } text ? $"\n{Body(text)}" : "")
                + (resolved.Guidance is { } guidance ? $"\nCustomers must: {Mrkdwn.EscapeAndFit(guidance, 500)}" : "")
                + AfterResolve(incident),
            IncidentEvent.Closed => $":lock: *Closed* by {by}. Thank you all. If it comes back: `/incident reopen`",
            IncidentEvent.Reopened reopened =>
                $":rotating_light: *Reopened* by {by}" + (reopened.Reason is { } reason ? $"\n{Body(reason)}" : "") + Next(incident, entry.At),
            IncidentEvent.MarkedFalsePositive marked =>
                $":heavy_multiplication_x: *False alarm*, says {by}" + (marked.Reason is { } reason ? $": {Body(reason)}" : ".")
                + $"\nThank you {Say.Person(incident.DeclaredBy)} for raising it: better one too many than one too late.",
            IncidentEvent.MergedInto merged =>
                $":twisted_rightwards_arrows: *This goes on in {merged.Other}*{(other is null ? "" : $", {Mrkdwn.Channel(other.ChannelId)}")}, says {by}. "
                + "Please follow it there.",
            IncidentEvent.Accepted => $":rotating_light: *This is a real incident*, says {by}.{Next(incident, entry.At)}",
            _ => throw new InvalidOperationException($"{entry.Event.GetType().Name} has no message of its own."),
        };
    }

    // A phase or severity changed by an update is named in the message of the update.
    private static string Now(TimelineEntry entry) => entry.Event switch
    {
        IncidentEvent.PhaseChanged changed => $", now *{Say.PhaseWord(changed.To)}*",
        IncidentEvent.SeverityChanged changed => $", now *{Mrkdwn.Escape(changed.To)}*",
        _ => "",
    };

    private static string AfterResolve(Incident incident) => incident.IsOpenInPublic
        ? $"\n{Say.Person(incident.CommunicationOwner)}, the status page still shows it as open. Please tell customers that it is over: `/incident statuspage`"
        : "\nWhen all is wrapped up: `/incident close`";

    // The updates that are due from now on.
    private static string Next(Incident incident, NodaTime.Instant now) =>
        (incident.InternalClock is { } room ? $"\nNext room update by {Say.At(room.PromisedFor, now)}." : "")
        + (incident.PublicClock is { } customers ? $" Next public update by {Say.At(customers.PromisedFor, now)}." : "");

    private static string Approved(PersonId? approver) => approver is { } person ? $", approved by {Say.Person(person)}," : "";

    private static string Body(string text) => Mrkdwn.EscapeAndFit(text, 2200);

    private static string Late(NodaTime.Duration? late) => late is { } by ? $", {Durations.Words(by)} late" : "";

    private static string Page(SlackEdgeSettings settings) =>
        settings.StatusPageUrl is { } page ? $" on the {Mrkdwn.Link(page.AbsoluteUri, "status page")}" : " on the status page";
}
