using System.Text.Json.Nodes;

namespace IncidentBot.SlackEmulator;

/// <summary>An event that the app may receive: its ID, its inner object, and whether the app's own bot caused it.</summary>
internal sealed record SlackEvent(string Id, JsonObject Inner, bool IsOwn);
