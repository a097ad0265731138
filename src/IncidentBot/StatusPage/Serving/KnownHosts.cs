namespace IncidentBot.StatusPage.Serving;

/// <summary>
/// The host names that responses are cached for, while no public address is configured. A requested name keeps its slot across snapshots,
/// however many invented names are requested. A name that is no longer requested loses its slot. Other names are answered without caching.
/// </summary>
internal sealed partial class KnownHosts(ILogger<KnownHosts> logger)
{
    public const int Most = 16;

    /// <summary>A name keeps its slot for this many snapshots without a request: ten minutes, when nothing changes.</summary>
    public const int MostIdleSnapshots = 20;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string? Scheme, string Host), long> _lastRequested = [];
    private long _snapshot;
    private bool _hasWarned;

    /// <summary>Counts a new snapshot.</summary>
    public void CountSnapshot() => Interlocked.Increment(ref _snapshot);

    /// <summary>Whether responses under this name may be cached. A key without a host always may.</summary>
    public bool TryRegister(CacheKey key)
    {
        if (key.Host is null)
            return true;
        lock (_gate)
        {
            // The scheme counts too: a proxy may pass on any scheme a client sends.
            var (name, now) = ((key.Scheme, key.Host), Interlocked.Read(ref _snapshot));
            if (!_lastRequested.ContainsKey(name) && _lastRequested.Count >= Most && !TryRemoveIdle(now))
                return false;
            _lastRequested[name] = now;
            return true;
        }
    }

    private bool TryRemoveIdle(long now)
    {
        var (name, requested) = _lastRequested.MinBy(known => known.Value);
        if (now - requested > MostIdleSnapshots)
            return _lastRequested.Remove(name);
        if (!_hasWarned)
            Log.Full(logger, Most);
        _hasWarned = true;
        return false;
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "The status page is requested under more than {Most} host names; responses under other names are not cached. "
                + "Set StatusPage:Url to its public address, then the host name is ignored")]
        public static partial void Full(ILogger logger, int most);
    }
}
