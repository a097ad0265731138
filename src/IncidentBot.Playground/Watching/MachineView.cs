using IncidentBot.Playground.Bot;
using IncidentBot.Playground.Scene;

namespace IncidentBot.Playground.Watching;

/// <summary>
/// The state of the machine: the bot's process, Slack, and the outbox and reminders in the database. Instants are Unix milliseconds.
/// </summary>
/// <param name="Ahead">The lead of the bot's clock over real time, in milliseconds.</param>
internal sealed record MachineView(
    long Ahead,
    BotView Bot,
    SlackTrouble Slack,
    ProofView Proof,
    IReadOnlyList<OutboxView> Outbox,
    IReadOnlyList<ReminderView> Reminders,
    NextView? Next,
    TourView Tour);

internal sealed record BotView(BotState State, int Lives, int? Pid);

/// <summary>The promise in numbers, counted from the bot's database and from the messages in the workspace.</summary>
/// <param name="Owed">All outbox rows for Slack.</param>
/// <param name="Delivered">Rows that Slack has accepted, and rows that had become unnecessary before.</param>
/// <param name="Waiting">Rows not yet sent.</param>
/// <param name="Dead">Rows that Slack refused permanently.</param>
/// <param name="Lost">Posts marked as delivered that do not exist in the workspace.</param>
/// <param name="Doubled">Posts that exist more than once.</param>
internal sealed record ProofView(int Owed, int Delivered, int Waiting, int Dead, int Lost, int Doubled);

internal sealed record OutboxView(
    long Id, string? Incident, string What, string Where, string State, int Attempts, long DueAt, long CreatedAt, long? DoneAt, string? Error);

/// <param name="Clock"><c>customers</c>, <c>room</c> or <c>watch</c>.</param>
internal sealed record ReminderView(string Incident, string What, string Clock, long DueAt, string State, long? DecidedAt);

/// <summary>The bot's next reminder.</summary>
internal sealed record NextView(string Text, long At);

internal sealed record TourView(bool Done, int Current, IReadOnlyList<TourStepView> Steps);

internal sealed record TourStepView(string Title, string Text, IReadOnlyList<string> How, bool Done);
