using IncidentBot.Core.Incidents;
using IncidentBot.Slack.BlockKit;

namespace IncidentBot.SlackEdge.Messages;

/// <summary>The pinned message of a room: the state of the incident, and the buttons that apply to it. It is edited in place.</summary>
internal static class HeadlineMessage
{
    public static Message For(Incident incident, IncidentPolicy policy, SlackEdgeSettings settings)
    {
        var severity = policy.Severities.Get(incident.Severity);
        List<Block> blocks =
        [
            new HeaderBlock(TextFit.Cut($"{incident.Id} · {VisibleText.Clean(incident.Title)}", 150)),
            new SectionBlock(null, Fields(incident, severity)),
        ];
        if (incident.Summary is { } summary)
            blocks.Add(new SectionBlock(new Markdown(Mrkdwn.EscapeAndFit(summary, 2500))));
        blocks.Add(new ContextBlock(new Markdown(Footer(incident, settings))));
        if (Actions(incident, settings) is { Count: > 0 } actions)
            blocks.Add(new ActionsBlock(actions));

        var text = $"{incident.Id} {Say.Title(incident)}: {Mrkdwn.Escape(severity.Key)}, {Say.PhaseWord(incident.Phase)}, {Say.Role("lead", incident.Lead)}";
        return new Message(text, blocks);
    }

    private static List<TextObject> Fields(Incident incident, Severity severity)
    {
        List<TextObject> fields =
        [
            new Markdown($"*Severity*\n{Mrkdwn.Escape(severity.Key)}"),
            new Markdown($"*Phase*\n{Say.PhaseWord(incident.Phase)}"),
            new Markdown($"*Lead*\n{Say.PersonOr(incident.Lead, "none yet")}"),
            new Markdown($"*Messenger*\n{Say.Messenger(incident, "not needed yet")}"),
            new Markdown($"*Customers notice*\n{(incident.CustomerImpact ? "yes" : "no")}"),
        ];
        if (incident.InternalClock is { } room)
            fields.Add(new Markdown($"*Next room update*\n{Say.At(room.PromisedFor)}"));
        if (incident.PublicClock is { } customers)
            fields.Add(new Markdown($"*Next public update*\n{Say.At(customers.PromisedFor)}"));
        if (incident.Waiting is { LeavesAt: null } waiting)
            fields.Add(new Markdown($"*Waits for approval*\na public update by {Say.Person(waiting.Author)}"));
        if (incident.PublicState is { } state)
            fields.Add(new Markdown($"*Status page*\n{Core.StatusPage.PublicWords.Word(state)}"));
        return fields;
    }

    private static string Footer(Incident incident, SlackEdgeSettings settings)
    {
        var footer = $"Declared by {Say.Person(incident.DeclaredBy)} {Say.On(incident.DeclaredAt)}";
        if (incident.ReportedBy is { } reporter)
            footer += $" · reported by {Mrkdwn.EscapeAndFit(reporter, 200)}";
        if (incident.PageSilencedBecause is { } reason)
            footer += $" · paging skipped: {Mrkdwn.EscapeAndFit(reason, 200)}";
        if (incident.MergedInto is { } other)
            footer += $" · goes on in {other}";
        if (!incident.IsConfidential && settings.StatusPageUrl is { } page)
            footer += $" · {Mrkdwn.Link(page.AbsoluteUri, "status page")}";
        return footer + (incident.Phase.HasEnded() ? "" : " · `/incident help`");
    }

    private static List<IActionElement> Actions(Incident incident, SlackEdgeSettings settings)
    {
        List<IActionElement> actions = [];
        if (incident.Phase == Phase.Triage)
        {
            actions.Add(Buttons.For(Buttons.Accept, "It is real", incident, ButtonStyle.Primary));
            actions.Add(Buttons.For(Buttons.FalsePositive, "False alarm", incident));
        }

        if (incident.Phase.IsOpen())
        {
            if (incident.Lead is null)
                actions.Add(Buttons.For(Buttons.TakeLead, "Take the lead", incident, ButtonStyle.Primary));
            if (incident is { CustomerImpact: true, Messenger: null })
                actions.Add(Buttons.For(Buttons.TakeMessenger, "Be the messenger", incident));
            actions.Add(Buttons.For(Buttons.Update, "Post update", incident));
        }

        if (IncidentDecider.RefusePublishing(incident) is null && (incident.Phase.IsOpen() || incident.IsOpenInPublic))
            actions.Add(Buttons.For(Buttons.Statuspage, "Tell customers", incident));
        if (incident.Phase.IsOpen() && incident.Phase != Phase.Triage)
            actions.Add(Buttons.For(Buttons.Resolve, "Resolve", incident));
        if (incident.Phase.IsOpen() && settings.SupportChannel is not null && !incident.IsConfidential)
            actions.Add(Buttons.For(Buttons.AskSupport, "Ask support", incident));
        if (incident.Phase == Phase.Resolved)
            actions.Add(Buttons.For(Buttons.Close, "Close", incident, ButtonStyle.Primary));
        if (incident.Phase is Phase.Resolved or Phase.Closed or Phase.FalsePositive)
            actions.Add(Buttons.For(Buttons.Reopen, "Reopen", incident));
        actions.Add(Buttons.For(Buttons.Recap, "Recap", incident));
        return actions;
    }
}
