using System.Collections.Concurrent;
using IncidentBot.Configuration;
using NodaTime;

namespace IncidentBot.Outbox;

/// <summary>The calls of this process that have no outcome yet.</summary>
internal sealed class CallsInFlight(OutboxOptions options, TimeProvider time)
{
    private readonly ConcurrentDictionary<long, Call> _calls = [];

    public IReadOnlyCollection<long> Ids => [.. _calls.Keys];

    /// <summary>
    /// The slots that are free. A bulk call beyond the limit of an attempt only waits for the answer to what it has handed over: it frees its slot, so that
    /// one slow server does not delay all others.
    /// </summary>
    public OutboxSlots FreeSlots =>
        OutboxSlots.Beside([.. _calls.Values.Where(call => !call.Row.Bulk || Since(call.BegunAt) <= options.LongestAttempt).Select(call => call.Row)]);

    public void Add(OutboxRow row) => _calls[row.Id] = new Call(row, time.GetTimestamp(), time.GetTimestamp());

    public void Remove(long id) => _calls.TryRemove(id, out _);

    /// <summary>
    /// The calls whose claims were made or renewed longer ago than a third of a claim. The wall clock decides when a claim ends, so a step of it counts too.
    /// </summary>
    /// <param name="now">The wall clock.</param>
    /// <param name="lease">How long a claim lasts.</param>
    public IReadOnlyList<OutboxRow> ToRenew(Instant now, Duration lease) =>
    [
        .. _calls.Values.Where(call => Since(call.ClaimedAt) > (lease / 3).ToTimeSpan() || call.Row.NextAttemptAt - now < lease * 2 / 3)
            .Select(call => call.Row),
    ];

    /// <param name="row">A row that may have been removed meanwhile.</param>
    /// <param name="until">The new end of its claim.</param>
    public void Renewed(OutboxRow row, Instant until)
    {
        if (_calls.TryGetValue(row.Id, out var call))
            _calls.TryUpdate(row.Id, call with { Row = row with { NextAttemptAt = until }, ClaimedAt = time.GetTimestamp() }, call);
    }

    private TimeSpan Since(long timestamp) => time.GetElapsedTime(timestamp);

    /// <param name="Row">The row as it was claimed, or renewed last.</param>
    /// <param name="BegunAt">When the call began, as a timestamp of the clock.</param>
    /// <param name="ClaimedAt">When the row was claimed or renewed last, as a timestamp of the clock.</param>
    private sealed record Call(OutboxRow Row, long BegunAt, long ClaimedAt);
}
