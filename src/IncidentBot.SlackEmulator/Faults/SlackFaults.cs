namespace IncidentBot.SlackEmulator;

/// <summary>
/// Injects faults. A method is a name (<c>chat.postMessage</c>, <c>response_url</c>) or a pattern with a star at its end (<c>chat.*</c>, <c>*</c>).
/// The first matching rule that is not used up applies; an outage has precedence over all rules.
/// </summary>
public sealed class SlackFaults(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly List<Rule> _rules = [];
    private TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Fault? _outage;
    private TimeSpan _delay;

    /// <summary>Responds with 500 and an HTML page, without effect.</summary>
    public void FailWith500(string method, int times = 1) => Add(method, new Fault.ServerError(500), times);

    /// <summary>Responds with 429 and Retry-After, without effect.</summary>
    public void RateLimit(string method, TimeSpan retryAfter, int times = 1) => Add(method, new Fault.Limited(retryAfter), times);

    /// <summary>Responds with <c>ratelimited</c> and Retry-After to calls with this channel ID, without effect.</summary>
    public void RateLimitChannel(string channel, string method, TimeSpan retryAfter, int times = 1) =>
        Add(method, new Fault.LimitedChannel(retryAfter), times, channel);

    /// <summary>Leaves the call without response and effect until <see cref="Release"/> or until the caller gives up.</summary>
    public void Hang(string method, int times = 1) => Add(method, new Fault.Hang(), times);

    /// <summary>The call takes effect, then the connection is closed.</summary>
    public void LoseAnswerAfterEffect(string method, int times = 1) => Add(method, new Fault.LoseAnswer(), times);

    /// <summary>The connection is closed before any effect.</summary>
    public void ResetBeforeEffect(string method, int times = 1) => Add(method, new Fault.Reset(), times);

    /// <summary>Responds with one of Slack's error codes, without effect.</summary>
    public void Refuse(string method, string code, int times = 1) => Add(method, new Fault.Refuse(code), times);

    /// <summary>Starts an outage: every connection is closed, or gets this status when one is given.</summary>
    public void Down(int? status = null)
    {
        lock (_gate)
            _outage = status is { } code ? new Fault.ServerError(code) : new Fault.Reset();
    }

    /// <summary>Ends the outage.</summary>
    public void Up()
    {
        lock (_gate)
            _outage = null;
    }

    /// <summary>Delays each call by this duration of the workspace's clock; zero ends the delay.</summary>
    public void Slow(TimeSpan delay)
    {
        lock (_gate)
            _delay = delay;
    }

    /// <summary>Releases the calls without response: each takes effect and gets its response.</summary>
    public void Release()
    {
        lock (_gate)
        {
            _release.SetResult();
            _release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Removes all rules, the outage and the delay.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _rules.Clear();
            _outage = null;
            _delay = TimeSpan.Zero;
        }
    }

    internal Task Delayed(CancellationToken cancellationToken)
    {
        lock (_gate)
            return _delay == TimeSpan.Zero ? Task.CompletedTask : Task.Delay(_delay, clock, cancellationToken);
    }

    internal Task Released(CancellationToken cancellationToken)
    {
        lock (_gate)
            return _release.Task.WaitAsync(cancellationToken);
    }

    internal Fault? Take(string method, string? channel = null)
    {
        lock (_gate)
        {
            if (_outage is not null)
                return _outage;
            var index = _rules.FindIndex(rule => rule.Fits(method, channel));
            if (index < 0)
                return null;
            var rule = _rules[index];
            if (rule.Times == 1)
                _rules.RemoveAt(index);
            else
                _rules[index] = rule with { Times = rule.Times - 1 };
            return rule.Fault;
        }
    }

    private void Add(string method, Fault fault, int times, string? channel = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        lock (_gate)
            _rules.Add(new Rule(method, fault, times, channel));
    }

    private sealed record Rule(string Pattern, Fault Fault, int Times, string? Channel)
    {
        public bool Fits(string method, string? channel) => (Channel is null || Channel == channel) && Fits(method);

        private bool Fits(string method) =>
            Pattern.EndsWith('*') ? method.StartsWith(Pattern[..^1], StringComparison.Ordinal) : method == Pattern;
    }
}
