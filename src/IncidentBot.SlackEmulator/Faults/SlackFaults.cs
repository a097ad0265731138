namespace IncidentBot.SlackEmulator;

/// <summary>
/// Orders trouble. A method is a name (<c>chat.postMessage</c>, <c>response_url</c>) or a pattern with a star at its end (<c>chat.*</c>, <c>*</c>).
/// The first rule that fits and is not used up applies; an outage comes before all rules.
/// </summary>
public sealed class SlackFaults(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly List<Rule> _rules = [];
    private TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Fault? _outage;
    private TimeSpan _delay;

    /// <summary>Answers 500 with a page of HTML, without effect.</summary>
    public void FailWith500(string method, int times = 1) => Add(method, new Fault.ServerError(500), times);

    /// <summary>Answers 429 with Retry-After, without effect.</summary>
    public void RateLimit(string method, TimeSpan retryAfter, int times = 1) => Add(method, new Fault.Limited(retryAfter), times);

    /// <summary>Answers <c>ratelimited</c> with Retry-After to calls that name this channel's id, without effect.</summary>
    public void RateLimitChannel(string channel, string method, TimeSpan retryAfter, int times = 1) =>
        Add(method, new Fault.LimitedChannel(retryAfter), times, channel);

    /// <summary>Leaves the call without answer and without effect until <see cref="Release"/> or until the caller gives up.</summary>
    public void Hang(string method, int times = 1) => Add(method, new Fault.Hang(), times);

    /// <summary>Lets the call take effect, then cuts the connection.</summary>
    public void LoseAnswerAfterEffect(string method, int times = 1) => Add(method, new Fault.LoseAnswer(), times);

    /// <summary>Cuts the connection before any effect.</summary>
    public void ResetBeforeEffect(string method, int times = 1) => Add(method, new Fault.Reset(), times);

    /// <summary>Answers with an error code of Slack's, without effect.</summary>
    public void Refuse(string method, string code, int times = 1) => Add(method, new Fault.Refuse(code), times);

    /// <summary>Slack is gone: every call is cut, or answered with this status when one is given.</summary>
    public void Down(int? status = null)
    {
        lock (_gate)
            _outage = status is { } code ? new Fault.ServerError(code) : new Fault.Reset();
    }

    /// <summary>Slack is back.</summary>
    public void Up()
    {
        lock (_gate)
            _outage = null;
    }

    /// <summary>Delays each call by this much of the workspace's clock; zero ends it.</summary>
    public void Slow(TimeSpan delay)
    {
        lock (_gate)
            _delay = delay;
    }

    /// <summary>Lets the calls that hang go: each then has its effect and is answered.</summary>
    public void Release()
    {
        lock (_gate)
        {
            _release.SetResult();
            _release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Forgets all rules, and is up and quick again.</summary>
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
