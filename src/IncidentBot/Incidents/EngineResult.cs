using IncidentBot.Core.Incidents;

namespace IncidentBot.Incidents;

/// <summary>The result of a command.</summary>
internal abstract record EngineResult
{
    private EngineResult()
    {
    }

    /// <summary>The change is committed with the rows of all reactions.</summary>
    public sealed record Accepted(IncidentChange Change, string? Answer) : EngineResult;

    /// <summary>Nothing changed. <paramref name="Incident"/> is null when it was a declaration.</summary>
    public sealed record Refused(Refusal Why, Incident? Incident) : EngineResult;

    /// <summary>The delivery was processed before; this time it had no effect.</summary>
    public sealed record Repeated(string? Answer) : EngineResult;

    public sealed record NotFound(IncidentId Id) : EngineResult;
}
