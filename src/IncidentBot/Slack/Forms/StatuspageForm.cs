using System.Collections.Immutable;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using IncidentBot.Core.StatusPage;
using IncidentBot.Slack.BlockKit;
using IncidentBot.Slack.Requests;
using IncidentBot.SlackEdge.Messages;
using IncidentBot.Wording;
using IncidentBot.Wording.Drafts;
using NodaTime;

namespace IncidentBot.SlackEdge.Forms;

/// <summary>The form for a public update. It is checked and previewed; only the button of the preview publishes.</summary>
internal static class StatuspageForm
{
    public const string TextBlock = "text";
    public const string NextBlock = "next";

    public const string StateBlock = "state";
    public const string TitleBlock = "title";
    public const string SymptomBlock = "symptom";
    private const string WorkaroundBlock = "workaround";
    private const string SafeBlock = "safe";
    private const string Safe = "safe";
    private const string OverruleBlock = "overrule";
    private const string ComponentPrefix = "component:";

    // With its other fields the form stays below Slack's 100 blocks.
    private const int MostComponents = 80;

    public static readonly IReadOnlyList<PublicState> OpenStates = [PublicState.Investigating, PublicState.Identified, PublicState.Monitoring];

    /// <param name="incident">The incident in its present state.</param>
    /// <param name="text">The initial text; null for a draft from the templates.</param>
    /// <param name="policy">The rules of this team.</param>
    /// <param name="settings">The settings of this installation.</param>
    /// <param name="now">The time of the draft.</param>
    /// <param name="chosen">The state and symptom chosen in the open form; null when it is first opened.</param>
    public static ModalViewDefinition View(
        Incident incident, string? text, IncidentPolicy policy, SlackEdgeSettings settings, Instant now, StatuspageChoice? chosen = null)
    {
        var state = chosen?.State ?? PublicDraft.StateFor(incident);
        var isOver = state == PublicState.Resolved;
        var cadence = PublicDraft.NextBy(incident, policy, now) - now;
        IEnumerable<PublicState> states = isOver ? [PublicState.Resolved] : OpenStates;
        text ??= PublicDraft.Text(incident, state, policy, settings, now, null, chosen?.Symptom);
        var blanks = text.Contains(PublicTemplates.Blank, StringComparison.Ordinal) ? $" Replace every `{PublicTemplates.Blank}`." : "";
        var advice = isOver
            ? "Say that it is over, what customers noticed, and whether they need to do anything."
            : "Say what customers see, what you do about it, and when they hear next.";
        List<Block> blocks =
        [
            new SectionBlock(new Markdown($"{Say.Name(incident)}\n{advice}{blanks}")),
            StateInput(states, state, dispatchAction: !isOver),
            .. isOver ? [] : new[] { SymptomInput(chosen?.Symptom) },
            FormParts.TextInput(chosen?.TextBlock ?? TextBlock, "What customers read", text, optional: false, multiline: true, max: 2500,
                hint: isOver ? "Write times in UTC." : "Write times in UTC. If you leave out \"Next update by …\", I add it."),
            TitleInput(incident),
        ];
        if (!isOver)
        {
            blocks.Add(FormParts.TextInput(
                WorkaroundBlock,
                "Workaround",
                placeholder: "You can use the API instead",
                max: 500,
                hint: "What customers can do meanwhile. Added to the text."));
            blocks.Add(new InputBlock(
                "Is the workaround safe?",
                new CheckboxGroup(FormParts.Value, [new Option("It was tried, and it does no harm", Safe)]),
                SafeBlock,
                "Without this it is not published.",
                optional: true));
            blocks.Add(FormParts.NextUpdate(NextBlock, cadence, settings.TimeZone));
            blocks.AddRange(ComponentInputs(policy, component => incident.Components.TryGetValue(component.Id, out var status) ? status : null));
        }

        blocks.Add(OverruleInput());
        return FormParts.Form(FormKind.Statuspage, blocks, "Preview", Buttons.ValueOf(incident.Id));
    }

    public static InputBlock StateInput(IEnumerable<PublicState> states, PublicState initial, bool dispatchAction = false) =>
        FormParts.Choice(
            StateBlock,
            "State",
            [.. states.Select(one => new Option(FormParts.Capital(one.Word()), one.Word()))],
            initial.Word(),
            dispatchAction: dispatchAction);

