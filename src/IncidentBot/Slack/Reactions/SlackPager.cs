using IncidentBot.Core.Incidents;
using IncidentBot.Incidents;
using IncidentBot.SlackEdge.Outbound;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.SlackEdge.Reactions;

/// <summary>Pages by mentioning the configured on-call user group in the room.</summary>
internal sealed class SlackPager(SlackOutbox outbox, SlackEdgeSettings settings) : IPager
{
    public Task PageAsync(Incident incident, PageReason reason, Instant now, DbSession session) => reason switch
    {
        PageReason.Declared when settings.OnCallGroup is null => Task.CompletedTask,
        PageReason.Declared => outbox.AddAsync(session, incident, new SlackIntent.PageOnCall(incident.Run), now),
        PageReason.Overdue { Reminder: var reminder } =>
            outbox.AddAsync(session, incident, new SlackIntent.Nudge(reminder.Key.Track, reminder.Key.Number, reminder.Key.Kind, reminder.DueAt), now),
        _ => throw new InvalidOperationException($"Unknown reason to page {reason.GetType().Name}."),
    };
}
