using IncidentBot.Core.Incidents;
using IncidentBot.Outbox;
using IncidentBot.Slack.BlockKit;
using IncidentBot.Slack.WebApi;
using IncidentBot.SlackEdge.Messages;
using IncidentBot.SlackEdge.Rooms;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.SlackEdge.Outbound;

/// <summary>Says something to one person: in the room where only they see it, or directly when they are not there.</summary>
internal sealed class EphemeralSender(SlackApiClient slack, IncidentPolicy policy, SlackEdgeSettings settings, SupportMembership responders, Clock clock)
{
    private static readonly Duration InvitationTime = Duration.FromSeconds(10);

    private static readonly TimeSpan UntilInvited = TimeSpan.FromMilliseconds(500);

    public async Task<SendOutcome> SendAsync(
        OutboxRow row, Incident incident, Room? room, SlackIntent.EphemeralMessage told, CancellationToken cancellationToken)
    {
        if (IsOutdated(incident, told))
            return new SendOutcome.Skipped("no longer needed");
        if (told.About == EphemeralKind.SupportOffer)
        {
            var member = await responders.IsResponderAsync(told.Person, cancellationToken);
            if (member is not SlackOutcome<bool>.Ok { Value: var isResponder })
                return member.ToSendOutcome();
            if (isResponder)
                return new SendOutcome.Skipped("a responder needs no offer");
        }

        var message = EphemeralMessages.For(told.About, incident, room, policy, settings, clock.Now);
        var there = room is { IsArchived: false } ? room.ChannelId : null;
        if (there is not null && IsJustArriving(row, told) && !row.Uncertain)
        {
            // The invitation may still be on its way; a word in the room is worth a second of waiting.
            var early = await slack.PostEphemeralAsync(there, told.Person, message, null, cancellationToken);
            if (early.Code == "user_not_in_channel")
                return new SendOutcome.Busy(UntilInvited, "they are being invited");
            if (early.Code is not ("not_in_channel" or "is_archived" or "channel_not_found"))
                return early.ToOnceOnlyOutcome();
            there = null;
        }

        return IncidentLookup.MaySee(incident, new PersonId(told.Person))
            ? await SayAsync(row, there, told.Person, message, cancellationToken)
            : await SayOnlyThereAsync(row, there, told.Person, message, cancellationToken);
    }

    /// <summary>
    /// Slack cannot be asked whether an ephemeral message arrived. When an answer was lost we do not send again: a missed hint is followed by
    /// the next reminder in the open, a doubled one breaks our word.
    /// </summary>
    /// <param name="row">The row that asked for it.</param>
    /// <param name="channelId">Where only they are to see it; null says it directly.</param>
    /// <param name="person">Who is to hear it.</param>
    /// <param name="message">What they hear.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<SendOutcome> SayAsync(OutboxRow row, string? channelId, string person, Message message, CancellationToken cancellationToken)
    {
        if (row.Uncertain)
            return new SendOutcome.Skipped("an earlier try may have arrived");
        if (channelId is not null && await PostEphemeralAsync(channelId, person, message, cancellationToken) is { } sent)
            return sent;
        return (await slack.PostMessageAsync(person, message, null, cancellationToken)).ToOnceOnlyOutcome();
    }

    private bool IsJustArriving(OutboxRow row, SlackIntent.EphemeralMessage told) =>
        told.About is EphemeralKind.LeadInstructions or EphemeralKind.MessengerInstructions or EphemeralKind.AcknowledgeReporter or EphemeralKind.SupportOffer
        && clock.Now - row.CreatedAt < InvitationTime;

    // A private room's words are for whoever is in it, and do not follow out somebody who has left meanwhile.
    private async Task<SendOutcome> SayOnlyThereAsync(OutboxRow row, string? channelId, string person, Message message, CancellationToken cancellationToken)
    {
        if (row.Uncertain)
            return new SendOutcome.Skipped("an earlier try may have arrived");
        return channelId is not null && await PostEphemeralAsync(channelId, person, message, cancellationToken) is { } sent
            ? sent
            : new SendOutcome.Skipped("they are not in the private room");
    }

    // Null when they are not there to hear it.
    private async Task<SendOutcome?> PostEphemeralAsync(string channelId, string person, Message message, CancellationToken cancellationToken)
    {
        var sent = await slack.PostEphemeralAsync(channelId, person, message, null, cancellationToken);
        return sent.Code is "user_not_in_channel" or "not_in_channel" or "is_archived" or "channel_not_found" ? null : sent.ToOnceOnlyOutcome();
    }

    // What was worth saying when it was written may not be when Slack is back.
    private static bool IsOutdated(Incident incident, SlackIntent.EphemeralMessage told) => told.About switch
    {
        EphemeralKind.LeadInstructions => incident.Lead?.Value != told.Person || !incident.Phase.IsOpen(),
        EphemeralKind.MessengerInstructions => incident.Messenger?.Value != told.Person || !incident.Phase.IsOpen(),
        EphemeralKind.OneInBothRoles => !incident.HasOnePersonInBothRoles,
        EphemeralKind.SupportOffer or EphemeralKind.AcknowledgeReporter or EphemeralKind.StayOrHandOver => !incident.Phase.IsOpen(),
        _ => false,
    };
}

/// <summary>Whether somebody is among those who usually answer (R68): product, engineering, support.</summary>
internal sealed class SupportMembership(SlackApiClient slack, SlackEdgeSettings settings)
{
    public async Task<SlackOutcome<bool>> IsResponderAsync(string person, CancellationToken cancellationToken)
    {
        var groups = await slack.UserGroupsAsync(cancellationToken);
        return groups.Select(all => all.Any(group => settings.ResponderGroups.Contains(group.Id) && group.Users.Contains(person)));
    }
}
