using System.Text.Json.Nodes;

namespace IncidentBot.SlackEmulator;

/// <summary>Something the app may hear of: the event's id, its inner part, and whether the app's own bot did it.</summary>
internal sealed record Happening(string Id, JsonObject Inner, bool IsOwn);
