using IncidentBot.Slack.Requests;
using IncidentBot.Slack.SocketMode;

namespace IncidentBot.SlackEdge.Inbound;

/// <summary>Hears Slack over connections that we open: for a team whose IncidentBot has no public address.</summary>
internal sealed class SocketModeService(SocketModeClient client, SlackDispatch dispatch) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => client.RunAsync(HandleAsync, stoppingToken);

    private async Task<Acknowledgement?> HandleAsync(SocketEnvelope envelope, CancellationToken cancellationToken) => envelope switch
    {
        SlashCommandEnvelope { Payload: var command } => Acknowledge(await dispatch.CommandAsync(command, KeyOf(envelope, command), cancellationToken)),
        InteractionEnvelope { Payload: BlockOptionsRequest asked } => Acknowledge(await dispatch.OptionsAsync(asked, cancellationToken)),
        InteractionEnvelope { Payload: var request } => Acknowledge(await dispatch.InteractionAsync(request, $"interaction:{envelope.EnvelopeId}", cancellationToken)),
        EventEnvelope { Payload: var request } => Acknowledge(await dispatch.EventAsync(request, cancellationToken)),
        // Slack need not send again what can never be read; whoever waits for an answer sees Slack's own error.
        UnreadableEnvelope { UserWaits: true } => null,
        _ => Acknowledgement.Empty,
    };

    // Typed once, a command has one trigger, in however many envelopes it comes.
    private static string KeyOf(SocketEnvelope envelope, SlashCommand command) =>
        $"command:{(command.TriggerId.Length > 0 ? command.TriggerId : envelope.EnvelopeId)}";

    // Without an acknowledgement Slack shows its own sign to whoever waits, and sends an event again.
    private static Acknowledgement? Acknowledge(Reply reply) => reply switch
    {
        Reply.Answer answer => new Acknowledgement(answer.Json),
        Reply.NotDone => null,
        _ => throw new InvalidOperationException("The hierarchy is closed."),
    };
}
