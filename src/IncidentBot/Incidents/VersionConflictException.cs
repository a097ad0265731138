using IncidentBot.Core.Incidents;

namespace IncidentBot.Incidents;

/// <summary>Another unit of work saved this incident since it was loaded. This unit is rolled back and retried.</summary>
internal sealed class VersionConflictException(IncidentId id, long expected)
    : Exception($"{id} is no longer at version {expected}.");
