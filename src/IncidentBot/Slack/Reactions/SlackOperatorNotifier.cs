using IncidentBot.Auditing;
using IncidentBot.SlackEdge.Outbound;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.SlackEdge.Reactions;

/// <summary>Queues messages for operators in the outbox.</summary>
internal sealed class SlackOperatorNotifier(SlackOutbox outbox, SlackEdgeSettings settings) : IOperatorNotifier
{
    public Task TellAsync(string text, Instant now, DbSession session) =>
        settings.OperationsChannel is null ? Task.CompletedTask : outbox.AddAsync(session, new SlackIntent.TellOperators(text), now);
}
