using IncidentBot.Observability;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NodaTime;

namespace IncidentBot.StatusPage.StaticMirror;

/// <summary>The state of the static copy. A failed copy is reported, but the server stays ready: it still serves the page.</summary>
internal sealed class MirrorState(Clock clock) : IHealthCheck
{
    private readonly Instant _since = clock.Now;
    private volatile Outcome _last = new(null, null);

    /// <summary>The age of the copy in seconds; counted from the start if none was written.</summary>
    public double Age => Math.Max(0, (clock.Now - (_last.SucceededAt ?? _since)).TotalSeconds);

    public void Succeeded(Instant at) => _last = new Outcome(at, null);

    /// <param name="problem">The reason, without personal data.</param>
    public void Failed(string problem) => _last = _last with { Problem = problem };

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        var (at, problem) = (_last.SucceededAt, _last.Problem);
        return Task.FromResult(problem is null
            ? Readiness.Ready(at is null ? "not written yet" : $"written {at.Value.DateAndTime()}")
            : Readiness.ReadyBut($"the last attempt failed: {problem}", "The page itself works. See the log, then StatusPage:Copy in docs/status-page.md."));
    }

    private sealed record Outcome(Instant? SucceededAt, string? Problem);
}
