using IncidentBot.Core.Incidents;
using IncidentBot.Incidents;
using IncidentBot.Outbox;
using IncidentBot.Slack.WebApi;
using IncidentBot.SlackEdge.Interactions;
using IncidentBot.SlackEdge.People;

namespace IncidentBot.SlackEdge.Outbound;

/// <summary>Adds a message that a person marked with a reaction to the timeline, once, even if it is marked several times.</summary>
internal sealed class MarkedMessageReader(IncidentEngine engine, SlackApiClient slack, PersonDirectory people)
{
    private const int FewMessages = 5;

    public async Task<SendOutcome> NoteAsync(SlackIntent.NoteMessage marked, Incident incident, CancellationToken cancellationToken)
    {
        var page = await slack.ConversationHistoryAsync(marked.ChannelId, marked.Ts, marked.Ts, 1, null, includeAllMetadata: false, cancellationToken);
        var message = page.Value?.Items.FirstOrDefault(found => found.Ts == marked.Ts);
        if (page.IsOk && message is null)
        {
            // A reply is not in the history of the channel, only in its thread. The answer may also contain the first message of the thread.
            page = await slack.ConversationRepliesAsync(
                marked.ChannelId, marked.Ts, marked.Ts, marked.Ts, FewMessages, null, includeAllMetadata: false, cancellationToken);
            message = page.Value?.Items.FirstOrDefault(found => found.Ts == marked.Ts);
        }

        // Reading changes nothing, so a lost answer is retried.
        if (page is SlackOutcome<Page<HistoryMessage>>.Ambiguous lost)
            return new SendOutcome.TryLater(lost.Reason);
        if (!page.IsOk)
            return page.ToSendOutcome();
        if (message is null)
            return new SendOutcome.Skipped("the message was deleted");

        var permalink = await slack.GetPermalinkAsync(marked.ChannelId, marked.Ts, cancellationToken);
        var note = new IncidentCommand.AddNote(await MessageText.PlainAsync(message.Text, people, cancellationToken), NoteSource.Reaction)
        {
            SaidBy = message.UserId is { } author ? new PersonId(author) : null,
            Link = permalink.Value,
        };
        var delivery = CommandDelivery.Silent(MessageText.TimelineKey(marked.ChannelId, marked.Ts));
        return await engine.HandleAsync(delivery, incident.Id, note, new PersonId(marked.MarkedBy), cancellationToken) is EngineResult.Refused
            ? new SendOutcome.Skipped("the message has no text")
            : new SendOutcome.Sent();
    }
}
