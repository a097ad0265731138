using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace IncidentBot.Observability;

/// <summary>What waits, is late or was given up, when the auditor last looked.</summary>
/// <param name="Waiting">Calls to Slack that wait.</param>
/// <param name="OldestWaitsFor">How long the oldest of them has waited, in seconds; 0 when none waits.</param>
/// <param name="Dead">Calls that were given up.</param>
/// <param name="Late">Reminders and calls that were due more than two minutes ago.</param>
internal sealed record Backlog(int Waiting, double OldestWaitsFor, int Dead, int Late)
{
    /// <summary>Mails, webhooks and updates of other pages that wait.</summary>
    public int Bulk { get; init; }

    public static readonly Backlog None = new(0, 0, 0, 0);
}

/// <summary>
/// The metrics an operator watches, all of the meter <c>IncidentBot</c>. Durations are in seconds. docs/operations.md lists them, and a test keeps that list,
/// the dashboard and the alerts equal to this class.
/// </summary>
internal sealed class BotMetrics
{
    public const string MeterName = "IncidentBot";

    public static readonly ActivitySource Activities = new(MeterName);

    /// <summary>
    /// Where the buckets of durations end, in seconds. Among them are the limits that matter: 1.5 s of the alert, 2 s to open a form, 3 s until Slack gives up.
    /// </summary>
    public static readonly IReadOnlyList<double> Boundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 30, 60];

    private readonly Histogram<double> _commands;
    private readonly Histogram<double> _acks;
    private readonly Histogram<double> _lateness;
    private readonly Counter<long> _attempts;
    private readonly Counter<long> _copyFailures;
    private volatile Backlog _backlog = Backlog.None;
    private volatile Func<double>? _copyAge;

    public BotMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _commands = Durations(meter, "incidentbot.command.duration", "How long a command took to be decided and saved.");
        _acks = Durations(meter, "incidentbot.slack.ack.duration", "How long Slack waited for an answer; it gives up after 3 s.");
        _lateness = Durations(meter, "incidentbot.reminder.lateness", "From the due moment of a reminder to the commit that records it as spoken.");
        _attempts = meter.CreateCounter<long>("incidentbot.outbox.attempts", "{attempt}", "Attempts to deliver a row of the outbox, by outcome.");
        _copyFailures = meter.CreateCounter<long>(
            "incidentbot.statuspage.copy.failures", "{attempt}", "Failed attempts to write the copy of the status page or to upload it.");

        meter.CreateObservableGauge("incidentbot.outbox.waiting", () => _backlog.Waiting, "{row}", "Calls to Slack that wait.");
        meter.CreateObservableGauge("incidentbot.outbox.bulk", () => _backlog.Bulk, "{row}", "Mails, webhooks and updates of other pages that wait.");
        meter.CreateObservableGauge("incidentbot.outbox.oldest.age", () => _backlog.OldestWaitsFor, "s", "How long the oldest waiting call has waited.");
        meter.CreateObservableGauge("incidentbot.outbox.dead", () => _backlog.Dead, "{row}", "Calls that were given up and wait for an operator.");
        meter.CreateObservableGauge("incidentbot.statuspage.copy.age", CopyAge, "s", "How old the copy of the status page is.");
        meter.CreateObservableGauge("incidentbot.late", () => _backlog.Late, "{row}", "Reminders and calls that were due more than two minutes ago.");
    }

    /// <param name="command">The command's type, never its text.</param>
    /// <param name="outcome"><c>accepted</c>, <c>refused</c>, <c>repeated</c>, <c>not_found</c> or <c>failed</c>.</param>
    /// <param name="started">A timestamp of <see cref="Stopwatch"/>.</param>
    public void CommandHandled(string command, string outcome, long started) =>
        _commands.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, new("command", command), new("outcome", outcome));

    /// <param name="kind"><c>command</c>, <c>action</c>, <c>event</c> or <c>options</c>.</param>
    /// <param name="started">A timestamp of <see cref="Stopwatch"/>.</param>
    public void Acknowledged(string kind, long started) =>
        _acks.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("kind", kind));

    public void ReminderSpoken(string kind, double lateSeconds) =>
        _lateness.Record(Math.Max(0, lateSeconds), new KeyValuePair<string, object?>("kind", kind));

    /// <param name="outcome"><c>sent</c>, <c>skipped</c>, <c>busy</c>, <c>try_later</c>, <c>uncertain</c> or <c>dead</c>.</param>
    public void Attempted(string outcome) => _attempts.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void CopyFailed() => _copyFailures.Add(1);

    /// <param name="age">The age of the copy of the status page, in seconds.</param>
    public void WatchCopy(Func<double> age) => _copyAge = age;

    public void Show(Backlog seen) => _backlog = seen;

    // Without a copy there is no measurement, rather than an age of zero.
    private IEnumerable<Measurement<double>> CopyAge() => _copyAge is { } age ? [new Measurement<double>(age())] : [];

    private static Histogram<double> Durations(Meter meter, string name, string description) =>
        meter.CreateHistogram(name, "s", description, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = Boundaries });
}
