using IncidentBot.Core.Incidents;

namespace IncidentBot.Incidents;

/// <summary>How a command ended.</summary>
internal abstract record EngineResult
{
    private EngineResult()
    {
    }

    /// <summary>Saved, with all its consequences, before this value exists.</summary>
    public sealed record Accepted(IncidentChange Change, string? Answer) : EngineResult;

    /// <summary>Nothing changed. <paramref name="Incident"/> is null when it was a declaration.</summary>
    public sealed record Refused(Refusal Why, Incident? Incident) : EngineResult;

    /// <summary>This delivery was dealt with before; nothing was done again.</summary>
    public sealed record Repeated(string? Answer) : EngineResult;

    public sealed record NotFound(IncidentId Id) : EngineResult;
}
