using System.Collections.Immutable;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using IncidentBot.Core.StatusPage;
using IncidentBot.Core.Wording;
using IncidentBot.Slack.BlockKit;
using IncidentBot.Slack.Requests;
using IncidentBot.SlackEdge.Messages;
using NodaTime;

namespace IncidentBot.SlackEdge.Forms;

/// <summary>What customers will read: written here, checked, shown once more, and published only by the second button.</summary>
internal static class StatuspageForm
{
    public const string TextBlock = "text";
    public const string NextBlock = "next";

    private const string StateBlock = "state";
    private const string TitleBlock = "title";
    private const string ComponentPrefix = "component:";

    // With its other fields the form stays below Slack's 100 blocks.
    private const int MostComponents = 80;

    public static ModalViewDefinition View(Incident incident, string? text, IncidentPolicy policy, SlackEdgeSettings settings, Instant now)
    {
        var state = PublicWordsFor.StateFor(incident);
        var isOver = state == PublicState.Resolved;
        var cadence = PublicWordsFor.NextBy(incident, policy, now) - now;
        IEnumerable<PublicState> states = isOver ? [PublicState.Resolved] : [PublicState.Investigating, PublicState.Identified, PublicState.Monitoring];
        text ??= PublicWordsFor.Draft(incident, state, policy, settings, now, null);
        var blanks = text.Contains(PublicTemplates.Blank, StringComparison.Ordinal) ? $" Replace every `{PublicTemplates.Blank}`." : "";
        var advice = isOver
            ? "Say that it is over, what customers noticed, and whether they need to do anything."
            : "Say what customers see, what you do about it, and when they hear next.";
        List<Block> blocks =
        [
            new SectionBlock(new Markdown($"{Say.Name(incident)}\n{advice}{blanks}")),
            FormParts.Choice(StateBlock, "State", [.. states.Select(one => new Option(FormParts.Capital(one.Word()), one.Word()))], state.Word()),
            FormParts.TextInput(TextBlock, "What customers read", text, optional: false, multiline: true, max: 2500,
                hint: isOver ? "Write times in UTC." : "Write times in UTC. If you leave out \"Next update by …\", I add it."),
            FormParts.TextInput(TitleBlock, "Title customers see", incident.PublicTitle ?? (incident.PublicUpdates == 0 ? incident.Title : null), max: 200,
                hint: "The headline on the status page: no internal names.", optional: false),
        ];
        if (!isOver)
        {
            blocks.Add(FormParts.NextUpdate(NextBlock, cadence, settings.TimeZone));
            blocks.AddRange(policy.Components.All.Take(MostComponents).Select(component => ComponentInput(component, incident)));
        }

        return FormParts.Form(FormKind.Statuspage, blocks, "Preview", Buttons.ValueOf(incident.Id));
    }

    /// <summary>Reads and checks the form; false with what is wrong, by field.</summary>
    public static bool TryRead(
        ViewState state, Incident incident, IncidentPolicy policy, SlackEdgeSettings settings, Instant now,
        out IncidentCommand.PublishUpdate? publish, out Dictionary<string, string> problems)
    {
        (publish, problems) = (null, []);
        if (!PublicWords.TryParse(FormParts.Selected(state, StateBlock), out PublicState publicState))
            problems[StateBlock] = "Choose a state.";
        else if (publicState == PublicState.Resolved != (PublicWordsFor.StateFor(incident) == PublicState.Resolved))
            problems[StateBlock] = incident.Phase.IsOpen()
                ? "The incident is open again, so it is not over for customers. Please close this form and open it again."
                : "The incident was resolved meanwhile. Please close this form and open it again to tell customers that it is over.";
        var next = PublicWordsFor.NextBy(incident, policy, now);
        if (FormParts.Text(state, NextBlock) is { } typed && !PromiseTime.TryParse(typed, now, settings.TimeZone, out next))
            problems[NextBlock] = FormParts.NotATime;
        else if (next > now + policy.Reminders.PublicCeiling)
            problems[NextBlock] = $"Customers never wait longer than {Durations.Words(policy.Reminders.PublicCeiling)}. Promise an earlier time.";

        var text = FormParts.Text(state, TextBlock) ?? "";
        var isFirst = incident.PublicUpdates == 0;
        var errors = PublicTextCheck.Check(text, publicState, isFirst).Where(finding => finding.Level == FindingLevel.Error).Select(finding => Explain(finding, text)).Distinct().ToList();
        if (text.Length == 0)
            errors.Insert(0, "Please write what customers should know.");
        if (errors.Count > 0)
            problems[TextBlock] = TextFit.Cut(string.Join(" ", errors), 1500);
        if (problems.Count > 0)
            return false;

        Instant? promise = publicState == PublicState.Resolved ? null : next;
        publish = new IncidentCommand.PublishUpdate(publicState, PublicText.Complete(text, publicState, promise, isFirst, settings.SupportAddress, now))
        {
            Title = FormParts.Text(state, TitleBlock),
            NextUpdateBy = promise,
            Components = ReadComponents(state, policy),
        };
        return true;
    }

