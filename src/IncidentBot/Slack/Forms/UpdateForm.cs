using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using IncidentBot.Slack.BlockKit;
using IncidentBot.Slack.Requests;
using IncidentBot.SlackEdge.Messages;
using NodaTime;

namespace IncidentBot.SlackEdge.Forms;

/// <summary>The form for a room update: the text, the phase, the severity and the promise of the next one.</summary>
internal static class UpdateForm
{
    public const string TextBlock = "text";
    public const string NextBlock = "next";

    private const string PhaseBlock = "phase";
    private const string SeverityBlock = "severity";

    public static ModalViewDefinition View(Incident incident, string? text, IncidentPolicy policy, DateTimeZone zone)
    {
        var cadence = policy.Severities.Get(incident.Severity).Cadence.Internal;
        List<Block> blocks =
        [
            new SectionBlock(new Markdown(Say.Name(incident))),
            FormParts.TextInput(
                TextBlock, "What is known now, and what happens next?", text, "Rolled back; error rate is falling", optional: false, multiline: true),
        ];
        if (incident.Phase.IsOpen() && incident.Phase != Phase.Triage)
        {
            Phase[] phases = [Phase.Investigating, Phase.Identified, Phase.Monitoring];
            var severities = policy.Severities.Workflow.Select(severity => new Option(TextFit.Cut(severity.Key, 75), severity.Key));
            blocks.Add(FormParts.Choice(
                PhaseBlock, "Phase", [.. phases.Select(phase => new Option(FormParts.Capital(phase.Word()), phase.Word()))], incident.Phase.Word()));
            blocks.Add(FormParts.Choice(SeverityBlock, "Severity", [.. severities], incident.Severity, optional: true));
            blocks.Add(FormParts.NextUpdate(NextBlock, cadence, zone));
        }

        return FormParts.Form(FormKind.Update, blocks, "Post", Buttons.ValueOf(incident.Id));
    }

    /// <summary>The field a refusal is about.</summary>
    public static string BlockOf(Refusal why) => why switch
    {
        Refusal.PromiseInThePast or Refusal.PromiseTooFar => NextBlock,
        Refusal.UnknownSeverity or Refusal.BelowWorkflow => SeverityBlock,
        _ => TextBlock,
    };

    /// <summary>Reads the form; false with the field and its problem.</summary>
    public static bool TryRead(
        ViewState state, Instant now, DateTimeZone zone, out IncidentCommand.PostUpdate? update, out (string Block, string Problem) problem)
    {
        (update, problem) = (null, default);
        Instant? next = null;
        if (FormParts.Text(state, NextBlock) is { } typed)
        {
            if (!PromiseTime.TryParse(typed, now, zone, out var by))
            {
                problem = (NextBlock, FormParts.NotATime);
                return false;
            }

            next = by;
        }

        Phase? phase = Phases.TryParse(FormParts.Selected(state, PhaseBlock), out var chosen) ? chosen : null;
        update = new IncidentCommand.PostUpdate(FormParts.Text(state, TextBlock) ?? "", phase, FormParts.Selected(state, SeverityBlock), next);
        return true;
    }
}
