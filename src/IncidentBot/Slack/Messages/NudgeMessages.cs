using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using IncidentBot.Slack.BlockKit;
using NodaTime;

namespace IncidentBot.SlackEdge.Messages;

/// <summary>The texts of reminders. They are built when sent, so the lateness is current.</summary>
internal static class NudgeMessages
{
    /// <summary>Whether only the responsible person sees it.</summary>
    public static bool IsPrivate(ReminderKind kind) => kind == ReminderKind.HeadsUp;

    /// <summary>The people a reminder is for: mentioned in the room, or the only reader of a private one.</summary>
    public static IReadOnlyList<PersonId> Recipients(Incident incident, ReminderKey key)
    {
        PersonId[] people = key.Kind switch
        {
            ReminderKind.Repeated or ReminderKind.Page => [incident.Responsible, incident.CommunicationOwner],
            ReminderKind.NoLead or ReminderKind.TriageUnresolved => [incident.Responsible],
            ReminderKind.LeadUnacknowledged => [incident.Responsible],
            ReminderKind.NoMessenger => [incident.Responsible],
            ReminderKind.FirstPublicUpdate or ReminderKind.StatusPageNotResolved => [incident.CommunicationOwner],
            ReminderKind.ApprovalWaiting => OthersThan(incident.Waiting?.Author, [incident.Responsible, incident.CommunicationOwner, incident.DeclaredBy]),
            _ => [incident.HolderOf(key.Track.ToAudience() ?? Audience.Internal)],
        };
        return [.. people.Distinct()];
    }

    // An author cannot approve their own update. An author who is the only known person is still reminded, to find an approver.
    private static PersonId[] OthersThan(PersonId? author, PersonId[] people) =>
        people.Where(person => person != author).ToArray() is { Length: > 0 } others ? others : people;

    /// <param name="incident">The incident in its present state.</param>
    /// <param name="key">The reminder.</param>
    /// <param name="policy">The rules of this team.</param>
    /// <param name="settings">The settings of this installation.</param>
    /// <param name="now">The time of sending.</param>
    /// <param name="isDirect">Whether it is a direct message, which must name the incident.</param>
    public static Message For(Incident incident, ReminderKey key, IncidentPolicy policy, SlackEdgeSettings settings, Instant now, bool isDirect)
    {
        var text = Words(incident, key, policy, settings, now, isDirect);
        return new Message(text, [new SectionBlock(new Markdown(text)), new ActionsBlock(Actions(incident, key))]);
    }

    /// <summary>The text that replaces a reminder once its promise is kept, moved or void.</summary>
    public static Message Settled(ReminderKey key, Incident incident, Instant now)
    {
        var text = $":white_check_mark: {Outcome(key, incident, now)}.";
        return new Message(text, [new ContextBlock(new Markdown(text))]);
    }

    private static string Outcome(ReminderKey key, Incident incident, Instant now) => (key.Track, key.Kind) switch
    {
        (_, ReminderKind.ApprovalWaiting) => "Done: it no longer waits for approval",
        (ReminderTrack.Public, _) when incident.Waiting is { LeavesAt: { } leavesAt } =>
            $"Done: a public update will be published at {Say.UtcSecond(leavesAt)}",
        (_, ReminderKind.StatusPageNotResolved) when !incident.IsOpenInPublic => "Done: the status page says resolved",
        _ when !incident.Phase.IsOpen() => $"Done: the incident is {Say.PhaseWord(incident.Phase)}",
        (_, ReminderKind.StatusPageNotResolved) => "The incident is open again",
        (_, ReminderKind.NoLead or ReminderKind.LeadUnacknowledged) when incident.Lead is { } lead => $"Done: {Say.Person(lead)} leads",
        (_, ReminderKind.TriageUnresolved) => "Done: it is a real incident",
        (ReminderTrack.Public, _) or (_, ReminderKind.NoMessenger or ReminderKind.FirstPublicUpdate) when !incident.CustomerImpact =>
            "Done: customers no longer notice",
        (_, ReminderKind.NoMessenger) when incident.Messenger is { } messenger => $"Done: {Say.Person(messenger)} is the messenger",
        (_, ReminderKind.FirstPublicUpdate) when incident.LastPublicUpdateAt is { } told => $"Done: customers were told at {Say.At(told)}",
        (ReminderTrack.Public, _) when incident.LastPublicUpdateAt is { } told && told >= (incident.PublicClock?.MadeAt ?? told) =>
            $"Done: customers were told at {Say.At(told)}",
        (ReminderTrack.Internal, _) when incident.LastInternalUpdateAt is { } said && said >= (incident.InternalClock?.MadeAt ?? said) =>
            $"Done: the update came at {Say.At(said)}",
        (ReminderTrack.Watch, _) => $"Done at {Say.At(now)}",
        _ => $"Moved: next due {Say.At(incident.ClockFor(key.Track.ToAudience() ?? Audience.Internal)?.NudgeFrom ?? now, now)}",
    };

