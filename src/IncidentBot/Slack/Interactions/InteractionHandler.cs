using IncidentBot.Slack.Requests;
using IncidentBot.SlackEdge.Forms;
using IncidentBot.SlackEdge.Messages;

namespace IncidentBot.SlackEdge.Interactions;

/// <summary>Routes interactions to their handlers. An unknown interaction is answered with an empty 200, which is all that Slack requires.</summary>
internal sealed class InteractionHandler(ButtonHandler buttons, SubmissionHandler submissions, ShortcutHandler shortcuts)
{
    /// <summary>The JSON of the response; null for an empty body.</summary>
    public async Task<string?> HandleAsync(InteractionRequest request, string deliveryKey, CancellationToken cancellationToken)
    {
        switch (request)
        {
            case BlockActionRequest clicked:
                foreach (var action in clicked.Actions)
                    await buttons.HandleAsync(clicked, action, cancellationToken);
                return null;
            case ViewSubmission submitted:
                return (await submissions.HandleAsync(submitted, deliveryKey, cancellationToken)).ToJson();
            case GlobalShortcut { CallbackId: Buttons.Declare } shortcut:
                await shortcuts.DeclareAsync(shortcut, cancellationToken);
                return null;
            case MessageShortcut shortcut:
                await shortcuts.HandleAsync(shortcut, cancellationToken);
                return null;
            default:
                return null;
        }
    }

    /// <summary>The response when a submission could not be saved: the form stays open with its content. Null when there is no form to keep.</summary>
    public static ViewSubmissionResponse? NotSaved(InteractionRequest request, string sentence) =>
        request is ViewSubmission submitted
        && Enum.TryParse<FormKind>(submitted.View.CallbackId, out var kind)
        && MainBlockOf(kind, submitted.View.State) is { } block
            ? ViewSubmissionResponse.Errors(new Dictionary<string, string> { [block] = sentence })
            : null;

    private static string? MainBlockOf(FormKind kind, ViewState state) => kind switch
    {
        FormKind.Declare => DeclareForm.TitleBlock,
        FormKind.Update => UpdateForm.TextBlock,
        FormKind.Statuspage => StatuspageForm.TextBlockIn(state),
        FormKind.Resolve => ResolveForm.OverBlock,
        FormKind.StillMonitoring => ResolveForm.TextBlock,
        FormKind.AddToTimeline => AddToTimelineForm.IncidentBlock,
        FormKind.Correct or FormKind.BackfillUpdate => StatuspageForm.TextBlock,
        FormKind.BackfillIncident => BackfillIncidentForm.TitleBlock,
        FormKind.SendBack => SendBackForm.WhyBlock,
        _ => null,
    };
}
