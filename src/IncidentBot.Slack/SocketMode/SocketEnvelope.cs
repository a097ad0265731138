using IncidentBot.Slack.Requests;

namespace IncidentBot.Slack.SocketMode;

/// <summary>Something to acknowledge within three seconds, on the connection it came by.</summary>
/// <param name="EnvelopeId">What the acknowledgement names.</param>
/// <param name="AcceptsResponsePayload">Whether an answer may ride along.</param>
public abstract record SocketEnvelope(string EnvelopeId, bool AcceptsResponsePayload) : SocketMessage
{
    /// <summary>0 for the first delivery; Slack repeats events that were not acknowledged.</summary>
    public long RetryAttempt { get; init; }

    /// <summary>Why Slack sends it again; null the first time.</summary>
    public string? RetryReason { get; init; }
}

/// <summary>An event, as <c>POST /slack/event</c> carries it.</summary>
public sealed record EventEnvelope(string EnvelopeId, bool AcceptsResponsePayload, EventRequest Payload)
    : SocketEnvelope(EnvelopeId, AcceptsResponsePayload);

/// <summary>A click, a submission, a shortcut, or a menu that asks for its options.</summary>
public sealed record InteractionEnvelope(string EnvelopeId, bool AcceptsResponsePayload, InteractionRequest Payload)
    : SocketEnvelope(EnvelopeId, AcceptsResponsePayload);

/// <summary>A slash command.</summary>
public sealed record SlashCommandEnvelope(string EnvelopeId, bool AcceptsResponsePayload, SlashCommand Payload)
    : SocketEnvelope(EnvelopeId, AcceptsResponsePayload);

/// <summary>An envelope of a kind this library does not know, or one that lacks what its kind must have.</summary>
/// <param name="EnvelopeId">What the acknowledgement names.</param>
/// <param name="AcceptsResponsePayload">Whether an answer may ride along.</param>
/// <param name="Type">Slack's name for the kind.</param>
public sealed record UnreadableEnvelope(string EnvelopeId, bool AcceptsResponsePayload, string Type)
    : SocketEnvelope(EnvelopeId, AcceptsResponsePayload)
{
    /// <summary>A person waits for the answer: better Slack's own error than a silence that looks like success.</summary>
    public bool SomebodyWaits => Type is "slash_commands" or "interactive";
}

/// <summary>The word that an envelope was taken care of.</summary>
/// <param name="Payload">The JSON that would be the body of an HTTP answer; null for none.</param>
public sealed record Acknowledgement(string? Payload)
{
    /// <summary>Without an answer.</summary>
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