    // The text says what is due and how late it is; the buttons offer what to do.
    private static string Words(Incident incident, ReminderKey key, IncidentPolicy policy, SlackEdgeSettings settings, Instant now, bool isDirect)
    {
        var recipients = string.Join(' ', Recipients(incident, key).Select(Say.Person)) + (isDirect ? $" {Say.Name(incident)}:" : "");
        var clock = key.Track.ToAudience() is { } audience ? incident.ClockFor(audience) : null;
        var what = key.Track == ReminderTrack.Public ? "public update" : "room update";
        return key.Kind switch
        {
            ReminderKind.ApprovalWaiting => ApprovalWaiting(incident, policy.Publishing, now, recipients),
            _ when incident.Waiting is not null && IsAboutCustomers(key) =>
                Plain(incident, key, policy, settings, now, recipients, clock, what) + WaitsFor(incident.Waiting, policy),
            _ => Plain(incident, key, policy, settings, now, recipients, clock, what),
        };
    }

    private static string ApprovalWaiting(Incident incident, PublishPolicy publishing, Instant now, string recipients)
    {
        var (approvers, exception) = publishing.NamesApprovers ? ($" {ApprovalMessages.Approvers(publishing)}", "") : ("", " The author cannot approve it.");
        var waited = Durations.Words(now - (incident.Waiting?.AskedAt ?? now));
        return $":mag: {recipients}{approvers} a public update has waited {waited} for approval, and customers have not seen it. "
            + $"Please approve it, or send it back.{exception}{Quoted(incident.Waiting)}";
    }

    private static bool IsAboutCustomers(ReminderKey key) =>
        key.Track == ReminderTrack.Public || key.Kind is ReminderKind.FirstPublicUpdate or ReminderKind.StatusPageNotResolved;

    // An update that customers cannot read yet does not keep the promise. The recipient must still know that one is written.
    private static string WaitsFor(WaitingUpdate waiting, IncidentPolicy policy) => waiting.LeavesAt is { } leavesAt
        ? $"\nOne is written and will be published at {Say.UtcSecond(leavesAt)}."
        : $"\nOne by {Say.Person(waiting.Author)} is written and waits for approval: {ApprovalMessages.Approvers(policy.Publishing)} can approve it.";

    private static string Quoted(WaitingUpdate? waiting) => waiting is null ? "" : $"\n>>>{Mrkdwn.EscapeAndFit(waiting.What.Text, 1500)}";

    private static string Plain(
        Incident incident,
        ReminderKey key,
        IncidentPolicy policy,
        SlackEdgeSettings settings,
        Instant now,
        string recipients,
        UpdateClock? clock,
        string what) => key.Kind switch
        {
            ReminderKind.HeadsUp =>
                $":hourglass_flowing_sand: The next {what} of {incident.Id} is promised for {Say.At(clock!.PromisedFor, now)}, {In(clock.PromisedFor, now)}. "
                + "Write it now, or move the promise.",
            ReminderKind.Due =>
                $":alarm_clock: {recipients} the next {what} {WasPromised(clock!.PromisedFor, now)}. Please write it, or move the promise.",
            ReminderKind.Repeated =>
                $":alarm_clock: {recipients} still no {what}. It {WasPromised(clock!.PromisedFor, now)}. Who writes it?",
            ReminderKind.Page =>
                $":rotating_light: {OnCall(settings)}{recipients} the {what} was promised for {Say.At(clock!.PromisedFor, now)} "
                + $"and is *{Say.Late(clock.PromisedFor, now)} late*. Please take over.",
            ReminderKind.NoLead =>
                $":fire_engine: {recipients} this incident has no lead yet, after {Durations.Words(now - incident.RunSince)}. "
                + "Take the lead, or name a person: `/incident lead @person`",
            ReminderKind.LeadUnacknowledged =>
                $":fire_engine: {recipients} you were made the lead {Durations.Words(now - (incident.LeadSince ?? now))} ago. "
                + "Do you have it? If not, hand it on: `/incident lead @person`",
            ReminderKind.NoMessenger =>
                $":loudspeaker: {recipients} customers notice and there is no messenger, the person who writes what they read. "
                + "Name one, best not the lead: `/incident messenger @person`",
            ReminderKind.FirstPublicUpdate =>
                $":loudspeaker: {recipients} customers noticed {Durations.Words(now - (incident.ImpactSince ?? now))} ago and have heard nothing. "
                + $"You need no details yet. This is ready to send:\n>{FirstUpdate(incident, policy, settings, now)}",
            ReminderKind.StatusPageNotResolved =>
                $":loudspeaker: {recipients} this was resolved {Durations.Words(now - (incident.ResolvedAt ?? now))} ago "
                + "and the status page still shows it as open. Please tell customers that it is over.",
            ReminderKind.TriageUnresolved =>
                $":grey_question: {recipients} is this a real incident? It has been in triage for {Durations.Words(now - incident.RunSince)}.",
            _ => throw new InvalidOperationException($"No text for the reminder {key.Kind}."),
        };

    private static string FirstUpdate(Incident incident, IncidentPolicy policy, SlackEdgeSettings settings, Instant now) =>
        Mrkdwn.EscapeAndFit(PublicDraft.First(incident, policy, settings, now).ReplaceLineEndings(" "), 1500);

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
