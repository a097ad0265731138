using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using IncidentBot.Core.StatusPage;
using IncidentBot.Slack.BlockKit;

namespace IncidentBot.SlackEdge.Messages;

/// <summary>Why something could not be, and what to do instead: one kind sentence each.</summary>
internal static class RefusalWords
{
    public static string For(Refusal why, Incident? incident, IncidentPolicy policy, SlackEdgeSettings settings) => why switch
    {
        Refusal.Blank { What: "title" } => "An incident needs a title that people can read. Say in a few words what is broken: `/incident declare critical: checkout returns errors`",
        Refusal.NoSummaryYet => "There is no summary yet that this could keep. Say in a few words what is known: `/incident update rolled back the deploy phase:monitoring`",
        Refusal.Blank blank => $"That {blank.What} has no words in it that anybody could read. Please write it again.",
        Refusal.UnknownSeverity unknown => $"There is no severity \"{Mrkdwn.EscapeAndFit(unknown.Asked, 50)}\". There is {Severities(policy)}.",
        Refusal.BelowWorkflow below => BelowWorkflow(below.Severity, policy, settings),
        Refusal.WrongPhase wrong => WrongPhase(wrong, incident),
        Refusal.WasMerged merged => $"This incident went on in {merged.Into}: do it there.",
        Refusal.NothingToChange nothing => NothingToChange(nothing.What, incident),
        Refusal.PhaseNotByUpdate { Asked: Phase.Resolved } => "An update cannot resolve an incident. Give the all-clear with `/incident resolve`.",
        Refusal.PhaseNotByUpdate phase => $"An update cannot set the phase to {Say.PhaseWord(phase.Asked)}. It can set investigating, identified or monitoring.",
        Refusal.NotAllClear => "Then it is not over yet. Say that you are watching it: `/incident update … phase:monitoring`, and resolve it when both answers are yes.",
        Refusal.Confidential => "This incident is private: nothing of it may reach the status page. If customers must hear, agree on the words with security first and publish them by hand.",
        Refusal.PromiseTooFar far when far.Ceiling >= Durations.Longest => $"That is too far away: promise the next update within {Durations.Words(far.Ceiling)}.",
        Refusal.PromiseTooFar far => $"Customers should never wait longer than {Durations.Words(far.Ceiling)} for a word. Promise something nearer.",
        Refusal.PromiseInThePast past => $"{Say.At(past.By)} has passed already. When will the next update come?",
        Refusal.BadSnooze => "Reminders can be held back for anything from a second to a day. Say for example `/incident snooze 15m`.",
        Refusal.NoClock { Audience: Audience.Public } => "No public update is due here, so there is nothing to move. The customers' clock starts with `/incident impact yes`.",
        Refusal.NoClock => "No update is due here, so there is nothing to move.",
        Refusal.PromiseGone => "That promise has been kept or moved since; nothing changed.",
        Refusal.PublicStateMismatch { Asked: PublicState.Resolved } => "Customers hear \"resolved\" only after the all-clear. Resolve the incident first with `/incident resolve`.",
        Refusal.PublicStateMismatch => "The incident is resolved, so the only thing left to tell customers is that it is over. If it is not, `/incident reopen` first.",
        Refusal.UnknownComponent unknown => $"There is no component \"{Mrkdwn.EscapeAndFit(unknown.Asked, 50)}\" any more. Open the form again.",
        Refusal.MergeIntoItself => "That is this very incident. Name the other one: `/incident merge #its-room`",
        Refusal.MergeTargetEnded ended => $"{ended.Target} is {Say.PhaseWord(ended.Phase)}: nobody goes on there. Reopen it first, or keep this one.",
        Refusal.MergeAcrossConfidentiality => "One of the two is private. They are not merged, so that its words stay where they are.",
        _ => throw new InvalidOperationException($"A refusal without words: {why.GetType().Name}."),
    };

    private static string Severities(IncidentPolicy policy) =>
        string.Join(", ", policy.Severities.Workflow.Select(severity => $"*{Mrkdwn.Escape(severity.Key)}* ({Mrkdwn.EscapeAndFit(severity.Meaning, 200)})"));

    // R73
    private static string BelowWorkflow(string severity, IncidentPolicy policy, SlackEdgeSettings settings)
    {
        var where = settings.SupportUrl is { } support ? $"Please tell {Mrkdwn.Link(support.AbsoluteUri, "support")} instead." : "Please tell support instead.";
        return $"A {Mrkdwn.Escape(severity.ToLowerInvariant())} problem does not need an incident. {where} If it is worse than that, choose {Severities(policy)}.";
    }

    private static string NothingToChange(string what, Incident? incident) => (what, incident) switch
    {
        ("lead", { Lead: { } lead }) => $"{Say.Person(lead)} already has the lead.",
        ("messenger", { Messenger: { } messenger }) => $"{Say.Person(messenger)} already is the messenger.",
        ("severity", { } known) => $"It already is {Mrkdwn.Escape(known.Severity)}.",
        ("title", _) => "That is its title already.",
        ("impact", { } known) => known.CustomerImpact ? "Customers are already said to notice." : "Customers are already said not to notice.",
        _ => "Nothing to change: it is so already.",
    };

    private static string WrongPhase(Refusal.WrongPhase wrong, Incident? incident)
    {
        var name = incident is null ? "This incident" : incident.Id.ToString();
        return (wrong.Phase, wrong.Wanted) switch
        {
            (Phase.Triage, WantedPhase.Accepted) => $"{name} is only suspected. If it is real say `/incident accept`, if not `/incident false-positive`.",
            (Phase.Triage, WantedPhase.Resolved) => $"{name} is only suspected. If it was nothing say `/incident false-positive`.",
            (Phase.Resolved, WantedPhase.Accepted) or (Phase.Resolved, WantedPhase.Open) => $"{name} is resolved already. If it is not over say `/incident reopen`; when all is wrapped up, `/incident close`.",
            (Phase.Closed, WantedPhase.Resolved) => $"{name} is closed already.",
            (Phase.FalsePositive, _) => $"{name} ended as a false alarm. If it is real after all say `/incident reopen`.",
            (_, WantedPhase.Triage) => $"{name} is not in triage: it is {Say.PhaseWord(wrong.Phase)}.",
            (_, WantedPhase.Resolved) when wrong.Phase.IsOpen() => $"{name} is still {Say.PhaseWord(wrong.Phase)}. Give the all-clear first: `/incident resolve`",
            (_, WantedPhase.Ended) => $"{name} is still {Say.PhaseWord(wrong.Phase)}: there is nothing to reopen.",
            _ => $"{name} is {Say.PhaseWord(wrong.Phase)}. If it is not over say `/incident reopen`.",
        };
    }
}