    private static InputBlock SymptomInput(string? symptom) => FormParts.Choice(
        SymptomBlock, "What customers notice", [.. SymptomPhrases.All.Select(phrase => new Option(FormParts.Capital(phrase), phrase))], symptom,
        "Goes into the text below, unless you have changed that.", optional: true, dispatchAction: true);

    /// <summary>
    /// The id of the block with the text. It is new each time the bot replaces the text: Slack keeps the value of a block whose id is the same.
    /// </summary>
    public static string TextBlockIn(ViewState state) =>
        state.BlockIds.FirstOrDefault(block => block == TextBlock || block.StartsWith(StatuspageChoice.TextBlockPrefix, StringComparison.Ordinal)) ?? TextBlock;

    public static InputBlock TitleInput(Incident incident) =>
        FormParts.TextInput(TitleBlock, "Title customers see", incident.PublicTitle ?? (incident.PublicUpdates == 0 ? incident.Title : null), max: 200,
            hint: "The headline on the status page: no internal names.", optional: false);

    public static InputBlock OverruleInput() =>
        FormParts.TextInput(
            OverruleBlock,
            "Why it must go out as it is",
            max: 300,
            hint: "Only if I ask for a change and you know better. The reason is kept in the timeline.");

    public static IEnumerable<InputBlock> ComponentInputs(IncidentPolicy policy, Func<Component, ComponentStatus?> current)
    {
        ComponentStatus[] offered =
        [
            ComponentStatus.Operational, ComponentStatus.DegradedPerformance, ComponentStatus.PartialOutage, ComponentStatus.MajorOutage,
        ];
        return policy.Components.All.Take(MostComponents).Select(component => FormParts.Choice(
            ComponentPrefix + component.Id,
            TextFit.Cut(component.Name, 150),
            [.. offered.Select(one => new Option(one.Label(), one.Word()))],
            current(component)?.Word(),
            optional: true));
    }

    /// <summary>Reads and checks the form; false with the problems by field.</summary>
    public static bool TryRead(
        ViewState state, Incident incident, IncidentPolicy policy, SlackEdgeSettings settings, UpdateCheck check, Instant now,
        out IncidentCommand.PublishUpdate? publish, out Workaround? workaround, out Dictionary<string, string> problems)
    {
        (publish, problems) = (null, []);
        workaround = FormParts.Text(state, WorkaroundBlock) is { } known
            ? new Workaround(known, state.SelectedMany(SafeBlock, FormParts.Value).Contains(Safe))
            : null;
        if (!PublicWords.TryParse(FormParts.Selected(state, StateBlock), out PublicState publicState))
            problems[StateBlock] = "Choose a state.";
        else if (publicState == PublicState.Resolved != (PublicDraft.StateFor(incident) == PublicState.Resolved))
            problems[StateBlock] = incident.Phase.IsOpen()
                ? "The incident is open again, so it is not over for customers. Please close this form and open it again."
                : "The incident was resolved meanwhile. Please close this form and open it again to tell customers that it is over.";
        var next = PublicDraft.NextBy(incident, policy, now);
        if (FormParts.Text(state, NextBlock) is { } typed && !PromiseTime.TryParse(typed, now, settings.TimeZone, out next))
            problems[NextBlock] = FormParts.NotATime;
        else if (next > now + policy.Reminders.PublicCeiling)
            problems[NextBlock] = $"Customers never wait longer than {Durations.Words(policy.Reminders.PublicCeiling)}. Promise an earlier time.";

        // A workaround is published only when its author has confirmed that it is safe.
        var text = FormParts.Text(state, TextBlockIn(state)) ?? "";
        if (text.Length > 0 && workaround is { IsSafe: true } && !text.Contains(workaround.Text.TrimEnd('.'), StringComparison.OrdinalIgnoreCase))
            text = PublicText.Append(text.TrimEnd(), $"In the meantime: {workaround.Text.TrimEnd('.')}.");
        Instant? promise = publicState == PublicState.Resolved ? null : next;
        text = PublicText.Complete(text, publicState, promise, incident.PublicUpdates == 0, settings.SupportAddress, now);
        publish = new IncidentCommand.PublishUpdate(publicState, text)
        {
            Title = FormParts.Text(state, TitleBlock),
            NextUpdateBy = promise,
            Components = ReadComponents(state, policy),
        };
        CheckWording(ref publish, check, state, now, problems, workaround);
        return problems.Count == 0;
    }

