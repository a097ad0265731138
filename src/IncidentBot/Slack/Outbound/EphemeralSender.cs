using IncidentBot.Core.Incidents;
using IncidentBot.Outbox;
using IncidentBot.Slack.BlockKit;
using IncidentBot.Slack.WebApi;
using IncidentBot.SlackEdge.Messages;
using IncidentBot.SlackEdge.Rooms;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.SlackEdge.Outbound;

/// <summary>Sends a message to one person: ephemeral in the room, or as a direct message when the person is not in the room.</summary>
internal sealed class EphemeralSender(
    SlackApiClient slack, IncidentPolicy policy, SlackEdgeSettings settings, SupportMembership responders, Clock clock)
{
    private static readonly Duration InvitationTime = Duration.FromSeconds(10);

    private static readonly TimeSpan RetryUntilInvited = TimeSpan.FromMilliseconds(500);

    public async Task<SendOutcome> SendAsync(
        OutboxRow row, Incident incident, Room? room, SlackIntent.EphemeralMessage intent, CancellationToken cancellationToken)
    {
        if (IsOutdated(incident, intent))
            return new SendOutcome.Skipped("no longer needed");
        if (intent.About == EphemeralKind.SupportOffer)
        {
            var member = await responders.IsResponderAsync(intent.Person, cancellationToken);
            if (member is not SlackOutcome<bool>.Ok { Value: var isResponder })
                return member.ToSendOutcome();
            if (isResponder)
                return new SendOutcome.Skipped("a responder needs no offer of support");
        }

        var message = EphemeralMessages.For(intent.About, incident, room, policy, settings, clock.Now);
        var channelId = room is { IsArchived: false } ? room.ChannelId : null;
        if (channelId is not null && MayAwaitInvitation(row, intent) && !row.Uncertain)
        {
            // The invitation may still be in flight. A message in the room is worth a second of waiting.
            var early = await slack.PostEphemeralAsync(channelId, intent.Person, message, null, cancellationToken);
            if (early.Code == "user_not_in_channel")
                return new SendOutcome.Busy(RetryUntilInvited, "the person is being invited");
            if (early.Code is not ("not_in_channel" or "is_archived" or "channel_not_found"))
                return early.ToOnceOnlyOutcome();
            channelId = null;
        }

        return IncidentLookup.MaySee(incident, new PersonId(intent.Person))
            ? await SendPrivatelyAsync(row, channelId, intent.Person, message, cancellationToken)
            : await SendInRoomOnlyAsync(row, channelId, intent.Person, message, cancellationToken);
    }

    /// <summary>
    /// Sends at most once. Slack cannot tell whether an ephemeral message arrived, so a lost answer is not retried.
    /// A missed hint is followed by the next reminder in the room; a duplicate would break the promise of the product.
    /// </summary>
    /// <param name="row">The outbox row.</param>
    /// <param name="channelId">The channel in which only the recipient sees it; null for a direct message.</param>
    /// <param name="person">The recipient.</param>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<SendOutcome> SendPrivatelyAsync(OutboxRow row, string? channelId, string person, Message message, CancellationToken cancellationToken)
    {
        if (row.Uncertain)
            return new SendOutcome.Skipped("an earlier attempt may have arrived");
        if (channelId is not null && await PostEphemeralAsync(channelId, person, message, cancellationToken) is { } sent)
            return sent;
        return (await slack.PostMessageAsync(person, message, null, cancellationToken)).ToOnceOnlyOutcome();
    }

    private bool MayAwaitInvitation(OutboxRow row, SlackIntent.EphemeralMessage intent) =>
        intent.About is EphemeralKind.LeadInstructions or EphemeralKind.MessengerInstructions
            or EphemeralKind.AcknowledgeReporter or EphemeralKind.SupportOffer
        && clock.Now - row.CreatedAt < InvitationTime;

    // Messages of a private room are only for its members. A person who has left the room gets no direct message.
    private async Task<SendOutcome> SendInRoomOnlyAsync(
        OutboxRow row, string? channelId, string person, Message message, CancellationToken cancellationToken)
    {
        if (row.Uncertain)
            return new SendOutcome.Skipped("an earlier attempt may have arrived");
        return channelId is not null && await PostEphemeralAsync(channelId, person, message, cancellationToken) is { } sent
            ? sent
            : new SendOutcome.Skipped("the person is not in the private room");
    }

    // Null when the person or the bot is not in the channel.
    private async Task<SendOutcome?> PostEphemeralAsync(string channelId, string person, Message message, CancellationToken cancellationToken)
    {
        var sent = await slack.PostEphemeralAsync(channelId, person, message, null, cancellationToken);
        return sent.Code is "user_not_in_channel" or "not_in_channel" or "is_archived" or "channel_not_found"
            ? null
            : sent.ToOnceOnlyOutcome();
    }

    // A message that waited out an outage of Slack may no longer apply.
    private static bool IsOutdated(Incident incident, SlackIntent.EphemeralMessage intent) => intent.About switch
    {
        EphemeralKind.LeadInstructions => incident.Lead?.Value != intent.Person || !incident.Phase.IsOpen(),
        EphemeralKind.MessengerInstructions => incident.Messenger?.Value != intent.Person || !incident.Phase.IsOpen(),
        EphemeralKind.OneInBothRoles => !incident.HasOnePersonInBothRoles,
        EphemeralKind.SupportOffer or EphemeralKind.AcknowledgeReporter or EphemeralKind.StayOrHandOver => !incident.Phase.IsOpen(),
        _ => false,
    };
}

/// <summary>Whether a person is a responder: a member of the groups of product, engineering or support.</summary>
internal sealed class SupportMembership(SlackApiClient slack, SlackEdgeSettings settings)
{
    public async Task<SlackOutcome<bool>> IsResponderAsync(string person, CancellationToken cancellationToken)
    {
        var groups = await slack.UserGroupsAsync(cancellationToken);
        return groups.Select(all => all.Any(group => settings.ResponderGroups.Contains(group.Id) && group.Users.Contains(person)));
    }
}
