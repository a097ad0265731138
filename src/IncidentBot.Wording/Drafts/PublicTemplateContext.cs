using NodaTime;

namespace IncidentBot.Wording.Drafts;

/// <summary>The known facts when a public update is drafted. Only the time of drafting is required.</summary>
/// <param name="Now">The time of drafting. It decides which times need a date, and is the end of a resolved incident.</param>
public sealed record PublicTemplateContext(Instant Now)
{
    /// <summary>The public names of the affected components, in page order.</summary>
    public IReadOnlyList<string> Components { get; init; } = [];

    /// <summary>The symptom as the text after a colon: <c>requests are slow</c>. Null when unknown.</summary>
    public string? Symptom { get; init; }

    /// <summary>Where customers reach support; null when not configured.</summary>
    public string? SupportAddress { get; init; }

    /// <summary>The promised next update; null leaves that sentence to <see cref="PublicText.Complete"/>.</summary>
    public Instant? NextUpdateBy { get; init; }

    /// <summary>When the symptom began; null when unknown.</summary>
    public Instant? StartedAt { get; init; }

    /// <summary>What customers must do after the end, a step or a link, as one sentence. Null when nothing.</summary>
    public string? Guidance { get; init; }

    /// <summary>There is no public update of this incident yet.</summary>
    public bool IsFirst { get; init; }
}
