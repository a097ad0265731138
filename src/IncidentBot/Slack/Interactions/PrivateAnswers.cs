using IncidentBot.SlackEdge.Outbound;
using IncidentBot.Storage;

namespace IncidentBot.SlackEdge.Interactions;

/// <summary>Answers a click or a shortcut through the outbox, because Slack accepts no message in the response. Only one person sees it.</summary>
internal sealed class PrivateAnswers(IDatabase database, SlackOutbox outbox, Clock clock)
{
    public Task TellAsync(string? channelId, string userId, string mrkdwn, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        return database.WriteAsync(session => outbox.AddAsync(session, new SlackIntent.Answer(userId, channelId, mrkdwn), now), cancellationToken);
    }
}
