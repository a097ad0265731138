using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using IncidentBot.Slack.BlockKit;
using NodaTime;

namespace IncidentBot.SlackEdge.Messages;

/// <summary>Messages that only one person sees: the first steps of a role, an offer, a thank-you.</summary>
internal static class EphemeralMessages
{
    /// <summary>The first steps of the lead.</summary>
    public static Message Lead(Incident incident, Rooms.Room? room, IncidentPolicy policy)
    {
        var cadence = policy.Severities.Get(incident.Severity).Cadence.Internal;
        List<string> first = ["Can a rollback to the last good state end it? Try that before looking for the cause."];

        // A lead who declared the incident is not asked to thank themselves.
        if (incident.Lead != incident.DeclaredBy)
            first.Add($"Thank the person who raised it: \"Thanks {Say.Person(incident.DeclaredBy)}, good catch.\"");
        first.Add("Say that you have it: \"I lead this. I am looking at it now.\"");
        first.Add($"Say what comes next: \"First I will …; next update in {Durations.Words(cadence)}.\"");
        var text = $":fire_engine: First steps for you, the lead of {Say.Name(incident)}{In(room)}\n{Numbered(first)}\n"
            + "After that, keep phase and summary up to date with `/incident update`. If customers notice, name a messenger: `/incident messenger @person`. "
            + "When it is over: `/incident resolve`";
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
                $":loudspeaker: For you, the messenger of {Say.Name(incident)}{In(room)}\nIt is private: nothing of it may reach the status page. "
                + "Agree with the lead, and with security, on who outside must hear what. Tell only those people.",
                []);
        }

        var cadence = policy.Severities.Get(incident.Severity).Cadence.Public;
        List<string> steps =
        [
            incident.CustomerImpact
                ? "Tell customers now, even with no details yet. A first text is ready."
                : "Customers do not notice yet. If they do: `/incident impact yes`, and tell them at once. A first text is ready.",
            $"Tell them at least {Say.Every(cadence)}: what they see, what we do, when they hear next. I remind you before it is due.",
            "Read along here instead of asking: the lead is busy.",
            "Say \"resolved\" only after the lead has given the all-clear.",
        ];
        return Of(
            $":loudspeaker: First steps for you, the messenger of {Say.Name(incident)}{In(room)}\n{Numbered(steps)}",
            IncidentDecider.RefusePublishing(incident) is null ? [Buttons.For(Buttons.Statuspage, "Tell customers", incident, ButtonStyle.Primary)] : []);
    }

    /// <summary>Offers a declarer who is not a responder to call support.</summary>
    public static Message SupportOffer(Incident incident, SlackEdgeSettings settings) => Of(
        $"Do you want help with {incident.Id}? I can call {(settings.SupportGroup is { } group ? Mrkdwn.UserGroup(group) : "support")} into its room.",
        [Buttons.For(Buttons.PageSupport, "Call support", incident, ButtonStyle.Primary)]);

    /// <summary>Asks to tell the reporter outside that the incident is being handled.</summary>
    public static Message AcknowledgeReporter(Incident incident) => Of(
        $"*{Mrkdwn.EscapeAndFit(incident.ReportedBy ?? "A person outside", 200)}* reported {incident.Id}. "
        + "Please tell them that it is being handled, for example:\n"
        + ">Thank you for telling us. We can see it and are working on it. We will let you know how it goes.",
        [Buttons.For(Buttons.ToldReporter, "I told them", incident, ButtonStyle.Primary)]);

    /// <summary>Both roles are filled, so the declarer may leave.</summary>
    public static Message StayOrHandOver(Incident incident) => Of(
        $"Thank you for raising {incident.Id}. {Say.PersonOr(incident.Lead, "The lead")} leads now, "
        + $"and {Say.PersonOr(incident.Messenger, "the messenger")} keeps customers informed. Do you want to stay and help, or leave it to them?",
        [Buttons.For(Buttons.Stay, "I stay", incident), Buttons.For(Buttons.HandOver, "Leave it to them", incident)]);

    /// <summary>Warns about one person in both roles; it is allowed.</summary>
    public static Message OneInBothRoles(Incident incident) => Of(
        $":warning: {Say.PersonOr(incident.Lead, "One person")} is both lead and messenger of {incident.Id}. That is a lot for one person. "
        + "Name another messenger as soon as you can: `/incident messenger @person`",
        []);

    /// <summary>The tasks left after closing.</summary>
    public static Message CloseChecklist(Incident incident)
    {
        var page = incident.PublicState is null ? "" : incident.IsOpenInPublic
            ? "\n• :warning: The status page still shows it as open: `/incident statuspage`"
            : "\n• :white_check_mark: The status page says resolved.";
        return Of(
            $"What is left to do for {incident.Id}:{page}\n• Tell each person who got a direct message or a ticket reply how it ended."
            + "\n• Write down what happened while it is fresh.\n• Make a task of every follow-up.\n• Archive the room when it is no longer needed.",
            []);
    }

    /// <summary>Slack refused to create the channel; the incident works without a room.</summary>
    public static Message RoomNotOpened(Incident incident) => Of(
        $":warning: Slack did not let me open the room of {incident.Id}. The incident goes on without a room: name it in each command, "
        + $"for example `/incident update {incident.Id} …`. Please ask a workspace admin to let the app create channels.",
        []);

    public static Message For(
        Outbound.EphemeralKind about, Incident incident, Rooms.Room? room, IncidentPolicy policy, SlackEdgeSettings settings, Instant now) => about switch
    {
        Outbound.EphemeralKind.LeadInstructions => Lead(incident, room, policy),
        Outbound.EphemeralKind.MessengerInstructions => Messenger(incident, room, policy),
        Outbound.EphemeralKind.Recap => RecapMessage.For(incident, room, policy, settings, now),
        Outbound.EphemeralKind.SupportOffer => SupportOffer(incident, settings),
        Outbound.EphemeralKind.AcknowledgeReporter => AcknowledgeReporter(incident),
        Outbound.EphemeralKind.StayOrHandOver => StayOrHandOver(incident),
        Outbound.EphemeralKind.OneInBothRoles => OneInBothRoles(incident),
        Outbound.EphemeralKind.CloseChecklist => CloseChecklist(incident),
        Outbound.EphemeralKind.RoomNotOpened => RoomNotOpened(incident),
        _ => throw new InvalidOperationException($"No text for the message {about}."),
    };

    private static string Numbered(IEnumerable<string> steps) => string.Join('\n', steps.Select((step, index) => $"{index + 1}. {step}"));

    // A direct message must name the room.
    private static string In(Rooms.Room? room) => room is null ? "" : $" ({Mrkdwn.Channel(room.ChannelId)})";

    private static Message Of(string text, IReadOnlyList<IActionElement> actions) =>
        new(text, actions.Count == 0 ? [new SectionBlock(new Markdown(text))] : [new SectionBlock(new Markdown(text)), new ActionsBlock(actions)]);
}
