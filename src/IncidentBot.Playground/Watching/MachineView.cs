using IncidentBot.Playground.Bot;
using IncidentBot.Playground.Scene;

namespace IncidentBot.Playground.Watching;

/// <summary>The machine behind the bot: its process, Slack's state, and what the database says is owed. Instants are Unix milliseconds.</summary>
/// <param name="Ahead">How far the bot's clock is ahead of the real one, in milliseconds.</param>
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

/// <summary>The promise in figures, counted from the bot's database and from what stands in the workspace.</summary>
/// <param name="Owed">Calls to Slack written down so far.</param>
/// <param name="Delivered">Those that Slack has taken, and those that had become pointless before.</param>
/// <param name="Waiting">Those still to come.</param>
/// <param name="Dead">Those Slack refused for good.</param>
/// <param name="Lost">Posts said to be delivered that nobody can find in the workspace.</param>
/// <param name="Doubled">Posts that stand there more than once.</param>
internal sealed record ProofView(int Owed, int Delivered, int Waiting, int Dead, int Lost, int Doubled);

internal sealed record OutboxView(
    long Id, string? Incident, string What, string Where, string State, int Attempts, long DueAt, long CreatedAt, long? DoneAt, string? Error);

/// <param name="Clock"><c>customers</c>, <c>room</c> or <c>watch</c>.</param>
internal sealed record ReminderView(string Incident, string What, string Clock, long DueAt, string State, long? DecidedAt);

/// <summary>What the bot will say next by itself.</summary>
internal sealed record NextView(string Text, long At);

internal sealed record TourView(bool Done, int Current, IReadOnlyList<TourStepView> Steps);

internal sealed record TourStepView(string Title, string Text, IReadOnlyList<string> How, bool Done);
