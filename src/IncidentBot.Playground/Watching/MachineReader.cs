using IncidentBot.Core.Reminders;
using IncidentBot.Playground.Bot;
using IncidentBot.Playground.Scene;
using IncidentBot.Playground.Tour;
using IncidentBot.Reminders;
using IncidentBot.SlackEdge.Outbound;
using IncidentBot.SlackEmulator;

namespace IncidentBot.Playground.Watching;

/// <summary>Collects the page's data about the machine: the process, Slack, the database, and the state of the tour.</summary>
internal sealed class MachineReader(
    SlackWorkspace workspace, BotControl bot, Trouble trouble, SteeredTime time, PromiseQueries queries, TourGuide tour)
{
    private const int MostShown = 30;

    public async Task<MachineView> ReadAsync(CancellationToken cancellationToken)
    {
        var ledger = await queries.ReadAsync(cancellationToken);
        var incidents = ledger.Incidents.ToDictionary(incident => incident.Id);
        return new MachineView(
            (long)time.Ahead.TotalMilliseconds,
            new BotView(bot.State, bot.Lives, bot.ProcessId),
            trouble.Now,
            Proof.Of(ledger, workspace),
            [.. Shown(ledger.Outbox).Select(row => RowOf(row, incidents))],
            [.. Shown(ledger.Reminders).Select(ReminderOf)],
            NextOf(ledger),
            tour.Guide(ledger));
    }

    private static IEnumerable<OutboxRecord> Shown(IReadOnlyList<OutboxRecord> outbox) =>
        outbox.Where((row, index) => index < MostShown || row.State is "pending" or "in_flight");

    private static IEnumerable<ReminderRecord> Shown(IReadOnlyList<ReminderRecord> reminders) =>
        reminders.Where(reminder => reminder.State == "armed")
            .Concat(reminders.Where(reminder => reminder.State != "armed").OrderByDescending(reminder => reminder.DecidedAt ?? 0).Take(MostShown));

    private static OutboxView RowOf(OutboxRecord row, Dictionary<long, IncidentRecord> incidents)
    {
        var intent = SlackIntentJson.Read(row.Payload);
        var room = row.IncidentId is { } id ? incidents.GetValueOrDefault(id)?.Room : null;
        return new OutboxView(
            row.Id,
            row.IncidentId is { } number ? Name(number) : null,
            IntentWords.What(intent),
            IntentWords.Where(intent, room),
            row.State switch { "pending" => "waiting", "in_flight" => "sending", var other => other },
            row.Attempts,
            row.NextAttemptAt,
            row.CreatedAt,
            row.DoneAt,
            row.State is "sent" ? null : row.LastError);
    }

    private static ReminderView ReminderOf(ReminderRecord reminder) => new(
        Name(reminder.IncidentId),
        IntentWords.Kind(KindOf(reminder)),
        IntentWords.Clock(TrackOf(reminder)),
        reminder.DueAt,
        reminder.State,
        reminder.DecidedAt);

    private static NextView? NextOf(Ledger ledger) => ledger.Reminders.FirstOrDefault(reminder => reminder.State == "armed") is { } next
        ? new NextView($"{Name(next.IncidentId)}: {IntentWords.Kind(KindOf(next))}{For(TrackOf(next))}", next.DueAt)
        : null;

    private static string For(ReminderTrack track) => track switch
    {
        ReminderTrack.Public => ", about the update for customers",
        ReminderTrack.Internal => ", about the update for the room",
        _ => "",
    };

    private static ReminderKind KindOf(ReminderRecord reminder) => ReminderKindName.Parse(reminder.Kind);

    private static ReminderTrack TrackOf(ReminderRecord reminder) => Enum.Parse<ReminderTrack>(reminder.Track);

    private static string Name(long incident) => new Core.Incidents.IncidentId(incident).ToString();
}
