using NodaTime;

namespace IncidentBot.Core.StatusPage;

/// <summary>What is known when a public update is drafted. Everything but the moment may be unknown.</summary>
/// <param name="Now">The moment of drafting; tells which times need their date, and ends the story of a resolved incident.</param>
public sealed record PublicTemplateContext(Instant Now)
{
    /// <summary>What customers call the affected parts, in page order.</summary>
    public IReadOnlyList<string> Components { get; init; } = [];

    /// <summary>What customers notice, as words after a colon: <c>requests are slow</c>. Null when not known.</summary>
    public string? Symptom { get; init; }

    /// <summary>Where customers reach support; null when none is configured.</summary>
    public string? SupportAddress { get; init; }

    /// <summary>The promised next update; null leaves that sentence to <see cref="PublicText.Complete"/>.</summary>
    public Instant? NextUpdateBy { get; init; }

    /// <summary>When customers began to notice; null when not known.</summary>
    public Instant? StartedAt { get; init; }

    /// <summary>What customers must do once it is over, a step or a link, as a sentence of its own. Null when they need not do anything (R94).</summary>
    public string? Guidance { get; init; }

    /// <summary>Customers have heard nothing of this incident yet.</summary>
    public bool IsFirst { get; init; }
}
