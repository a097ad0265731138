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
            ReminderKind.Repeated or ReminderKind.Page => [incident.Responsible, incident.CommunicationOwner],
            ReminderKind.NoLead or ReminderKind.TriageUnresolved => [incident.Responsible],
            ReminderKind.LeadUnacknowledged => [incident.Responsible],
            ReminderKind.NoMessenger => [incident.Responsible],
            ReminderKind.FirstPublicUpdate or ReminderKind.StatusPageNotResolved => [incident.CommunicationOwner],
            ReminderKind.ApprovalWaiting => OthersThan(incident.Waiting?.Author, [incident.Responsible, incident.CommunicationOwner, incident.DeclaredBy]),
            _ => [incident.HolderOf(key.Track.ToAudience() ?? Audience.Internal)],
        };
        return [.. holders.Distinct()];
    }

    // Nobody can let their own words out; who declared alone and writes alone has nobody else, and must find somebody.
    private static PersonId[] OthersThan(PersonId? author, PersonId[] people) =>
        people.Where(person => person != author).ToArray() is { Length: > 0 } others ? others : people;

    /// <param name="incident">As it is now.</param>
    /// <param name="key">Which reminder.</param>
    /// <param name="policy">This team's rules.</param>
    /// <param name="settings">This installation.</param>
    /// <param name="now">The moment it is said.</param>
    /// <param name="isDirect">Whether it is read outside the room, where nothing else says which incident it is about.</param>
    public static Message For(Incident incident, ReminderKey key, IncidentPolicy policy, SlackEdgeSettings settings, Instant now, bool isDirect)
    {
        var text = Words(incident, key, policy, settings, now, isDirect);
        return new Message(text, [new SectionBlock(new Markdown(text)), new ActionsBlock(Actions(incident, key))]);
    }

    /// <summary>What an older nudge turns into once its promise is kept, moved or void.</summary>
    public static Message Settled(ReminderKey key, Incident incident, Instant now)
    {
        var text = $":white_check_mark: {Outcome(key, incident, now)}.";
        return new Message(text, [new ContextBlock(new Markdown(text))]);
    }

    private static string Outcome(ReminderKey key, Incident incident, Instant now) => (key.Track, key.Kind) switch
    {
        (_, ReminderKind.ApprovalWaiting) => "Done: it does not wait any more",
        (ReminderTrack.Public, _) when incident.Waiting is { LeavesAt: { } leavesAt } => $"Done: a public update leaves at {Say.UtcSecond(leavesAt)}",
        (_, ReminderKind.StatusPageNotResolved) when !incident.IsOpenInPublic => "Done: the status page says resolved",
        _ when !incident.Phase.IsOpen() => $"Done: the incident is {Say.PhaseWord(incident.Phase)}",
        (_, ReminderKind.StatusPageNotResolved) => "The incident is open again",
        (_, ReminderKind.NoLead or ReminderKind.LeadUnacknowledged) when incident.Lead is { } lead => $"Done: {Say.Person(lead)} leads",
        (_, ReminderKind.TriageUnresolved) => "Done: it is a real incident",
        (ReminderTrack.Public, _) or (_, ReminderKind.NoMessenger or ReminderKind.FirstPublicUpdate) when !incident.CustomerImpact => "Done: customers do not notice any more",
        (_, ReminderKind.NoMessenger) when incident.Messenger is { } messenger => $"Done: {Say.Person(messenger)} is the messenger",
        (_, ReminderKind.FirstPublicUpdate) when incident.LastPublicUpdateAt is { } told => $"Done: customers were told at {Say.At(told)}",
        (ReminderTrack.Public, _) when incident.LastPublicUpdateAt is { } told && told >= (incident.PublicClock?.MadeAt ?? told) => $"Done: customers were told at {Say.At(told)}",
        (ReminderTrack.Internal, _) when incident.LastInternalUpdateAt is { } said && said >= (incident.InternalClock?.MadeAt ?? said) => $"Done: the update came at {Say.At(said)}",
        (ReminderTrack.Watch, _) => $"Done at {Say.At(now)}",
        _ => $"Moved: next due {Say.At(incident.ClockFor(key.Track.ToAudience() ?? Audience.Internal)?.NudgeFrom ?? now, now)}",
    };

    // Buttons below say how; the words say what and how late.
    private static string Words(Incident incident, ReminderKey key, IncidentPolicy policy, SlackEdgeSettings settings, Instant now, bool isDirect)
    {
        var called = string.Join(' ', Called(incident, key).Select(Say.Person)) + (isDirect ? $" {Say.Name(incident)}:" : "");
        var clock = key.Track.ToAudience() is { } audience ? incident.ClockFor(audience) : null;
        var what = key.Track == ReminderTrack.Public ? "public update" : "room update";
        return key.Kind switch
        {
            ReminderKind.ApprovalWaiting =>
                $":mag: {called} {(policy.Publishing.NamesApprovers ? ApprovalMessages.Approvers(policy.Publishing) : "somebody other than the author")}: a public update has waited {Durations.Words(now - (incident.Waiting?.AskedAt ?? now))} for approval, and customers have not seen it. Please let it out, or send it back.{Quoted(incident.Waiting)}",
            _ when incident.Waiting is not null && IsAboutCustomers(key) => Plain(incident, key, policy, settings, now, called, clock, what) + WaitsFor(incident.Waiting, policy),
            _ => Plain(incident, key, policy, settings, now, called, clock, what),
        };
    }

    private static bool IsAboutCustomers(ReminderKey key) => key.Track == ReminderTrack.Public || key.Kind is ReminderKind.FirstPublicUpdate or ReminderKind.StatusPageNotResolved;

    // The promise is not kept by an update that customers cannot read; but whoever is called must know that one is written.
    private static string WaitsFor(WaitingUpdate waiting, IncidentPolicy policy) => waiting.LeavesAt is { } leavesAt
        ? $"\nOne is written and leaves at {Say.UtcSecond(leavesAt)}."
        : $"\nOne by {Say.Person(waiting.Author)} is written and waits for approval: {ApprovalMessages.Approvers(policy.Publishing)} can let it out.";

    private static string Quoted(WaitingUpdate? waiting) => waiting is null ? "" : $"\n>>>{Mrkdwn.EscapeAndFit(waiting.What.Text, 1500)}";

    private static string Plain(
        Incident incident, ReminderKey key, IncidentPolicy policy, SlackEdgeSettings settings, Instant now, string called, UpdateClock? clock, string what) => key.Kind switch
        {
            ReminderKind.HeadsUp =>
                $":hourglass_flowing_sand: The next {what} of {incident.Id} is promised for {Say.At(clock!.PromisedFor, now)}, {In(clock.PromisedFor, now)}. Write it now, or move the promise.",
            ReminderKind.Due =>
                $":alarm_clock: {called} the next {what} {WasPromised(clock!.PromisedFor, now)}. Please write it, or move the promise.",
            ReminderKind.Repeated =>
                $":alarm_clock: {called} still no {what}. It {WasPromised(clock!.PromisedFor, now)}. Who writes it?",
            ReminderKind.Page =>
                $":rotating_light: {OnCall(settings)}{called} the {what} was promised for {Say.At(clock!.PromisedFor, now)} and is *{Say.Late(clock.PromisedFor, now)} late*. Please take over.",
            ReminderKind.NoLead =>
                $":fire_engine: {called} nobody leads this yet, {Durations.Words(now - incident.RunSince)} in. Take the lead, or name somebody: `/incident lead @person`",
            ReminderKind.LeadUnacknowledged =>
                $":fire_engine: {called} you were made the lead {Durations.Words(now - (incident.LeadSince ?? now))} ago. Do you have it? If not, hand it on: `/incident lead @person`",
            ReminderKind.NoMessenger =>
                $":loudspeaker: {called} customers notice and there is no messenger, the one who writes what they read. Name one, best not the lead: `/incident messenger @person`",
            ReminderKind.FirstPublicUpdate =>
                $":loudspeaker: {called} customers noticed {Durations.Words(now - (incident.ImpactSince ?? now))} ago and have heard nothing. You need no details yet. This is ready to send:\n>{FirstWords(incident, policy, settings, now)}",
            ReminderKind.StatusPageNotResolved =>
                $":loudspeaker: {called} this was resolved {Durations.Words(now - (incident.ResolvedAt ?? now))} ago and the status page still shows it as open. Please tell customers that it is over.",
            ReminderKind.TriageUnresolved =>
                $":grey_question: {called} is this a real incident? It has been in triage for {Durations.Words(now - incident.RunSince)}.",
            _ => throw new InvalidOperationException($"A reminder without words: {key.Kind}."),
        };

    // R32: a first word that needs nothing to be known.
    private static string FirstWords(Incident incident, IncidentPolicy policy, SlackEdgeSettings settings, Instant now) =>
        Mrkdwn.EscapeAndFit(PublicWordsFor.FirstWord(incident, policy, settings, now).ReplaceLineEndings(" "), 1500);

    private static string In(Instant due, Instant now) => due > now ? $"in {Durations.Words(due - now)}" : $"{Say.Late(due, now)} ago";

    private static string WasPromised(Instant due, Instant now) =>
        $"was promised for {Say.At(due, now)} and is {(now - due >= Duration.FromMinutes(1) ? $"*{Say.Late(due, now)} late*" : "due now")}";

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
            case ReminderKind.ApprovalWaiting:
                return [.. ApprovalMessages.Answers(incident.Id, key.Number)];
            case ReminderKind.FirstPublicUpdate or ReminderKind.StatusPageNotResolved:
                return [Buttons.For(Buttons.Statuspage, "Tell customers", incident, ButtonStyle.Primary)];
            default:
                var write = key.Track == ReminderTrack.Public
                    ? Buttons.For(Buttons.Statuspage, "Tell customers", incident, ButtonStyle.Primary)
                    : Buttons.For(Buttons.Update, "Post update", incident, ButtonStyle.Primary);
                return
                [
                    write,
                    Buttons.ForPromise(Buttons.Extend, "Promise it in 15 min", incident, key.Track, key.Number),
                    Buttons.ForPromise(Buttons.Snooze, "Snooze 10 min", incident, key.Track, key.Number),
                ];
        }
    }
}
