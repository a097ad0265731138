using System.Globalization;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using IncidentBot.Outbox;
using IncidentBot.Reminders;
using IncidentBot.SlackEdge.Messages;
using IncidentBot.SlackEdge.Rooms;
using IncidentBot.Storage;

namespace IncidentBot.SlackEdge.Outbound;

/// <summary>
/// Sends reminders. A reminder that waited out an outage is checked again: it is skipped if its promise was kept,
/// or if a later reminder of the same promise was sent.
/// </summary>
internal sealed class ReminderSender(
    IDatabase database,
    ReminderStore reminders,
    IncidentPosts posts,
    EphemeralSender ephemerals,
    OnCallGroup onCall,
    IncidentPolicy policy,
    SlackEdgeSettings settings,
    Clock clock)
{
    public async Task<SendOutcome> SendAsync(OutboxRow row, SlackIntent.Nudge nudge, Incident incident, Room? room, CancellationToken cancellationToken)
    {
        var key = new ReminderKey(nudge.Track, nudge.Number, nudge.Kind);
        if (ReminderPlan.Find(incident, key, policy.Reminders) is null)
            return await SkipAsync(row, incident, room, key, "no longer due", cancellationToken);
        if (await IsSupersededAsync(incident, key, cancellationToken))
            return await SkipAsync(row, incident, room, key, "a later reminder was sent", cancellationToken);

        var isDirect = room is null or { IsArchived: true };
        var message = NudgeMessages.For(incident, key, policy, settings, clock.Now, isDirect);
        if (NudgeMessages.IsPrivate(key.Kind))
        {
            var person = NudgeMessages.Recipients(incident, key)[0].Value;
            return await ephemerals.SendPrivatelyAsync(row, isDirect ? null : room!.ChannelId, person, message, cancellationToken);
        }

        if (room is null or { IsArchived: true })
            return await TellDirectlyAsync(row, incident, key, message, cancellationToken);

        if (key.Kind == ReminderKind.Page && settings.OnCallGroup is { } group)
            await onCall.InviteAsync(incident, room, group, cancellationToken);
        var outcome = await posts.PostOnceAsync(row, incident.Id, room.ChannelId, PostKey(key), message, cancellationToken);
        return outcome is SendOutcome.Dead
            ? await TellDirectlyAsync(row, incident, key, message, cancellationToken)
            : outcome;
    }

    /// <summary>Edits the reminders of a promise to "done". Without reminders there is nothing to do.</summary>
    public async Task<SendOutcome> SettleAsync(SlackIntent.SettleNudges settle, Incident incident, CancellationToken cancellationToken)
    {
        var sent = await posts.StartingWithAsync(incident.Id, Prefix(settle.Track, settle.Number) + settle.Kind, cancellationToken);
        var key = new ReminderKey(settle.Track, settle.Number, settle.Kind ?? ReminderKind.Due);
        SendOutcome worst = new SendOutcome.Sent();
        foreach (var post in sent)
        {
            var outcome = await posts.EditAsync(incident.Id, post, NudgeMessages.Settled(key, incident, clock.Now), cancellationToken);
            worst = Worse(worst, outcome is SendOutcome.Skipped ? new SendOutcome.Sent() : outcome);
        }

        return worst;
    }

    public static string PostKey(ReminderKey key) => Prefix(key.Track, key.Number) + key.Kind;

    private static string Prefix(ReminderTrack track, long number) => string.Create(CultureInfo.InvariantCulture, $"nudge:{track}:{number}:");

    private async Task<bool> IsSupersededAsync(Incident incident, ReminderKey key, CancellationToken cancellationToken)
    {
        if (key.Track == ReminderTrack.Watch)
            return false;
        var spoken = await database.ReadAsync(session => reminders.SpokenAsync(session, incident.Id, key.Track, key.Number), cancellationToken);
        return spoken.Any(kind => kind > key.Kind);
    }

    // If the room is out of reach, the reminder goes to each recipient as a direct message.
    private async Task<SendOutcome> TellDirectlyAsync(
        OutboxRow row, Incident incident, ReminderKey key, IncidentBot.Slack.BlockKit.Message message, CancellationToken cancellationToken)
    {
        SendOutcome worst = new SendOutcome.Sent();
        foreach (var person in NudgeMessages.Recipients(incident, key))
        {
            var outcome = await posts.PostOnceAsync(row, incident.Id, person.Value, $"{PostKey(key)}:{person.Value}", message, cancellationToken);
            worst = Worse(worst, outcome);
        }

        return worst;
    }

    // One row has several recipients. An uncertain outcome must be remembered, and a retryable one is retried.
    private static SendOutcome Worse(SendOutcome one, SendOutcome other)
    {
        return Weight(other) > Weight(one) ? other : one;

        static int Weight(SendOutcome outcome) => outcome switch
        {
            SendOutcome.Uncertain => 4,
            SendOutcome.TryLater or SendOutcome.Busy => 3,
            SendOutcome.Dead => 2,
            SendOutcome.Skipped => 1,
            _ => 0,
        };
    }

    // A post whose answer was lost may be in the room although it is no longer due. If it is found, it is settled like the others.
    private async Task<SendOutcome> SkipAsync(
        OutboxRow row, Incident incident, Room? room, ReminderKey key, string reason, CancellationToken cancellationToken)
    {
        if (row.Uncertain && room is not null && !NudgeMessages.IsPrivate(key.Kind)
            && await posts.RecoverAsync(row, incident.Id, room.ChannelId, PostKey(key), cancellationToken) is { } unknown and not SendOutcome.Dead)
            return unknown;
        return new SendOutcome.Skipped(reason);
    }
}
