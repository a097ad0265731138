namespace IncidentBot.StatusPage.Serving;

/// <summary>
/// The names under which this server is asked, while nobody has configured one. A name that is asked for keeps its place from state to state, however
/// many are invented meanwhile; one that nobody asks for any more makes room. Whoever finds no place is answered, and nothing is kept of it.
/// </summary>
internal sealed partial class KnownHosts(ILogger<KnownHosts> logger)
{
    public const int Most = 16;

    /// <summary>A name keeps its place for so many states in which nobody asks for it: ten minutes, when nothing happens.</summary>
    public const int Rests = 20;

    private readonly Lock gate = new();
    private readonly Dictionary<(string? Scheme, string Host), long> lastAsked = [];
    private long state;
    private bool hasSaid;

    /// <summary>Another state is public from now on.</summary>
    public void Turn() => Interlocked.Increment(ref state);

    /// <summary>Whether answers under this name are kept. What names no host is always known.</summary>
    public bool Knows(CacheKey key)
    {
        if (key.Host is null)
            return true;
        lock (gate)
        {
            // The scheme too may be whatever a proxy was told.
            var (name, now) = ((key.Scheme, key.Host), Interlocked.Read(ref state));
            if (!lastAsked.ContainsKey(name) && lastAsked.Count >= Most && !MakeRoom(now))
                return false;
            lastAsked[name] = now;
            return true;
        }
    }

    private bool MakeRoom(long now)
    {
        var (name, asked) = lastAsked.MinBy(known => known.Value);
        if (now - asked > Rests)
            return lastAsked.Remove(name);
        if (!hasSaid)
            Log.Full(logger, Most);
        hasSaid = true;
        return false;
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "The status page is asked for under more than {Most} names; its data is made anew for each reader under any other. Set StatusPage:Url to its public address, then no name counts")]
        public static partial void Full(ILogger logger, int most);
    }
}
