using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace IncidentBot.Observability;

/// <summary>What is late, waits or was given up, at the last look.</summary>
/// <param name="Waiting">Calls to Slack that are still to be made.</param>
/// <param name="OldestWaitsFor">For how long the oldest of them has waited, in seconds; 0 when none does.</param>
/// <param name="Dead">Calls that were given up.</param>
/// <param name="Late">Reminders and calls that were due more than two minutes ago.</param>
internal sealed record Backlog(int Waiting, double OldestWaitsFor, int Dead, int Late)
{
    /// <summary>Mails, calls to web addresses and updates of pages elsewhere that are still to be made.</summary>
    public int Bulk { get; init; }

    public static readonly Backlog None = new(0, 0, 0, 0);
}

/// <summary>
/// The figures an operator watches, all of the meter <c>IncidentBot</c>. Durations are in seconds, as OpenTelemetry has it. docs/operations.md lists
/// them, and a test keeps list, dashboard and alerts equal to this class.
/// </summary>
internal sealed class BotMetrics
{
    public const string MeterName = "IncidentBot";

    public static readonly ActivitySource Activities = new(MeterName);

    private readonly Histogram<double> commands;
    private readonly Histogram<double> acks;
    private readonly Histogram<double> lateness;
    private readonly Counter<long> deliveries;
    private readonly Counter<long> copyFailures;
    private volatile Backlog backlog = Backlog.None;
    private volatile Func<double>? copyAge;

    public BotMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        commands = meter.CreateHistogram<double>("incidentbot.command.duration", "s", "How long a command took to be decided and saved.");
        acks = meter.CreateHistogram<double>("incidentbot.slack.ack.duration", "s", "How long Slack waited for an answer; it gives up after 3 s.");
        lateness = meter.CreateHistogram<double>("incidentbot.reminder.lateness", "s", "How long after its due moment a reminder was recorded as spoken.");
        deliveries = meter.CreateCounter<long>("incidentbot.outbox.attempts", "{attempt}", "Attempts to deliver a row of the outbox, by what came of it.");
        meter.CreateObservableGauge("incidentbot.outbox.waiting", () => backlog.Waiting, "{row}", "Calls to Slack that are still to be made.");
        meter.CreateObservableGauge("incidentbot.outbox.bulk", () => backlog.Bulk, "{row}", "Mails and calls to subscribers and other pages that are still to be made.");
        meter.CreateObservableGauge("incidentbot.outbox.oldest.age", () => backlog.OldestWaitsFor, "s", "For how long the oldest waiting call has waited.");
        meter.CreateObservableGauge("incidentbot.outbox.dead", () => backlog.Dead, "{row}", "Calls that Slack refused for good and nobody has looked after.");
        copyFailures = meter.CreateCounter<long>("incidentbot.statuspage.copy.failures", "{attempt}", "Attempts to write the copy of the status page or to take it elsewhere that failed.");
        meter.CreateObservableGauge("incidentbot.statuspage.copy.age", () => copyAge is { } age ? [new Measurement<double>(age())] : Array.Empty<Measurement<double>>(), "s", "How old the copy of the status page is.");
        meter.CreateObservableGauge("incidentbot.late", () => backlog.Late, "{row}", "Reminders and calls that were due more than two minutes ago.");
    }

    /// <param name="command">The command's type, never its words.</param>
    /// <param name="outcome"><c>accepted</c>, <c>refused</c>, <c>repeated</c>, <c>not_found</c> or <c>failed</c>.</param>
    /// <param name="started">A timestamp of <see cref="Stopwatch"/>.</param>
    public void CommandHandled(string command, string outcome, long started) =>
        commands.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, new("command", command), new("outcome", outcome));

    /// <param name="kind"><c>command</c>, <c>action</c>, <c>event</c> or <c>options</c>.</param>
    /// <param name="started">A timestamp of <see cref="Stopwatch"/>.</param>
    public void Acknowledged(string kind, long started) => acks.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("kind", kind));

    public void ReminderSpoken(string kind, double lateSeconds) => lateness.Record(Math.Max(0, lateSeconds), new KeyValuePair<string, object?>("kind", kind));

    /// <param name="outcome">What came of the attempt: <c>sent</c>, <c>skipped</c>, <c>busy</c>, <c>try_later</c>, <c>uncertain</c> or <c>dead</c>.</param>
    public void Attempted(string outcome) => deliveries.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void CopyFailed() => copyFailures.Add(1);

    /// <summary>There is a copy of the status page; this tells its age in seconds.</summary>
    public void WatchCopy(Func<double> age) => copyAge = age;

    public void Show(Backlog seen) => backlog = seen;
}