    /// <summary>Exactly what would be published. <paramref name="draft"/> names where it is kept until then.</summary>
    public static ModalViewDefinition Preview(Incident incident, IncidentCommand.PublishUpdate publish, string draft, IncidentPolicy policy, SlackEdgeSettings settings)
    {
        var warnings = PublicTextCheck.Check(publish.Text, publish.State, incident.PublicUpdates == 0).Where(finding => finding.Level == FindingLevel.Warning).Select(finding => Explain(finding, publish.Text)).Distinct().ToList();
        List<Block> blocks =
        [
            new SectionBlock(new Markdown($"*{Mrkdwn.EscapeAndFit(publish.Title ?? incident.PublicTitle ?? incident.Title, 250)}*\n_{FormParts.Capital(publish.State.Word())}_")),
            new SectionBlock(new PlainText(TextFit.Cut(publish.Text, 3000))),
        ];
        if (publish.Components.Count > 0)
            blocks.Add(new SectionBlock(new Markdown(TextFit.Cut(string.Join('\n', publish.Components.Select(pair => $"{Mrkdwn.EscapeAndFit(policy.Components.Find(pair.Key)?.Name ?? pair.Key, 100)}: {pair.Value.Label()}")), 2900))));
        if (warnings.Count > 0)
            blocks.Add(new ContextBlock(new Markdown($":bulb: {Mrkdwn.EscapeAndFit(string.Join(" ", warnings), 1500)}")));
        var where = settings.StatusPageUrl is { } page ? Mrkdwn.Link(page.AbsoluteUri, "status page") : "status page";
        var promise = publish.NextUpdateBy is { } next ? $" It promises the next one by {Say.At(next)}." : "";
        blocks.Add(new ContextBlock(new Markdown($"Publish puts this on the {where} at once.{promise}")));
        return new ModalViewDefinition("Preview", blocks, FormParts.CallbackOf(FormKind.StatuspagePreview), "Publish", "Back", draft);
    }

    // A finding about some words names them, or nobody would know which.
    private static string Explain(Finding finding, string text)
    {
        var words = finding.Length < text.Length ? $"\"{TextFit.Cut(text.Substring(finding.Start, finding.Length), 40)}\": " : "";
        return finding.Suggestion is { } better ? $"{words}{finding.Reason} {better}" : words + finding.Reason;
    }

    private static InputBlock ComponentInput(Component component, Incident incident)
    {
        ComponentStatus[] offered = [ComponentStatus.Operational, ComponentStatus.DegradedPerformance, ComponentStatus.PartialOutage, ComponentStatus.MajorOutage];
        var held = incident.Components.TryGetValue(component.Id, out var status) ? status.Word() : null;
        return FormParts.Choice(ComponentPrefix + component.Id, TextFit.Cut(component.Name, 150), [.. offered.Select(one => new Option(one.Label(), one.Word()))], held, optional: true);
    }

    private static ImmutableSortedDictionary<string, ComponentStatus> ReadComponents(ViewState state, IncidentPolicy policy)
    {
        var components = ImmutableSortedDictionary.CreateBuilder<string, ComponentStatus>(StringComparer.Ordinal);
        foreach (var component in policy.Components.All)
        {
            if (PublicWords.TryParse(FormParts.Selected(state, ComponentPrefix + component.Id), out ComponentStatus status))
                components[component.Id] = status;
        }

        return components.ToImmutable();
    }
}
