using IncidentBot.SlackEdge.Outbound;
using IncidentBot.Storage;

namespace IncidentBot.SlackEdge.Interactions;

/// <summary>Answers to a click or shortcut, for which Slack takes no body: a line for one person's eyes, by way of the outbox.</summary>
internal sealed class PrivateAnswers(IDatabase database, SlackOutbox outbox, Clock clock)
{
    public Task TellAsync(string? channelId, string userId, string mrkdwn, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        return database.WriteAsync(session => outbox.AddAsync(session, new SlackIntent.Answer(userId, channelId, mrkdwn), now), cancellationToken);
    }
}
