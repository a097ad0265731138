using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IncidentBot.Outbox;
using IncidentBot.Storage;
using IncidentBot.Subscriptions.Audience;
using NodaTime;

namespace IncidentBot.Subscriptions;

/// <summary>Writes tasks to the outbox, each into the lane whose order it needs. Every subscriber has a lane, so that a slow one makes no other wait.</summary>
internal sealed class SubscriberOutbox(OutboxStore outbox)
{
    public Task AddAsync(DbSession session, IReadOnlyList<SubscriberTask> tasks, Instant now) =>
        outbox.AddAsync(session, [.. tasks.Select(Entry)], now);

    private static OutboxEntry Entry(SubscriberTask task) =>
        new(LaneOf(task), SubscriberTask.Kind, task.Write(), IncidentOf(task), null) { IsBulk = true };

    private static string LaneOf(SubscriberTask task) => task switch
    {
        SubscriberTask.FanOut fanOut => string.Create(CultureInfo.InvariantCulture, $"fan-out:{fanOut.Incident}:{fanOut.To.Word()}"),
        SubscriberTask.Tell tell => string.Create(CultureInfo.InvariantCulture, $"subscriber:{tell.Subscriber}"),
        SubscriberTask.TellComponent tell => string.Create(CultureInfo.InvariantCulture, $"subscriber:{tell.Subscriber}"),
        // Operators see lanes, and must not see tokens.
        SubscriberTask.AskToConfirm ask => $"confirm:{Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(ask.Token)).AsSpan(0, 6))}",
        SubscriberTask.TellQuarantine told => string.Create(CultureInfo.InvariantCulture, $"quarantine:{told.Subscriber}"),
        _ => throw new ArgumentOutOfRangeException(nameof(task), task, "The tasks are a closed set."),
    };

    private static long? IncidentOf(SubscriberTask task) => task switch
    {
        SubscriberTask.FanOut fanOut => fanOut.Incident,
        SubscriberTask.Tell tell => tell.Incident,
        SubscriberTask.TellComponent tell => tell.Incident,
        _ => null,
    };
}
