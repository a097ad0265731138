using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using IncidentBot.Core.StatusPage;
using IncidentBot.Incidents;
using IncidentBot.Slack.BlockKit;

namespace IncidentBot.SlackEdge.Messages;

/// <summary>Each timeline event as one line of mrkdwn.</summary>
internal static class TimelineWords
{
    private const int Shown = 300;

    public static string Line(TimelineEntry entry) => $"{Say.On(entry.At)} {Say.Person(AuthorOf(entry))} {What(entry)}";

    /// <summary>The author of the event. For an approved update that is its author, not the approver.</summary>
    public static PersonId AuthorOf(TimelineEntry entry) => entry.Event switch
    {
        IncidentEvent.PublicUpdatePublished { Author: { } author } => author,
        IncidentEvent.PublicUpdateCorrected { Author: { } author } => author,
        IncidentEvent.PublicUpdateBackfilled { Author: { } author } => author,
        _ => entry.By,
    };

    /// <summary>The event as a phrase that follows a person's name.</summary>
    public static string What(TimelineEntry entry) => entry.Event switch
    {
        IncidentEvent.LeadAssigned assigned when assigned.Person == entry.By => "took the lead",
        IncidentEvent.MessengerAssigned assigned when assigned.Person == entry.By => "became the messenger",
        IncidentEvent.NoteAdded { SaidBy: { } author } own when author == entry.By => $"noted: {Cut(own.Text)}{Link(own)}",
        IncidentEvent.Declared declared =>
            $"declared *{Cut(declared.Title)}*, {Mrkdwn.Escape(declared.Severity)}{(declared.Phase == Phase.Triage ? ", suspected only" : "")}",
        IncidentEvent.Backfilled backfilled =>
            $"backfilled *{Cut(backfilled.Title)}*, {Mrkdwn.Escape(backfilled.Severity)}, "
            + $"from {Say.Utc(backfilled.StartedAt)} to {Say.Utc(backfilled.EndedAt)}",
        IncidentEvent.LeadAssigned assigned => $"made {Say.Person(assigned.Person)} the lead",
        IncidentEvent.LeadAcknowledged => "confirmed having the lead",
        IncidentEvent.MessengerAssigned assigned => $"made {Say.Person(assigned.Person)} the messenger",
        IncidentEvent.UpdatePosted posted => $"updated the room{Late(posted.LateBy)}: {Cut(posted.Text)}",
        IncidentEvent.PublicUpdatePublished published =>
            $"told customers _{published.State.Word()}_{Late(published.LateBy)}"
            + $"{Approved(published.ApprovedBy)}{Overruled(published.Overruled)}: {Cut(published.Text)}",
        IncidentEvent.ApprovalAsked asked => $"asked for approval to tell customers _{asked.State.Word()}_: {Cut(asked.Text)}",
        IncidentEvent.UpdateApproved approved => $"approved the public update of {Say.Person(approved.Author)}",
        IncidentEvent.UpdateSentBack back => $"sent the public update of {Say.Person(back.Author)} back: {Cut(back.Why)}",
        IncidentEvent.UpdateScheduled scheduled => $"confirmed a public update, to be published at {Say.UtcSecond(scheduled.LeavesAt)}",
        IncidentEvent.UpdateWithdrawn withdrawn => $"{Withdrew(withdrawn)}: {Cut(withdrawn.Text)}",
        IncidentEvent.PublicUpdateCorrected corrected =>
            $"corrected public update {corrected.Number}{(corrected.TellsSubscribers ? " and told those who got it" : "")}"
            + $"{Approved(corrected.ApprovedBy)}{Overruled(corrected.Overruled)}: {Cut(corrected.Text)} (it said: {Cut(corrected.Earlier)})",
        IncidentEvent.PublicUpdateBackfilled past =>
            $"added afterwards that customers were told _{past.State.Word()}_ at {Say.Utc(past.SaidAt)}"
            + $"{Approved(past.ApprovedBy)}{Overruled(past.Overruled)}: {Cut(past.Text)}",
        IncidentEvent.PhaseChanged changed => $"moved it from {Say.PhaseWord(changed.From)} to *{Say.PhaseWord(changed.To)}*",
        IncidentEvent.SeverityChanged changed => $"changed the severity from {Mrkdwn.Escape(changed.From)} to *{Mrkdwn.Escape(changed.To)}*",
        IncidentEvent.Renamed renamed => $"renamed it from {Cut(renamed.From)} to *{Cut(renamed.To)}*",
        IncidentEvent.CustomerImpactChanged changed => changed.HasImpact ? "said that customers notice" : "said that customers do not notice",
        IncidentEvent.Snoozed snoozed => $"snoozed the {Whose(snoozed.Audience)} reminders for {Durations.Words(snoozed.Length)}",
        IncidentEvent.NextUpdatePromised promised => $"promised the next {Whose(promised.Audience)} update by {Say.At(promised.By, entry.At)}",
        IncidentEvent.Resolved resolved => resolved.Text is { } text ? $"resolved it: {Cut(text)}{Guidance(resolved)}" : $"resolved it{Guidance(resolved)}",
        IncidentEvent.Closed => "closed it",
        IncidentEvent.Reopened reopened => reopened.Reason is { } reason ? $"reopened it: {Cut(reason)}" : "reopened it",
        IncidentEvent.MarkedFalsePositive marked => marked.Reason is { } reason ? $"ended it as a false alarm: {Cut(reason)}" : "ended it as a false alarm",
        IncidentEvent.MergedInto merged => $"merged it into {merged.Other}",
        IncidentEvent.Accepted => "accepted it as a real incident",
        IncidentEvent.SupportAsked => "asked support whether customers are asking",
        IncidentEvent.SupportCalled => "called support",
        IncidentEvent.NoteAdded note => $"noted: {Cut(note.Text)}{SaidBy(note)}{Link(note)}",
        _ => throw new InvalidOperationException($"No text for the event {entry.Event.GetType().Name}."),
    };