    /// <summary>Runs the wording check. A blocking finding becomes a problem of the text field, unless the author gives a reason to overrule it.</summary>
    public static void CheckWording(
        ref IncidentCommand.PublishUpdate publish,
        UpdateCheck check,
        ViewState state,
        Instant now,
        Dictionary<string, string> problems,
        Workaround? workaround = null)
    {
        var (textBlock, reason) = (TextBlockIn(state), FormParts.Text(state, OverruleBlock));
        if (FormParts.Text(state, textBlock) is null)
        {
            problems[textBlock] = "Please write what customers should know.";
            return;
        }

        var findings = check.Find(publish, now, workaround);
        if (UpdateCheck.Blocking(findings, publish.Text, reason is not null) is { Count: > 0 } blocking)
            problems[textBlock] = TextFit.Cut(string.Join(" ", blocking), 1500);
        var overruled = findings.Where(finding => finding.Level == FindingLevel.Error).Select(finding => finding.RuleId).Distinct().ToList();
        if (reason is not null && overruled.Count > 0)
            publish = publish with { Overruled = new WordingOverride(reason, string.Join(", ", overruled)) };
    }

    /// <summary>Shows exactly what would be published. <paramref name="draft"/> is the id of the saved draft.</summary>
    public static ModalViewDefinition Preview(
        Incident incident,
        IncidentCommand.PublishUpdate publish,
        IReadOnlyList<Finding> findings,
        string draft,
        IncidentPolicy policy,
        SlackEdgeSettings settings,
        Workaround? workaround = null)
    {
        var title = Mrkdwn.EscapeAndFit(publish.Title ?? incident.PublicTitle ?? incident.Title, 250);
        List<Block> blocks =
        [
            new SectionBlock(new Markdown($"*{title}*\n_{FormParts.Capital(publish.State.Word())}_")),
            new SectionBlock(new PlainText(TextFit.Cut(publish.Text, 3000))),
        ];
        if (publish.Components.Count > 0)
            blocks.Add(new SectionBlock(new Markdown(Say.Components(publish.Components, policy.Components))));
        if (UpdateCheck.Lines(findings, publish.Text, 2900) is { Length: > 0 } lines)
            blocks.Add(new SectionBlock(new Markdown(lines)));
        if (publish.Overruled is { } overruled)
            blocks.Add(new ContextBlock(new Markdown($"You overrule {Mrkdwn.Escape(overruled.Rules)} because: {Mrkdwn.EscapeAndFit(overruled.Reason, 500)}")));
        if (workaround is { IsSafe: false })
            blocks.Add(new ContextBlock(new Markdown("The workaround is not published: it is not ticked as safe.")));
        var where = settings.StatusPageUrl is { } page ? Mrkdwn.Link(page.AbsoluteUri, "status page") : "status page";
        var promise = publish.NextUpdateBy is { } next ? $" It promises the next one by {Say.At(next)}." : "";
        blocks.Add(new ContextBlock(new Markdown($"{WhatPublishDoes(publish, policy.Publishing, where)}{promise}")));
        return new ModalViewDefinition("Preview", blocks, FormParts.CallbackOf(FormKind.StatuspagePreview), "Publish", "Back", draft);
    }

    private static string WhatPublishDoes(IncidentCommand.PublishUpdate publish, PublishPolicy policy, string where)
    {
        var what = publish switch
        {
            { Corrects: { } correction } =>
                $"corrects the update on the {where}{(correction.TellsSubscribers ? " and tells those who got it" : ", without notifying anyone")}",
            { SaidAt: { } at } => $"puts this on the {where}, as of {Say.Utc(at)} and marked \"added afterwards\", without notifying anyone",
            _ => $"puts this on the {where}",
        };
        return policy switch
        {
            { Rule: PublishRule.Approval } => $"Publish asks for approval. Once approved, it {what}.",
            { UndoFor: var undo } when undo > Duration.Zero => $"Publish {what} after {Durations.Words(undo)}. Until then you can undo it.",
            _ => $"Publish {what} at once.",
        };
    }

    public static ImmutableSortedDictionary<string, ComponentStatus> ReadComponents(ViewState state, IncidentPolicy policy)
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
