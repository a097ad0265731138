namespace IncidentBot.Core.Incidents;

/// <summary>Somebody published a text that the wording check would have blocked, and said why.</summary>
/// <param name="Reason">In their words.</param>
/// <param name="Rules">The ids of the rules overruled, parted by commas.</param>
public sealed record WordingOverride(string Reason, string Rules);
