using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using IncidentBot.Slack.BlockKit;
using IncidentBot.Slack.Requests;
using NodaTime;

namespace IncidentBot.SlackEdge.Forms;

/// <summary>Records an incident that is over and was never declared, with its own times and without notifications.</summary>
internal static class BackfillIncidentForm
{
    public const string TitleBlock = "title";
    public const string SeverityBlock = "severity";
    public const string StartedBlock = "started";
    public const string EndedBlock = "ended";

    private const string SummaryBlock = "summary";
    private const string ImpactBlock = "impact";

    public static ModalViewDefinition View(IncidentPolicy policy) => FormParts.Form(
        FormKind.BackfillIncident,
        [
            new SectionBlock(new Markdown(
                "For an incident that is over and was never declared. No room opens, and no message, page or reminder is sent. "
                + "What customers should read about it is added after this.")),
            FormParts.TextInput(TitleBlock, "What was broken?", placeholder: "Checkout returned errors", optional: false),
            FormParts.Choice(SeverityBlock, "How bad was it?", FormParts.Severities(policy), policy.Severities.Default.Key),
            FormParts.TextInput(StartedBlock, "When did it begin?", placeholder: "2026-03-02 14:05", hint: "In UTC.", optional: false, max: 40),
            FormParts.TextInput(EndedBlock, "When was it over?", placeholder: "2026-03-02 15:40", hint: "In UTC.", optional: false, max: 40),
            FormParts.YesNo(ImpactBlock, "Did customers notice?", initial: true),
            FormParts.TextInput(SummaryBlock, "What happened?", multiline: true),
        ],
        "Backfill");

    public static IncidentCommand.Backfill? Read(ViewState state, Instant now, Dictionary<string, string> problems)
    {
        const string NotATime = "I cannot read that as a time. Type for example 2026-03-02 14:05, in UTC.";
        if (!PastTime.TryParse(FormParts.Text(state, StartedBlock), now, out var started))
            problems[StartedBlock] = NotATime;
        if (!PastTime.TryParse(FormParts.Text(state, EndedBlock), now, out var ended))
            problems[EndedBlock] = NotATime;
        if (problems.Count > 0)
            return null;
        return new IncidentCommand.Backfill(FormParts.Text(state, TitleBlock) ?? "", FormParts.Selected(state, SeverityBlock) ?? "", started, ended)
        {
            Summary = FormParts.Text(state, SummaryBlock),
            CustomerImpact = FormParts.IsYes(state, ImpactBlock),
        };
    }

    /// <summary>The field a refusal is about.</summary>
    public static string BlockOf(Refusal why) => why switch
    {
        Refusal.UnknownSeverity => SeverityBlock,
        Refusal.NotInThePast or Refusal.EndsBeforeItBegins => EndedBlock,
        _ => TitleBlock,
    };
}
