using IncidentBot.Core.Incidents;

namespace IncidentBot.Incidents;

/// <summary>Somebody else saved this incident since it was loaded. The unit of work rolls back and is tried again.</summary>
internal sealed class VersionConflictException(IncidentId id, long expected)
    : Exception($"{id} is no longer at version {expected}.");
