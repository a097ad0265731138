using NodaTime;

namespace IncidentBot.Core.Wording;

/// <summary>What is true of every post of one installation.</summary>
public sealed record WordingContext
{
    /// <summary>What customers call the whole; null when not known.</summary>
    public string? Product { get; init; }

    /// <summary>Where customers turn to: an e-mail or web address; null when there is none.</summary>
    public string? Support { get; init; }

    /// <summary>What customers call the parts.</summary>
    public IReadOnlyList<string> Components { get; init; } = [];

    /// <summary>What customers call the regions.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>How soon the next update should be promised.</summary>
    public Duration Cadence { get; init; } = Duration.FromMinutes(30);

    /// <summary>How late the next update may be promised at most.</summary>
    public Duration Ceiling { get; init; } = Duration.FromMinutes(60);

    /// <summary>How long before planned work its notice must be out.</summary>
    public Duration MaintenanceNotice { get; init; } = Duration.FromDays(7);
}
