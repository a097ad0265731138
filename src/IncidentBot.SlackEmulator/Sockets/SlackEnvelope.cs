using System.Text.Json;

namespace IncidentBot.SlackEmulator;

/// <summary>An envelope as it was sent over a Socket Mode connection.</summary>
/// <param name="Id">Its id; a redelivery has another.</param>
/// <param name="Type"><c>events_api</c>, <c>interactive</c> or <c>slash_commands</c>.</param>
/// <param name="Connection">The number of the connection it went by, counted from 1 as they were opened.</param>
/// <param name="RetryAttempt">0 for the first delivery.</param>
/// <param name="Payload">What it held.</param>
public sealed record SlackEnvelope(string Id, string Type, int Connection, int RetryAttempt, JsonElement Payload)
{
    /// <summary>Whether the app acknowledged it, even if that got lost.</summary>
    public bool IsAcknowledged { get; init; }
}
