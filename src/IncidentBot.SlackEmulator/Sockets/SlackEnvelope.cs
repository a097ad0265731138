using System.Text.Json;

namespace IncidentBot.SlackEmulator;

/// <summary>An envelope that was sent over a Socket Mode connection.</summary>
/// <param name="Id">Its ID; a redelivery has another.</param>
/// <param name="Type"><c>events_api</c>, <c>interactive</c> or <c>slash_commands</c>.</param>
/// <param name="Connection">The number of its connection, from 1 in the order of opening.</param>
/// <param name="RetryAttempt">0 for the first delivery.</param>
/// <param name="Payload">Its payload.</param>
public sealed record SlackEnvelope(string Id, string Type, int Connection, int RetryAttempt, JsonElement Payload)
{
    /// <summary>Whether the app acknowledged it, even if the acknowledgement was lost.</summary>
    public bool IsAcknowledged { get; init; }
}
