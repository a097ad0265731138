using IncidentBot.Core.Incidents;
using IncidentBot.Outbox;
using IncidentBot.Slack.Requests;
using IncidentBot.Slack.WebApi;
using IncidentBot.SlackEdge.Messages;
using IncidentBot.SlackEdge.Rooms;
using IncidentBot.Storage;

namespace IncidentBot.SlackEdge.Outbound;

/// <summary>Publishes the App Home of a person, with the incidents that person may see.</summary>
internal sealed class HomePublisher(
    IDatabase database, IncidentLookup lookup, SlackApiClient slack, IncidentPolicy policy, SlackEdgeSettings settings, Clock clock)
{
    public async Task<SendOutcome> PublishAsync(SlackIntent.PublishHome home, CancellationToken cancellationToken)
    {
        var open = await database.ReadAsync(session => lookup.OpenForAsync(session, new PersonId(home.Person)), cancellationToken);
        var outcome = await slack.PublishViewAsync(home.Person, HomeView.For(open, policy, settings, clock.Now), cancellationToken);

        // Publishing the same view again changes nothing, so a lost answer is retried.
        return outcome is SlackOutcome<ViewInfo>.Ambiguous lost ? new SendOutcome.TryLater(lost.Reason) : outcome.ToSendOutcome();
    }
}
