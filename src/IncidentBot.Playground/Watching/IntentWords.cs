using IncidentBot.Core.Reminders;
using IncidentBot.Playground.Scene;
using IncidentBot.SlackEdge.Outbound;

namespace IncidentBot.Playground.Watching;

/// <summary>Names of the bot's outbox entries for a user who does not know what an outbox is.</summary>
internal static class IntentWords
{
    public static string What(SlackIntent intent) => intent switch
    {
        SlackIntent.KeepApproval => "Ask for approval",
        SlackIntent.TellCustomerReport => "Forward a customer report",
        SlackIntent.TellAuthor => "Tell the author",
        SlackIntent.OpenRoom => "Open the room",
        SlackIntent.InvitePeople => "Invite people",
        SlackIntent.KeepTopic => "Set the topic",
        SlackIntent.KeepBookmarks => "Set the bookmarks",
        SlackIntent.KeepHeadline => "Update the headline",
        SlackIntent.PinHeadline => "Pin the headline",
        SlackIntent.KeepAnnouncement => "Update the announcement",
        SlackIntent.KeepChanges => "Report small changes",
        SlackIntent.TellEvent => "Report an event",
        SlackIntent.PageOnCall => "Page the people on call",
        SlackIntent.Nudge nudge => $"Reminder: {Kind(nudge.Kind)}",
        SlackIntent.SettleNudges => "Mark a reminder as done",
        SlackIntent.AskSupport => "Ask support",
        SlackIntent.CallSupport => "Call support into the room",
        SlackIntent.EphemeralMessage => "Tell one person",
        SlackIntent.Answer => "Respond to a click",
        SlackIntent.PublishHome => "Refresh the Home tab",
        SlackIntent.FillForm => "Fill in a form",
        SlackIntent.RejoinRoom => "Rejoin the room",
        SlackIntent.NoteMessage => "Store a message in the timeline",
        SlackIntent.TellOperators => "Tell the operators",
        SlackIntent.TellCustomers => "Tell customers in their channel",
        _ => intent.GetType().Name,
    };

    public static string Where(SlackIntent intent, string? room) => intent switch
    {
        SlackIntent.KeepAnnouncement => $"#{Cast.Announcements}",
        SlackIntent.AskSupport => $"#{Cast.Support}",
        SlackIntent.EphemeralMessage message => At(message.Person),
        SlackIntent.Answer answer => At(answer.Person),
        SlackIntent.PublishHome home => At(home.Person),
        SlackIntent.FillForm form => At(form.Person),
        SlackIntent.TellCustomers told => $"#{told.Channel}",
        SlackIntent.OpenRoom open => $"#{room ?? open.Name}",
        _ => room is null ? "the room" : $"#{room}",
    };

    public static string Kind(ReminderKind kind) => kind switch
    {
        ReminderKind.HeadsUp => "heads-up",
        ReminderKind.Due => "overdue",
        ReminderKind.Repeated => "still overdue",
        ReminderKind.Page => "page the people on call",
        ReminderKind.NoLead => "no lead",
        ReminderKind.LeadUnacknowledged => "the lead has not confirmed",
        ReminderKind.NoMessenger => "no messenger",
        ReminderKind.FirstPublicUpdate => "no public update yet",
        ReminderKind.StatusPageNotResolved => "the status page is still open",
        ReminderKind.TriageUnresolved => "triage is still open",
        ReminderKind.ApprovalWaiting => "a public update waits for approval",
        _ => kind.ToString(),
    };

    public static string Clock(ReminderTrack track) => track switch
    {
        ReminderTrack.Public => "customers",
        ReminderTrack.Internal => "room",
        _ => "watch",
    };

    private static string At(string person) => $"@{Cast.Find(person)?.Name ?? person}";
}