    /// <summary>The timeline, cut to <paramref name="limit"/> characters. The newest lines are kept.</summary>
    public static string Story(Incident incident, IReadOnlyList<TimelineEntry> entries, int limit)
    {
        var lines = new List<string>();
        var length = 0;
        foreach (var entry in entries.Reverse())
        {
            var line = Line(entry);
            length += line.Length + 1;
            if (length > limit)
                break;
            lines.Insert(0, line);
        }

        var left = entries.Count - lines.Count;
        var head = $"Timeline of {Say.Name(incident)}" + (left > 0 ? $" (the last {lines.Count} entries)" : "");
        return head + "\n" + string.Join('\n', lines);
    }

    private static string Cut(string text) => Mrkdwn.EscapeAndFit(text, Shown);

    private static string Guidance(IncidentEvent.Resolved resolved) => resolved.Guidance is { } guidance ? $" (customers must: {Cut(guidance)})" : "";

    private static string Withdrew(IncidentEvent.UpdateWithdrawn withdrawn) => withdrawn.Reason switch
    {
        WithdrawnBecause.Undone => "took a public update back before customers saw it",
        WithdrawnBecause.Superseded => "replaced a public update that waited for approval",
        _ => "changed the incident, so a public update that waited was not published",
    };

    private static string Approved(PersonId? approver) => approver is { } person ? $" (approved by {Say.Person(person)})" : "";

    private static string Overruled(WordingOverride? reason) =>
        reason is { } overruled ? $" (overruling {Mrkdwn.Escape(overruled.Rules)}, because: {Cut(overruled.Reason)})" : "";

    private static string Late(NodaTime.Duration? late) => late is { } by ? $" ({Durations.Words(by)} late)" : "";

    private static string Whose(Audience audience) => audience == Audience.Public ? "public" : "room";

    private static string SaidBy(IncidentEvent.NoteAdded note) => note.SaidBy is { } person ? $" (said by {Say.Person(person)})" : "";

    private static string Link(IncidentEvent.NoteAdded note) => note.Link is { } link ? $" {Mrkdwn.Link(link, "message")}" : "";
}
