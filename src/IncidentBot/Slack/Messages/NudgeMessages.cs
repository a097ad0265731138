using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using IncidentBot.Slack.BlockKit;
using NodaTime;

namespace IncidentBot.SlackEdge.Messages;

/// <summary>The reminders' words. Made when they are sent, so the lateness is the real one.</summary>
internal static class NudgeMessages
{
    /// <summary>Whether only the holder hears it.</summary>
    public static bool IsPrivate(ReminderKind kind) => kind == ReminderKind.HeadsUp;

    /// <summary>Whom it calls: they are mentioned, or, in private, the one who hears it.</summary>
    public static IReadOnlyList<PersonId> Called(Incident incident, ReminderKey key)
    {
        PersonId[] holders = key.Kind switch
        {
            ReminderKind.SecondWord or ReminderKind.Page => [incident.Responsible, incident.CommunicationOwner],
            ReminderKind.NoLead or ReminderKind.TriageUnresolved => [incident.Responsible],
            ReminderKind.LeadUnacknowledged => [incident.Responsible],
            ReminderKind.NoMessenger => [incident.Responsible],
            ReminderKind.FirstPublicUpdate or ReminderKind.StillRed => [incident.CommunicationOwner],
            _ => [incident.HolderOf(key.Track.ToAudience() ?? Audience.Internal)],
        };
        return [.. holders.Distinct()];
    }

    public static Message For(Incident incident, ReminderKey key, IncidentPolicy policy, SlackEdgeSettings settings, Instant now)
    {
        var text = Words(incident, key, policy, settings, now);
        return new Message(text, [new SectionBlock(new Markdown(text)), new ActionsBlock(Actions(incident, key))]);
    }

    /// <summary>What an older nudge turns into once its promise is kept, moved or void.</summary>
    public static Message Settled(ReminderKey key, Incident incident, Instant now)
    {
        var words = key.Track switch
        {
            _ when !incident.Phase.IsOpen() => $"the incident is {Say.PhaseWord(incident.Phase)}",
            ReminderTrack.Public when !incident.CustomerImpact => "customers do not notice any more",
            ReminderTrack.Public when incident.LastPublicUpdateAt is { } told && told >= (incident.PublicClock?.MadeAt ?? told) => $"customers were told at {Say.At(told)}",
            ReminderTrack.Internal when incident.LastInternalUpdateAt is { } said && said >= (incident.InternalClock?.MadeAt ?? said) => $"the update came at {Say.At(said)}",
            ReminderTrack.Watch => $"settled at {Say.At(now)}",
            _ => $"moved: next due {Say.At(incident.ClockFor(key.Track.ToAudience() ?? Audience.Internal)?.NudgeFrom ?? now)}",
        };
        var text = $":white_check_mark: Done: {words}.";
        return new Message(text, [new ContextBlock(new Markdown(text))]);
    }

