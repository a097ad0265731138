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

    private readonly Lock gate = new();
    private readonly Dictionary<(string? Scheme, string Host), long> lastRequested = [];
    private long snapshot;
    private bool hasWarned;

    /// <summary>Counts a new snapshot.</summary>
    public void CountSnapshot() => Interlocked.Increment(ref snapshot);

    /// <summary>Whether responses under this name may be cached. A key without a host always may.</summary>
    public bool TryRegister(CacheKey key)
    {
        if (key.Host is null)
            return true;
        lock (gate)
        {
            // The scheme counts too: a proxy may pass on any scheme a client sends.
            var (name, now) = ((key.Scheme, key.Host), Interlocked.Read(ref snapshot));
            if (!lastRequested.ContainsKey(name) && lastRequested.Count >= Most && !TryRemoveIdle(now))
                return false;
            lastRequested[name] = now;
            return true;
        }
    }

    private bool TryRemoveIdle(long now)
    {
        var (name, requested) = lastRequested.MinBy(known => known.Value);
        if (now - requested > MostIdleSnapshots)
            return lastRequested.Remove(name);
        if (!hasWarned)
            Log.Full(logger, Most);
        hasWarned = true;
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
