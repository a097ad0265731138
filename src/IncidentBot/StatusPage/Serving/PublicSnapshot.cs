using System.Collections.Concurrent;
using IncidentBot.StatusPage.Facts;
using NodaTime;

namespace IncidentBot.StatusPage.Serving;

/// <summary>
/// One state of what is public, and all answers that were made from it. What the present speaks of is always kept, under each of the known names; of
/// the archive only so much, and under a name nobody knows nothing: whoever walks through all of it takes away nothing that customers have.
/// </summary>
internal sealed class PublicSnapshot
{
    public const int MostOfArchive = 2_000;

    private const long MostBytes = 48 * 1024 * 1024;

    private readonly ConcurrentDictionary<CacheKey, CacheEntry> entries = new();
    private readonly ConcurrentDictionary<string, Render> opened;
    private readonly KnownHosts hosts;
    private readonly Lock gate = new();
    private Task<IReadOnlySet<long>>? numbers;
    private long bytes;

    /// <param name="facts">What is public.</param>
    /// <param name="generation">How often this process had changed it by then.</param>
    /// <param name="hosts">The names it is asked under.</param>
    public PublicSnapshot(PublicFacts facts, long generation, KnownHosts hosts)
        : this(facts, generation, hosts, new ConcurrentDictionary<string, Render>(StringComparer.Ordinal), staleSince: null)
    {
    }

    private PublicSnapshot(PublicFacts facts, long generation, KnownHosts hosts, ConcurrentDictionary<string, Render> opened, Instant? staleSince) =>
        (Facts, Generation, this.hosts, this.opened, StaleSince) = (facts, generation, hosts, opened, staleSince);

    private PublicSnapshot(PublicSnapshot before, long generation, Instant? staleSince)
        : this(before.Facts, generation, before.hosts, before.opened, staleSince) => numbers = before.ReadNumbers;

    public PublicFacts Facts { get; }

    public long Generation { get; }

    /// <summary>When it was last known to be true, if that is too long ago to say nothing of it; else null.</summary>
    public Instant? StaleSince { get; }

    /// <summary>The same words, no longer known to be true. Its answers are made anew, for they must say so.</summary>
    public PublicSnapshot As(Instant staleSince, long generation) => new(this, generation, staleSince);

    /// <summary>The same words, known to be true after all.</summary>
    public PublicSnapshot Confirmed(long generation) => new(this, generation, staleSince: null);

    public CacheEntry? Find(CacheKey key) => entries.GetValueOrDefault(key);

    /// <summary>The place of an answer: one that others find too, as long as there is room for it.</summary>
    public CacheEntry Open(CacheKey key, bool isPresent)
    {
        if (entries.TryGetValue(key, out var known))
            return known;
        var isRoom = isPresent || (entries.Count < MostOfArchive && Interlocked.Read(ref bytes) < MostBytes);
        return isRoom && hosts.Knows(key) ? entries.GetOrAdd(key, _ => new CacheEntry(isShared: true)) : new CacheEntry(isShared: false);
    }

    /// <summary>Puts an answer in its place. Only what others find there takes room.</summary>
    public void Keep(CacheEntry entry, CachedAnswer answer)
    {
        var before = entry.Keep(answer);
        if (entry.IsShared)
            Interlocked.Add(ref bytes, answer.Answer.Length - before);
    }

    /// <summary>There is nothing to be kept there.</summary>
    public void Close(CacheKey key)
    {
        if (entries.TryRemove(key, out var entry))
            Interlocked.Add(ref bytes, -entry.Length);
    }

    // What a document has read does not depend on the name it is asked under.
    public Render? Opened(CacheKey key) => opened.GetValueOrDefault(key.Document);

    public void Keep(CacheKey key, Render render, bool isPresent)
    {
        if (isPresent || opened.Count < MostOfArchive)
            opened[key.Document] = render;
    }

    /// <summary>The numbers of all public incidents as far as they have been read; null when nobody asked for them.</summary>
    public IReadOnlySet<long>? NumbersAtHand => ReadNumbers?.Result;

    private Task<IReadOnlySet<long>>? ReadNumbers
    {
        get
        {
            lock (gate)
                return numbers is { IsCompletedSuccessfully: true } ? numbers : null;
        }
    }

    /// <summary>The numbers of all public incidents, read when somebody first asks for one that is not at hand; what failed is tried again.</summary>
    public Task<IReadOnlySet<long>> NumbersAsync(Func<Task<IReadOnlySet<long>>> read)
    {
        lock (gate)
            return numbers = numbers is null or { IsFaulted: true } or { IsCanceled: true } ? read() : numbers;
    }
}

/// <summary>Whose answer it is: a document, and where the request came to if the answer names that.</summary>
internal readonly record struct CacheKey(string Document, string? Scheme = null, string? Host = null);

/// <summary>Makes an answer from what its document has read.</summary>
internal delegate ValueTask<PublicAnswer> Render(PageContext context);

/// <summary>The place of one answer. Whoever finds it empty or outdated makes it, and the others wait for that.</summary>
/// <param name="isShared">Whether others find it too.</param>
internal sealed class CacheEntry(bool isShared)
{
    private volatile CachedAnswer? kept;

    public SemaphoreSlim Making { get; } = new(1, 1);

    public bool IsShared => isShared;

    /// <summary>How much it takes in memory.</summary>
    public int Length => kept?.Answer.Length ?? 0;

    public PublicAnswer? AnswerAt(Instant now) => kept is { } answer && now >= answer.From && now < answer.Until ? answer.Answer : null;

    /// <summary>Only by whoever makes it.</summary>
    /// <returns>How much the answer took that was there.</returns>
    public int Keep(CachedAnswer answer)
    {
        var before = Length;
        kept = answer;
        return before;
    }
}

/// <summary>An answer and the time in which its words are true.</summary>
internal sealed record CachedAnswer(PublicAnswer Answer, Instant From, Instant Until);
