using IncidentBot.Core.Incidents;
using IncidentBot.Slack.BlockKit;
using IncidentBot.Slack.Requests;

namespace IncidentBot.SlackEdge.Forms;

/// <summary>The form that declares an incident. It is short, and explains each severity.</summary>
internal static class DeclareForm
{
    public const string TitleBlock = "title";
    public const string SeverityBlock = "severity";
    public const string LeadBlock = "lead";
    public const string MessengerBlock = "messenger";

    private const string DescriptionBlock = "description";
    private const string ImpactBlock = "impact";
    private const string KindBlock = "kind";
    private const string ReporterBlock = "reporter";
    private const string NoPageBlock = "nopage";

    private const string Suspected = "suspected";
    private const string Private = "private";
    private const string Security = "security";

    public static ModalViewDefinition View(string? title, string? description, string declarer, IncidentPolicy policy)
    {
        var meanings = string.Join('\n', policy.Severities.All.Select(severity =>
            $"*{Mrkdwn.Escape(severity.Key)}*: {Mrkdwn.EscapeAndFit(severity.Meaning, 300)}"));
        var always = string.Join(" and ", policy.Severities.All.Where(severity => severity.Paging == PagingRule.Always).Select(severity => severity.Key));
        var noPageHint = $"Empty: the people on call are paged.{(always.Length == 0 ? "" : $" {always} always pages.")}";
        List<Block> blocks =
        [
            FormParts.TextInput(TitleBlock, "What is broken?", title, "Checkout returns errors", optional: false),
            FormParts.Choice(SeverityBlock, "How bad is it?", FormParts.Severities(policy), policy.Severities.Default.Key),
            new ContextBlock(new Markdown(TextFit.Cut(meanings, 2900))),
            FormParts.TextInput(DescriptionBlock, "What is happening?", description, "What you see, since when, what changed", multiline: true),
            FormParts.YesNo(ImpactBlock, "Do customers notice?", initial: false, "If you are not sure, say yes."),
            FormParts.Person(LeadBlock, "Who leads?", declarer, "You, until another person takes over."),
            FormParts.Person(
                MessengerBlock, "Who keeps customers informed?", null, "The messenger writes what customers read. Best not the lead; can be named later."),
            new InputBlock("Anything special?", new CheckboxGroup(FormParts.Value,
            [
                new Option("Only suspected", Suspected, "Starts in triage; false alarms are welcome"),
                new Option("Private", Private, "Private room, no announcement, nothing public"),
                new Option("Security", Security, "As private, and marked as a security matter"),
            ]), KindBlock, optional: true),
            FormParts.TextInput(ReporterBlock, "Reported from outside?", placeholder: "A customer, a partner", max: 200),
            FormParts.TextInput(NoPageBlock, "Reason not to page", hint: TextFit.Cut(noPageHint, 150), max: 200),
        ];
        return FormParts.Form(FormKind.Declare, blocks, "Declare");
    }

    public static IncidentCommand.Declare Read(ViewState state)
    {
        var kinds = state.SelectedMany(KindBlock, FormParts.Value);
        return new IncidentCommand.Declare(FormParts.Text(state, TitleBlock) ?? "", FormParts.Selected(state, SeverityBlock) ?? "")
        {
            Description = FormParts.Text(state, DescriptionBlock),
            CustomerImpact = FormParts.IsYes(state, ImpactBlock),
            Lead = FormParts.PersonIn(state, LeadBlock),
            Messenger = FormParts.PersonIn(state, MessengerBlock),
            SuspectedOnly = kinds.Contains(Suspected),
            IsPrivate = kinds.Contains(Private),
            IsSecurity = kinds.Contains(Security),
            ReportedBy = FormParts.Text(state, ReporterBlock),
            DoNotPageBecause = FormParts.Text(state, NoPageBlock),
        };
    }

    /// <summary>The field a refusal is about.</summary>
    public static string BlockOf(Refusal why) => why is Refusal.UnknownSeverity or Refusal.BelowWorkflow ? SeverityBlock : TitleBlock;
}
