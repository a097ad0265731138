namespace IncidentBot.Observability;

/// <summary>One thing that must work before traffic makes sense. Whoever owns the thing brings its check.</summary>
internal interface IReadinessCheck
{
    /// <summary>A word an operator knows it by.</summary>
    string Name { get; }

    /// <summary>Looks now. An exception means not ready.</summary>
    Task<Readiness> CheckAsync(CancellationToken cancellationToken);
}

/// <summary>What a check found.</summary>
/// <param name="State">What is, in a few words without anybody's data.</param>
/// <param name="Advice">What to do about it; null when it is ready.</param>
internal sealed record Readiness(bool IsReady, string State, string? Advice)
{
    public static Readiness Ready(string state) => new(true, state, null);

    public static Readiness NotReady(string state, string advice) => new(false, state, advice);
}
