using IncidentBot.Outbox;
using IncidentBot.Slack.BlockKit;
using IncidentBot.Slack.WebApi;

namespace IncidentBot.SlackEdge.Outbound;

/// <summary>Says in the operations channel what operators should look at.</summary>
internal sealed class OperatorLine(SlackApiClient slack, ChannelDirectory channels, SlackEdgeSettings settings)
{
    public async Task<SendOutcome> TellAsync(OutboxRow row, SlackIntent.TellOperators told, CancellationToken cancellationToken)
    {
        if (settings.OperationsChannel is not { } wanted)
            return new SendOutcome.Skipped("no operations channel is configured");
        // It is said again in half an hour if it still holds: rather once too little than twice.
        if (row.Uncertain)
            return new SendOutcome.Skipped("an earlier try may have arrived");

        var channel = await channels.FindAsync(wanted, cancellationToken);
        return channel is SlackOutcome<string>.Ok { Value: var id }
            ? (await slack.PostMessageAsync(id, new Message(told.Text), null, cancellationToken)).ToOnceOnlyOutcome()
            : channel.ToOnceOnlyOutcome();
    }
}
