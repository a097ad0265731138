using IncidentBot.Slack.Requests;
using IncidentBot.SlackEdge.Messages;

namespace IncidentBot.SlackEdge.Interactions;

/// <summary>Sorts interactions to whoever knows them. What nobody knows is answered with an empty 200: Slack asks for no more.</summary>
internal sealed class InteractionHandler(ButtonHandler buttons, SubmissionHandler submissions, ShortcutHandler shortcuts)
{
    /// <summary>The JSON to answer with; null for an empty body.</summary>
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
}
