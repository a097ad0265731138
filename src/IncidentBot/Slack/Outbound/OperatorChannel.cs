using IncidentBot.Outbox;
using IncidentBot.Slack.BlockKit;
using IncidentBot.Slack.WebApi;

namespace IncidentBot.SlackEdge.Outbound;

/// <summary>Posts problems for operators in the operations channel.</summary>
internal sealed class OperatorChannel(SlackApiClient slack, ChannelDirectory channels, SlackEdgeSettings settings)
{
    public async Task<SendOutcome> TellAsync(OutboxRow row, SlackIntent.TellOperators intent, CancellationToken cancellationToken)
    {
        if (settings.OperationsChannel is not { } wanted)
            return new SendOutcome.Skipped("no operations channel is configured");
        // A problem that persists is reported again after half an hour, so one missing message is better than a duplicate.
        if (row.Uncertain)
            return new SendOutcome.Skipped("an earlier attempt may have arrived");

        var channel = await channels.FindAsync(wanted, cancellationToken);
        return channel is SlackOutcome<string>.Ok { Value: var id }
            ? (await slack.PostMessageAsync(id, new Message(intent.Text), null, cancellationToken)).ToOnceOnlyOutcome()
            : channel.ToOnceOnlyOutcome();
    }
}
