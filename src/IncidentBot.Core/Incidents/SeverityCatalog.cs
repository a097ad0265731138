namespace IncidentBot.Core.Incidents;

/// <summary>The severities of this installation, worst first; never empty, with keys that are unique without regard to case.</summary>
public sealed class SeverityCatalog
{
    private readonly Dictionary<string, Severity> _byKey;

    /// <exception cref="ArgumentException">The list is empty, two severities share a key or a rank, or none uses the workflow.</exception>
    public SeverityCatalog(IEnumerable<Severity> severities)
    {
        All = [.. severities.OrderBy(severity => severity.Rank)];
        _byKey = new Dictionary<string, Severity>(StringComparer.OrdinalIgnoreCase);
        foreach (var severity in All)
        {
            if (!_byKey.TryAdd(severity.Key, severity))
                throw new ArgumentException($"Two severities are called {severity.Key}.", nameof(severities));
        }

        if (All.DistinctBy(severity => severity.Rank).Count() != All.Count)
            throw new ArgumentException("Two severities share a rank.", nameof(severities));
        Workflow = [.. All.Where(severity => severity.UsesWorkflow)];
        if (Workflow.Count == 0)
            throw new ArgumentException("At least one severity must use the incident workflow.", nameof(severities));
    }

    public IReadOnlyList<Severity> All { get; }

    /// <summary>The severities for which an incident can be declared, worst first.</summary>
    public IReadOnlyList<Severity> Workflow { get; }

    /// <summary>The severity of a typed declaration that names none: the mildest one that uses the workflow.</summary>
    public Severity Default => Workflow[^1];

    public Severity? Find(string? key) => key is not null && _byKey.TryGetValue(key.Trim(), out var severity) ? severity : null;

    /// <summary>
    /// The severity of an existing incident. When its key is no longer configured, it keeps that key with the default severity's rules.
    /// </summary>
    public Severity Get(string key) => Find(key) ?? Default with { Key = key };
}
