using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using IncidentBot.Slack.BlockKit;
using NodaTime;

namespace IncidentBot.SlackEdge.Messages;

/// <summary>What one person hears and nobody else: a role's short instructions, an offer, a thank-you.</summary>
internal static class WhisperMessages
{
    /// <summary>The lead's first minutes (R80, R82).</summary>
    public static Message Lead(Incident incident, Rooms.Room? room, IncidentPolicy policy)
    {
        var cadence = policy.Severities.Get(incident.Severity).Cadence.Internal;
        var text =
            $"""
            :fire_engine: You lead {Say.Name(incident)}{In(room)}.
            *First*
            1. Can a rollback to the last good state end it? Do that before looking for the cause.
            2. Thank whoever raised it: "Thanks {Say.Person(incident.DeclaredBy)}, good catch."
            3. Say that you have it: "I lead this. I am looking at it now."
            4. Say what comes next: "First I will …; next update in {Durations.Words(cadence)}."
            *Then* keep phase and summary true with `/incident update`, name a messenger if customers notice (`/incident messenger @person`), and give the all-clear with `/incident resolve`.
            """;
        List<IActionElement> actions = [Buttons.For(Buttons.Update, "Post update", incident)];
        if (incident.LeadAcknowledgedAt is null)
            actions.Insert(0, Buttons.For(Buttons.AcknowledgeLead, "I have it", incident, ButtonStyle.Primary));
        return Of(text, actions);
    }

    public static Message Messenger(Incident incident, Rooms.Room? room, IncidentPolicy policy)
    {
        if (incident.IsConfidential)
        {
            return Of(
                $":loudspeaker: You are the messenger of {Say.Name(incident)}{In(room)}. It is private: nothing of it may reach the status page. "
                + "Agree with the lead, and with security, on who outside must hear what; nobody else learns of it from you.",
                []);
        }

        var cadence = policy.Severities.Get(incident.Severity).Cadence.Public;
        var text =
            $"""
            :loudspeaker: You are the messenger of {Say.Name(incident)}{In(room)}.
            1. Tell customers early, even with no details yet: `/incident statuspage` has a text ready.
            2. Say what they see, what we do, and when they hear next; at least every {Durations.Words(cadence)}. I remind you before it is due.
            3. Read along here instead of asking; the lead's time is short.
            4. "Resolved" only after the lead has given the all-clear.
            """;
        return Of(text, [Buttons.For(Buttons.Statuspage, "Write public update", incident, ButtonStyle.Primary)]);
    }

    /// <summary>R68: the declarer is none of the people who usually answer; support is one click away.</summary>
    public static Message SupportOffer(Incident incident, SlackEdgeSettings settings) => Of(
        $"You declared {Say.Name(incident)}. Shall I call {(settings.SupportGroup is { } group ? Mrkdwn.UserGroup(group) : "support")} to help you here?",
        [Buttons.For(Buttons.PageSupport, "Call support", incident, ButtonStyle.Primary)]);

    /// <summary>R66: somebody outside told us; they should hear that it is being handled.</summary>
    public static Message AcknowledgeReporter(Incident incident) => Of(
        $"*{Mrkdwn.EscapeAndFit(incident.ReportedBy ?? "Somebody outside", 200)}* reported this. Please tell them that it is being handled, for example:\n"
        + ">Thank you for telling us. We can see it and are working on it. We will let you know how it goes.",
        [Buttons.For(Buttons.ToldReporter, "I told them", incident, ButtonStyle.Primary)]);

    /// <summary>R69: both roles are filled; whoever declared may go.</summary>
    public static Message StayOrHandOver(Incident incident) => Of(
        $"{Say.PersonOr(incident.Lead, "Somebody")} leads and {Say.PersonOr(incident.Messenger, "somebody")} keeps customers informed. Thank you for raising it. Do you want to stay and help, or leave it to them?",
        [Buttons.For(Buttons.Stay, "I stay", incident), Buttons.For(Buttons.HandOver, "Leave it to them", incident)]);

    public static Message ThanksForRaising(Incident incident) => Of(
        $"{incident.Id} was a false alarm. Thank you for raising it all the same: better one too many than one too late.", []);

    /// <summary>R74: warns, does not block.</summary>
    public static Message OneInBothRoles(Incident incident) => Of(
        $":warning: {Say.PersonOr(incident.Lead, "One person")} is both lead and messenger of {incident.Id}, and customers notice. That is a lot for one person: name somebody else with `/incident messenger @person` as soon as you can.",
        []);

    /// <summary>What closing leaves to do.</summary>
    public static Message CloseChecklist(Incident incident)
    {
        var page = incident.PublicState is null ? "" : incident.IsOpenInPublic
            ? "\n• :warning: the status page still shows it as open: `/incident statuspage`"
            : "\n• :white_check_mark: the status page says resolved";
        return Of(
            $"{incident.Id} is closed. Left to do:{page}\n• tell everybody who got a direct message or a ticket reply how it ended\n• write down what happened while it is fresh\n• make a task of every follow-up\n• archive this room when nobody needs it any more",
            []);
    }

    /// <summary>Slack would not make the channel; the incident goes on all the same.</summary>
    public static Message RoomNotOpened(Incident incident) => Of(
        $":warning: {Say.Name(incident)} is declared, but Slack did not let me open its room. Ask a workspace admin whether the app may create channels. Until then use `/incident … {incident.Id}` anywhere, for example `/incident update {incident.Id} …`.",
        []);

    public static Message For(Outbound.WhisperKind about, Incident incident, Rooms.Room? room, IncidentPolicy policy, SlackEdgeSettings settings, Instant now) => about switch
    {
        Outbound.WhisperKind.LeadInstructions => Lead(incident, room, policy),
        Outbound.WhisperKind.MessengerInstructions => Messenger(incident, room, policy),
        Outbound.WhisperKind.Recap => RecapMessage.For(incident, room, policy, settings, now),
        Outbound.WhisperKind.SupportOffer => SupportOffer(incident, settings),
        Outbound.WhisperKind.AcknowledgeReporter => AcknowledgeReporter(incident),
        Outbound.WhisperKind.StayOrHandOver => StayOrHandOver(incident),
        Outbound.WhisperKind.ThanksForRaising => ThanksForRaising(incident),
        Outbound.WhisperKind.OneInBothRoles => OneInBothRoles(incident),
        Outbound.WhisperKind.CloseChecklist => CloseChecklist(incident),
        Outbound.WhisperKind.RoomNotOpened => RoomNotOpened(incident),
        _ => throw new InvalidOperationException($"A whisper without words: {about}."),
    };

    // A direct message must say where to go.
    private static string In(Rooms.Room? room) => room is null ? "" : $" in {Mrkdwn.Channel(room.ChannelId)}";

    private static Message Of(string text, IReadOnlyList<IActionElement> actions) =>
        new(text, actions.Count == 0 ? [new SectionBlock(new Markdown(text))] : [new SectionBlock(new Markdown(text)), new ActionsBlock(actions)]);
}
