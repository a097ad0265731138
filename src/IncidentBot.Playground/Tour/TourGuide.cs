using IncidentBot.Core.Incidents;
using IncidentBot.Playground.Scene;
using IncidentBot.Playground.Watching;

namespace IncidentBot.Playground.Tour;

/// <summary>
/// Six short steps through the product. A step is done when the bot's database shows it, however the user achieved it. A later step that was done
/// early stays done.
/// </summary>
internal sealed class TourGuide(Outages outages)
{
    private volatile bool _storyRead;

    /// <summary>Records that the user asked for an incident's timeline.</summary>
    public void NoteCommand(string text) => _storyRead |= text.TrimStart().StartsWith("timeline", StringComparison.OrdinalIgnoreCase);

    public TourView Guide(Ledger ledger)
    {
        IReadOnlyList<TourStepView> steps =
        [
            new("Declare",
                $"You are *{Cast.Maya.RealName}*, and the API answers with errors. Tell the bot, in any channel.",
                [
                    "`/incident declare critical: API answers with errors`",
                    "Or `/incident` alone, for a form. The bot opens a room, invites you, and announces it in *#incidents*.",
                ],
                ledger.Incidents.Count > 0),
            new("Take the roles",
                "An incident has a *lead*, who decides, and a *messenger*, who writes to customers. In the new room:",
                [
                    $"Become *{Cast.Jonas.RealName}* (top right), join the room: `/incident lead me`",
                    $"Become *{Cast.Priya.RealName}*, join the room: `/incident messenger me`",
                ],
                ledger.Incidents.Any(incident => incident.Lead is not null && incident.Messenger is not null)),
            new("Tell customers",
                $"As *{Cast.Priya.RealName}*, write the first public update. The form has a draft; you see what customers will read before it is published.",
                [
                    "`/incident statuspage`",
                    "Fill the blanks, look at the preview, publish. For 5 s you can undo it (30 s in real life); then open the *Status page* tab.",
                ],
                ledger.Incidents.Any(incident => incident.PublicUpdates > 0)),
            new("Forget an update",
                "You promised customers the next update. Do nothing, and let time pass.",
                [
                    "Press *To the next reminder* until the room says that the update is overdue.",
                    "Watch the escalation: a private heads-up, a reminder in the room, a second one, a page.",
                ],
                ledger.Reminders.Any(reminder => reminder is { State: "spoken", Kind: "Due" or "SecondWord" or "Page" })),
            new("Kill the bot",
                "A reminder is never lost and never sent twice. See for yourself:",
                [
                    "Press *Kill the bot*: its process gets SIGKILL. Then *+5 min*, or *To the next reminder*: silence.",
                    "Press *Start it again*: what fell due meanwhile is sent once, and says how late it is. (Or switch Slack *down*, and up again.)",
                ],
                Survived(ledger)),
            new("Resolve, and read the story",
                "Give the all-clear, tell customers, and read what happened.",
                [
                    "`/incident resolve confirm rolled back the last deployment`",
                    "`/incident statuspage` for the last public update",
                    "`/incident timeline` for the story",
                ],
                _storyRead && ledger.Incidents.Any(incident => incident.Phase == Phase.Resolved.Word() || incident.Phase == Phase.Closed.Word())),
        ];
        var current = steps.TakeWhile(step => step.Done).Count() is var done && done < steps.Count ? done : steps.Count - 1;
        return new TourView(steps.All(step => step.Done), current, steps);
    }

    // A message was due during the outage and was sent afterwards.
    private bool Survived(Ledger ledger) => outages.Over.Any(outage =>
        ledger.Reminders.Any(reminder => reminder.State == "spoken" && Within(reminder.DueAt, outage) && reminder.DecidedAt >= outage.To)
        || ledger.Outbox.Any(row => row.State == "sent" && Within(row.CreatedAt, outage) && row.DoneAt >= outage.To));

    private static bool Within(long at, (long From, long To) outage) => at >= outage.From && at <= outage.To;
}
