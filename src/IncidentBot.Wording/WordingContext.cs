using NodaTime;

namespace IncidentBot.Wording;

/// <summary>The context that all posts of one installation share.</summary>
public sealed record WordingContext
{
    /// <summary>The public name of the product; null when unknown.</summary>
    public string? Product { get; init; }

    /// <summary>Where customers reach support, an e-mail address or a URL; null when not configured.</summary>
    public string? Support { get; init; }

    /// <summary>The public names of the components.</summary>
    public IReadOnlyList<string> Components { get; init; } = [];

    /// <summary>The public names of the regions.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>The maximum time to the next update before a warning.</summary>
    public Duration Cadence { get; init; } = Duration.FromMinutes(30);

    /// <summary>The maximum time to the next update before an error.</summary>
    public Duration Ceiling { get; init; } = Duration.FromMinutes(60);

    /// <summary>How long before planned work its notice must be published.</summary>
    public Duration MaintenanceNotice { get; init; } = Duration.FromDays(7);
}
