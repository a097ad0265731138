using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using IncidentBot.Slack.Requests;

namespace IncidentBot.Slack.SocketMode;

/// <summary>One message from Slack over a Socket Mode connection.</summary>
/// <remarks>See https://docs.slack.dev/apis/events-api/using-socket-mode.</remarks>
public abstract record SocketMessage
{
    private protected SocketMessage()
    {
    }

    /// <summary>Reads a complete text message; false when it is not JSON or has no type.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> message, [NotNullWhen(true)] out SocketMessage? read) =>
        JsonReading.TryRead(message, Read, out read) && read is not null;

    private static SocketMessage? Read(JsonElement json)
    {
        if (json.Filled("type") is not { } type)
            return null;
        return json.Filled("envelope_id") is { } id
            ? ReadEnvelope(json, type, id) with { RetryAttempt = json.Whole("retry_attempt") ?? 0, RetryReason = json.Filled("retry_reason") }
            : type switch
            {
                "hello" => new Hello(json.Whole("num_connections"), json.Child("connection_info")?.Filled("app_id")),
                "disconnect" => new Disconnect(json.Text("reason") ?? ""),
                _ => new UnknownSocketMessage(type),
            };
    }

    private static SocketEnvelope ReadEnvelope(JsonElement json, string type, string id)
    {
        var payload = json.Child("payload") ?? default;
        var answerable = json.Flag("accepts_response_payload");
        return type switch
        {
            "events_api" when JsonReading.TryRead(payload, EventRequest.ReadAny, out var request) => new EventEnvelope(id, answerable, request!),
            "interactive" when JsonReading.TryRead(payload, InteractionRequest.ReadAny, out var request) => new InteractionEnvelope(id, answerable, request!),
            "slash_commands" when JsonReading.TryRead(payload, SlashCommand.Read, out var command) => new SlashCommandEnvelope(id, answerable, command!),
            _ => new UnreadableEnvelope(id, answerable, type),
        };
    }
}

/// <summary>The first message: the connection is in use.</summary>
/// <param name="NumConnections">The app's present number of connections.</param>
/// <param name="AppId">The app's ID.</param>
public sealed record Hello(long? NumConnections, string? AppId) : SocketMessage;

/// <summary>Slack is about to close the connection.</summary>
/// <param name="Reason">
/// <c>warning</c>, which usually comes about ten seconds before; <c>refresh_requested</c>; <c>link_disabled</c>; Slack may add others.
/// </param>
public sealed record Disconnect(string Reason) : SocketMessage
{
    /// <summary>Socket Mode is disabled in the app's settings, so a new connection would end the same way.</summary>
    public bool IsSwitchedOff => Reason is "link_disabled" or "socket_mode_disabled";
}

/// <summary>An unknown message that needs no acknowledgement.</summary>
/// <param name="Type">Slack's name of the type.</param>
public sealed record UnknownSocketMessage(string Type) : SocketMessage;