    private static string Words(Incident incident, ReminderKey key, IncidentPolicy policy, SlackEdgeSettings settings, Instant now)
    {
        var called = string.Join(' ', Called(incident, key).Select(Say.Person));
        var clock = key.Track.ToAudience() is { } audience ? incident.ClockFor(audience) : null;
        var what = key.Track == ReminderTrack.Public ? "public update" : "update for this room";
        var how = key.Track == ReminderTrack.Public ? "`/incident statuspage`" : "`/incident update`";
        return key.Kind switch
        {
            ReminderKind.HeadsUp =>
                $":hourglass_flowing_sand: The next {what} of {incident.Id} was promised for {Say.At(clock!.PromisedFor)}, {In(clock.PromisedFor, now)}. Write it now, or move the promise.",
            ReminderKind.Due =>
                $":alarm_clock: {called} the next {what} was promised for {Say.At(clock!.PromisedFor)}{LateBy(clock.PromisedFor, now)}. {how}",
            ReminderKind.SecondWord =>
                $":alarm_clock: {called} still no {what}: promised for {Say.At(clock!.PromisedFor)}{LateBy(clock.PromisedFor, now)}. Who writes it? {how}",
            ReminderKind.Page =>
                $":rotating_light: {OnCall(settings)}{called} the {what} promised for {Say.At(clock!.PromisedFor)} is *{Say.Late(clock.PromisedFor, now)} late* and nobody answered. Please take over: {how}",
            ReminderKind.NoLead =>
                $":fire_engine: {called} nobody leads this yet, {Durations.Words(now - incident.RunSince)} in. Take it with `/incident lead me`, or name somebody: `/incident lead @person`.",
            ReminderKind.LeadUnacknowledged =>
                $":fire_engine: {called} you were made the lead {Durations.Words(now - (incident.LeadSince ?? now))} ago. Do you have it? Press the button, or hand it on: `/incident lead @person`.",
            ReminderKind.NoMessenger =>
                $":loudspeaker: {called} customers notice and there is no messenger yet. Name one, best not the lead: `/incident messenger @person`.",
            ReminderKind.FirstPublicUpdate =>
                $":loudspeaker: {called} customers notice since {Durations.Words(now - (incident.ImpactSince ?? now))} and have heard nothing. You need no details yet; this is ready to send with `/incident statuspage`:\n>{FirstWords(incident, policy, settings, now)}",
            ReminderKind.StillRed =>
                $":loudspeaker: {called} this was resolved {Durations.Words(now - (incident.ResolvedAt ?? now))} ago and the status page still shows it as open. Tell customers that it is over: `/incident statuspage`",
            ReminderKind.TriageUnresolved =>
                $":grey_question: {called} is this an incident? It has been in triage for {Durations.Words(now - incident.RunSince)}. `/incident accept` or `/incident false-positive`",
            _ => throw new InvalidOperationException($"A reminder without words: {key.Kind}."),
        };
    }

    // R32: a first word that needs nothing to be known.
    private static string FirstWords(Incident incident, IncidentPolicy policy, SlackEdgeSettings settings, Instant now) =>
        Mrkdwn.EscapeAndFit(PublicWordsFor.FirstWord(incident, policy, settings, now).ReplaceLineEndings(" "), 1500);

    private static string In(Instant due, Instant now) => due > now ? $"in {Durations.Words(due - now)}" : $"{Say.Late(due, now)} ago";

    private static string LateBy(Instant due, Instant now) => now - due >= Duration.FromMinutes(1) ? $" and is *{Say.Late(due, now)} late*" : " and is due now";

    private static string OnCall(SlackEdgeSettings settings) => settings.OnCallGroup is { } group ? Mrkdwn.UserGroup(group) + " " : "";

    private static List<IActionElement> Actions(Incident incident, ReminderKey key)
    {
        switch (key.Kind)
        {
            case ReminderKind.NoLead:
                return [Buttons.For(Buttons.TakeLead, "Take the lead", incident, ButtonStyle.Primary)];
            case ReminderKind.LeadUnacknowledged:
                return [Buttons.For(Buttons.AcknowledgeLead, "I have it", incident, ButtonStyle.Primary)];
            case ReminderKind.NoMessenger:
                return [Buttons.For(Buttons.TakeMessenger, "Be the messenger", incident, ButtonStyle.Primary)];
            case ReminderKind.TriageUnresolved:
                return [Buttons.For(Buttons.Accept, "It is real", incident, ButtonStyle.Primary), Buttons.For(Buttons.FalsePositive, "False alarm", incident)];
            case ReminderKind.FirstPublicUpdate or ReminderKind.StillRed:
                return [Buttons.For(Buttons.Statuspage, "Write public update", incident, ButtonStyle.Primary)];
            default:
                var write = key.Track == ReminderTrack.Public
                    ? Buttons.For(Buttons.Statuspage, "Write public update", incident, ButtonStyle.Primary)
                    : Buttons.For(Buttons.Update, "Post update", incident, ButtonStyle.Primary);
                return
                [
                    write,
                    Buttons.ForPromise(Buttons.Extend, "Promise 15 more min", incident, key.Track, key.Number),
                    Buttons.ForPromise(Buttons.Snooze, "Snooze 10 min", incident, key.Track, key.Number),
                ];
        }
    }
}
