using IncidentBot.Observability;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NodaTime;

namespace IncidentBot.StatusPage.StaticMirror;

/// <summary>How the copy stands. A copy that fails takes nobody away from a server that works: it is said, and the server stays ready.</summary>
internal sealed class MirrorState(Clock clock) : IHealthCheck
{
    private readonly Instant since = clock.Now;
    private volatile Outcome last = new(null, null);

    /// <summary>How old the copy is, in seconds; since the start when there has been none.</summary>
    public double Age => Math.Max(0, (clock.Now - (last.SucceededAt ?? since)).TotalSeconds);

    public void Succeeded(Instant at) => last = new Outcome(at, null);

    /// <param name="problem">What went wrong, without anybody's data.</param>
    public void Failed(string problem) => last = last with { Problem = problem };

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        var (at, problem) = (last.SucceededAt, last.Problem);
        return Task.FromResult(problem is null
            ? Readiness.Ready(at is null ? "not written yet" : $"written {at.Value.DateAndTime()}")
            : Readiness.ReadyBut($"the last attempt failed: {problem}", "The page itself works. See the log, then StatusPage:Copy in docs/status-page.md."));
    }

    private sealed record Outcome(Instant? SucceededAt, string? Problem);
}
