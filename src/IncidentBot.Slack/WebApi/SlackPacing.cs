namespace IncidentBot.Slack.WebApi;

/// <summary>The options of the client's own rate limits.</summary>
public sealed record SlackPacingOptions
{
    /// <summary>The minimum interval between two messages in one channel.</summary>
    public TimeSpan MessageInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>False disables all limits except the pauses that Slack requests.</summary>
    public bool Enabled { get; init; } = true;
}

/// <summary>
/// Decides when a call may start: Slack's tiers per method, one message per second and channel, and the pauses that Slack requests.
/// </summary>
/// <remarks>It uses no clock: the current instant is a parameter. It is thread-safe.</remarks>
public sealed class SlackPacing(SlackPacingOptions options)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private const int ManyChannels = 1000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<DateTimeOffset>> _calls = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _methodPauses = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _channelPauses = new(StringComparer.Ordinal);

    /// <summary>Takes a slot for a call, or returns the wait before the next attempt and takes nothing.</summary>
    /// <param name="method">The method's name.</param>
    /// <param name="channel">The channel it writes to; null for others.</param>
    /// <param name="now">The current instant.</param>
    /// <param name="wait">Zero when the call may start.</param>
    public bool TryEnter(string method, string? channel, DateTimeOffset now, out TimeSpan wait)
    {
        var postChannel = MethodTiers.PostsMessage(method) ? channel : null;
        lock (_gate)
        {
            var free = Later(PauseOf(_methodPauses, method), PauseOf(_channelPauses, postChannel), TierFree(method, now));
            if (free > now)
            {
                wait = free - now;
                return false;
            }

            Take(method, postChannel, now);
        }

        wait = TimeSpan.Zero;
        return true;
    }

    /// <summary>Slack requested a pause of this method in the whole workspace.</summary>
    public void PauseMethod(string method, TimeSpan after, DateTimeOffset now)
    {
        lock (_gate)
            _methodPauses[method] = Later(PauseOf(_methodPauses, method), now + after);
    }

    /// <summary>Slack requested a pause of posts to this channel.</summary>
    public void PauseChannel(string channel, TimeSpan after, DateTimeOffset now)
    {
        lock (_gate)
            _channelPauses[channel] = Later(PauseOf(_channelPauses, channel), now + after);
    }

    private DateTimeOffset TierFree(string method, DateTimeOffset now)
    {
        if (!options.Enabled || !_calls.TryGetValue(method, out var calls))
            return DateTimeOffset.MinValue;

        while (calls.TryPeek(out var oldest) && oldest + Window <= now)
            calls.Dequeue();

        return calls.Count < MethodTiers.CallsPerMinute(method) ? DateTimeOffset.MinValue : calls.Peek() + Window;
    }

    private void Take(string method, string? postChannel, DateTimeOffset now)
    {
        if (!options.Enabled)
            return;

        if (!_calls.TryGetValue(method, out var calls))
            _calls[method] = calls = new Queue<DateTimeOffset>();
        calls.Enqueue(now);

        if (postChannel is null)
            return;

        _channelPauses[postChannel] = now + options.MessageInterval;
        if (_channelPauses.Count > ManyChannels)
            Forget(now);
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (channel, until) in _channelPauses)
        {
            if (until <= now)
                _channelPauses.Remove(channel);
        }
    }

    private static DateTimeOffset PauseOf(Dictionary<string, DateTimeOffset> pauses, string? key) =>
        key is not null && pauses.TryGetValue(key, out var until) ? until : DateTimeOffset.MinValue;

    private static DateTimeOffset Later(params ReadOnlySpan<DateTimeOffset> instants)
    {
        var latest = DateTimeOffset.MinValue;
        foreach (var instant in instants)
            latest = instant > latest ? instant : latest;

        return latest;
    }
}
