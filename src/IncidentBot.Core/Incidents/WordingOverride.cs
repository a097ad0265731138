namespace IncidentBot.Core.Incidents;

/// <summary>The author's decision to publish a text despite a blocking finding of the wording check.</summary>
/// <param name="Reason">The reason in the author's words.</param>
/// <param name="Rules">The ids of the overruled rules, comma-separated.</param>
public sealed record WordingOverride(string Reason, string Rules);
