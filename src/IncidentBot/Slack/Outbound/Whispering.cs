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
internal sealed class Whispering(SlackApiClient slack, IncidentPolicy policy, SlackEdgeSettings settings, SupportMembership responders, Clock clock)
{
    private static readonly Duration InvitationTime = Duration.FromSeconds(10);

    private static readonly TimeSpan UntilInvited = TimeSpan.FromMilliseconds(500);

    public async Task<SendOutcome> SendAsync(
        OutboxRow row, Incident incident, Room? room, SlackIntent.Whisper whisper, CancellationToken cancellationToken)
    {
        if (IsOutdated(incident, whisper))
            return new SendOutcome.Skipped("no longer needed");
        if (whisper.About == WhisperKind.SupportOffer)
        {
            var member = await responders.IsResponderAsync(whisper.Person, cancellationToken);
            if (member is not SlackOutcome<bool>.Ok { Value: var isResponder })
                return member.ToSendOutcome();
            if (isResponder)
                return new SendOutcome.Skipped("a responder needs no offer");
        }

        var message = WhisperMessages.For(whisper.About, incident, room, policy, settings, clock.Now);
        var there = room is { IsArchived: false } ? room.ChannelId : null;
        if (there is not null && IsJustArriving(row, whisper) && !row.Uncertain)
        {
            // The invitation may still be on its way; a word in the room is worth a second of waiting.
            var early = await slack.PostEphemeralAsync(there, whisper.Person, message, null, cancellationToken);
            if (early.Code == "user_not_in_channel")
                return new SendOutcome.Busy(UntilInvited, "they are being invited");
            if (early.Code is not ("not_in_channel" or "is_archived" or "channel_not_found"))
                return early.ToOnceOnlyOutcome();
            there = null;
        }

        return IncidentLookup.MaySee(incident, new PersonId(whisper.Person))
            ? await SayAsync(row, there, whisper.Person, message, cancellationToken)
            : await SayOnlyThereAsync(row, there, whisper.Person, message, cancellationToken);
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
        if (channelId is not null && await WhisperAsync(channelId, person, message, cancellationToken) is { } whispered)
            return whispered;
        return (await slack.PostMessageAsync(person, message, null, cancellationToken)).ToOnceOnlyOutcome();
    }

    private bool IsJustArriving(OutboxRow row, SlackIntent.Whisper whisper) =>
        whisper.About is WhisperKind.LeadInstructions or WhisperKind.MessengerInstructions or WhisperKind.AcknowledgeReporter or WhisperKind.SupportOffer
        && clock.Now - row.CreatedAt < InvitationTime;

    // A private room's words are for whoever is in it, and do not follow out somebody who has left meanwhile.
    private async Task<SendOutcome> SayOnlyThereAsync(OutboxRow row, string? channelId, string person, Message message, CancellationToken cancellationToken)
    {
        if (row.Uncertain)
            return new SendOutcome.Skipped("an earlier try may have arrived");
        return channelId is not null && await WhisperAsync(channelId, person, message, cancellationToken) is { } whispered
            ? whispered
            : new SendOutcome.Skipped("they are not in the private room");
    }

    // Null when they are not there to hear it.
    private async Task<SendOutcome?> WhisperAsync(string channelId, string person, Message message, CancellationToken cancellationToken)
    {
        var whispered = await slack.PostEphemeralAsync(channelId, person, message, null, cancellationToken);
        return whispered.Code is "user_not_in_channel" or "not_in_channel" or "is_archived" or "channel_not_found" ? null : whispered.ToOnceOnlyOutcome();
    }

    // What was worth saying when it was written may not be when Slack is back.
    private static bool IsOutdated(Incident incident, SlackIntent.Whisper whisper) => whisper.About switch
    {
        WhisperKind.LeadInstructions => incident.Lead?.Value != whisper.Person || !incident.Phase.IsOpen(),
        WhisperKind.MessengerInstructions => incident.Messenger?.Value != whisper.Person || !incident.Phase.IsOpen(),
        WhisperKind.OneInBothRoles => !incident.HasOnePersonInBothRoles,
        WhisperKind.SupportOffer or WhisperKind.AcknowledgeReporter or WhisperKind.StayOrHandOver => !incident.Phase.IsOpen(),
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
