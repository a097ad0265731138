using IncidentBot.Slack.Requests;

namespace IncidentBot.Slack.SocketMode;

/// <summary>A message to be acknowledged within three seconds on the same connection.</summary>
/// <param name="EnvelopeId">The ID to acknowledge.</param>
/// <param name="AcceptsResponsePayload">Whether the acknowledgement may carry a response.</param>
public abstract record SocketEnvelope(string EnvelopeId, bool AcceptsResponsePayload) : SocketMessage
{
    /// <summary>0 for the first delivery; Slack repeats events that were not acknowledged.</summary>
    public long RetryAttempt { get; init; }

    /// <summary>Why Slack repeats the delivery; null for the first.</summary>
    public string? RetryReason { get; init; }
}

/// <summary>An event, in the format of <c>POST /slack/event</c>.</summary>
public sealed record EventEnvelope(string EnvelopeId, bool AcceptsResponsePayload, EventRequest Payload)
    : SocketEnvelope(EnvelopeId, AcceptsResponsePayload);

/// <summary>A click, a submission, a shortcut, or a request for a menu's options.</summary>
public sealed record InteractionEnvelope(string EnvelopeId, bool AcceptsResponsePayload, InteractionRequest Payload)
    : SocketEnvelope(EnvelopeId, AcceptsResponsePayload);

/// <summary>A slash command.</summary>
public sealed record SlashCommandEnvelope(string EnvelopeId, bool AcceptsResponsePayload, SlashCommand Payload)
    : SocketEnvelope(EnvelopeId, AcceptsResponsePayload);

/// <summary>An envelope of an unknown kind, or without a required member.</summary>
/// <param name="EnvelopeId">The ID to acknowledge.</param>
/// <param name="AcceptsResponsePayload">Whether the acknowledgement may carry a response.</param>
/// <param name="Type">Slack's name of the kind.</param>
public sealed record UnreadableEnvelope(string EnvelopeId, bool AcceptsResponsePayload, string Type)
    : SocketEnvelope(EnvelopeId, AcceptsResponsePayload)
{
    /// <summary>Whether a user waits for the response: Slack's own error is better than silence that looks like success.</summary>
    public bool UserWaits => Type is "slash_commands" or "interactive";
}

/// <summary>The acknowledgement of an envelope.</summary>
/// <param name="Payload">The JSON that would be the body of an HTTP response; null for none.</param>
public sealed record Acknowledgement(string? Payload)
{
    /// <summary>An acknowledgement without a response.</summary>
    public static Acknowledgement Empty { get; } = new(Payload: null);

    internal ReadOnlyMemory<byte> For(SocketEnvelope envelope) => SlackJson.Bytes(writer =>
    {
        writer.WriteString("envelope_id", envelope.EnvelopeId);
        if (Payload is null || !envelope.AcceptsResponsePayload)
            return;
        writer.WritePropertyName("payload");
        writer.WriteRawValue(Payload);
    });
}
