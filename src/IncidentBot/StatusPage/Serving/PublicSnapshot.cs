using System.Collections.Concurrent;
using IncidentBot.StatusPage.Facts;
using NodaTime;

namespace IncidentBot.StatusPage.Serving;

/// <summary>
/// One version of the public data, with the responses built from it. Responses of the present status are always cached, under each known host.
/// Responses of the archive are cached up to a limit, and responses under unknown hosts never: a crawler cannot evict what customers read.
/// </summary>
internal sealed class PublicSnapshot
{
    public const int MostArchiveEntries = 2_000;

    private const long MostBytes = 48 * 1024 * 1024;

    private readonly ConcurrentDictionary<CacheKey, CacheEntry> _entries = new();
    private readonly ConcurrentDictionary<string, Render> _renders;
    private readonly KnownHosts _hosts;
    private readonly Lock _gate = new();
    private Task<IReadOnlySet<long>>? _numbers;
    private long _bytes;

    /// <param name="facts">The public data.</param>
    /// <param name="generation">The number of changes by this process at the time of the read.</param>
    /// <param name="hosts">The host names that responses are cached for.</param>
    public PublicSnapshot(PublicFacts facts, long generation, KnownHosts hosts)
        : this(facts, generation, hosts, new ConcurrentDictionary<string, Render>(StringComparer.Ordinal), staleSince: null)
    {
    }

    private PublicSnapshot(
        PublicFacts facts, long generation, KnownHosts hosts, ConcurrentDictionary<string, Render> renders, Instant? staleSince) =>
        (Facts, Generation, _hosts, _renders, StaleSince) = (facts, generation, hosts, renders, staleSince);

    private PublicSnapshot(PublicSnapshot before, long generation, Instant? staleSince)
        : this(before.Facts, generation, before._hosts, before._renders, staleSince) => _numbers = before.CompletedNumbers;

    public PublicFacts Facts { get; }

    public long Generation { get; }

    /// <summary>When it was last known to be current, if the page must say so; otherwise null.</summary>
    public Instant? StaleSince { get; }

    /// <summary>The same data, no longer known to be current. Responses are built again, because they must say so.</summary>
    public PublicSnapshot AsStale(Instant staleSince, long generation) => new(this, generation, staleSince);

    /// <summary>The same data, confirmed to be current.</summary>
    public PublicSnapshot Confirmed(long generation) => new(this, generation, staleSince: null);

    public CacheEntry? Find(CacheKey key) => _entries.GetValueOrDefault(key);

    /// <summary>The entry of a response. It is shared with other requests as long as the cache has room.</summary>
    public CacheEntry GetOrAdd(CacheKey key, bool isCurrent)
    {
        if (_entries.TryGetValue(key, out var known))
            return known;
        var hasRoom = isCurrent || (_entries.Count < MostArchiveEntries && Interlocked.Read(ref _bytes) < MostBytes);
        return hasRoom && _hosts.TryRegister(key)
            ? _entries.GetOrAdd(key, _ => new CacheEntry(isShared: true))
            : new CacheEntry(isShared: false);
    }

    /// <summary>Stores a response in its entry. Only shared entries count towards the limit.</summary>
    public void Store(CacheEntry entry, CachedAnswer answer)
    {
        var before = entry.Replace(answer);
        if (entry.IsShared)
            Interlocked.Add(ref _bytes, answer.Answer.Length - before);
    }

    /// <summary>Removes the entry of a document that does not exist.</summary>
    public void Remove(CacheKey key)
    {
        if (_entries.TryRemove(key, out var entry))
            Interlocked.Add(ref _bytes, -entry.Length);
    }

    // The loaded data of a document does not depend on the host.
    public Render? FindRender(CacheKey key) => _renders.GetValueOrDefault(key.Document);

    public void StoreRender(CacheKey key, Render render, bool isCurrent)
    {
        if (isCurrent || _renders.Count < MostArchiveEntries)
            _renders[key.Document] = render;
    }

    /// <summary>The numbers of all public incidents, if they were loaded; otherwise null.</summary>
    public IReadOnlySet<long>? LoadedNumbers => CompletedNumbers?.Result;

    private Task<IReadOnlySet<long>>? CompletedNumbers
    {
        get
        {
            lock (_gate)
                return _numbers is { IsCompletedSuccessfully: true } ? _numbers : null;
        }
    }

    /// <summary>The numbers of all public incidents. The first request for an incident outside the facts loads them; a failed load is retried.</summary>
    public Task<IReadOnlySet<long>> NumbersAsync(Func<Task<IReadOnlySet<long>>> read)
    {
        lock (_gate)
            return _numbers = _numbers is null or { IsFaulted: true } or { IsCanceled: true } ? read() : _numbers;
    }
}

/// <summary>The key of a response: the document, and the scheme and host of the request if the response contains absolute links.</summary>
internal readonly record struct CacheKey(string Document, string? Scheme = null, string? Host = null);

/// <summary>Renders the response of a document whose data is loaded.</summary>
internal delegate ValueTask<PublicAnswer> Render(PageContext context);

/// <summary>The cache entry of one response. The first request that finds it empty or outdated builds the response; the others wait.</summary>
/// <param name="isShared">Whether other requests find it too.</param>
internal sealed class CacheEntry(bool isShared)
{
    private volatile CachedAnswer? _cached;

    /// <summary>Held by the request that builds the response.</summary>
    public SemaphoreSlim Building { get; } = new(1, 1);

    public bool IsShared => isShared;

    /// <summary>The size in memory.</summary>
    public int Length => _cached?.Answer.Length ?? 0;

    public PublicAnswer? AnswerAt(Instant now) => _cached is { } answer && now >= answer.From && now < answer.Until ? answer.Answer : null;

    /// <summary>Called only by the request that holds <see cref="Building"/>.</summary>
    /// <returns>The size of the replaced response.</returns>
    public int Replace(CachedAnswer answer)
    {
        var before = Length;
        _cached = answer;
        return before;
    }
}

/// <summary>A response and the period in which its text is correct.</summary>
internal sealed record CachedAnswer(PublicAnswer Answer, Instant From, Instant Until);
