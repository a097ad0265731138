using System.Collections.Concurrent;
using IncidentBot.StatusPage.Facts;
using NodaTime;

namespace IncidentBot.StatusPage.Serving;

/// <summary>
/// One state of what is public, and all answers that were made from it. What the present speaks of is always kept; of the archive, and of the hosts
/// that strangers name, only so much: nobody who walks through all of it takes away what customers read.
/// </summary>
internal sealed class Edition
{
    public const int MostOfArchive = 2_000;

    /// <summary>Under so many names may this server be asked before answers with addresses in them are made for one reader each.</summary>
    public const int MostHosts = 16;

    private const long MostBytes = 48 * 1024 * 1024;

    private readonly ConcurrentDictionary<AnswerKey, Slot> slots = new();
    private readonly ConcurrentDictionary<string, byte> hosts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<AnswerKey, Draw> opened;
    private readonly Lock gate = new();
    private Task<IReadOnlySet<long>>? numbers;
    private long bytes;

    /// <param name="facts">What is public.</param>
    /// <param name="generation">How often this process had changed it by then.</param>
    public Edition(PublicFacts facts, long generation)
        : this(facts, generation, new ConcurrentDictionary<AnswerKey, Draw>(), staleSince: null)
    {
    }

    private Edition(PublicFacts facts, long generation, ConcurrentDictionary<AnswerKey, Draw> opened, Instant? staleSince) =>
        (Facts, Generation, this.opened, StaleSince) = (facts, generation, opened, staleSince);

    public PublicFacts Facts { get; }

    public long Generation { get; }

    /// <summary>When it was last known to be true, if that is too long ago to say nothing of it; else null.</summary>
    public Instant? StaleSince { get; }

    /// <summary>The same words, no longer known to be true. Its answers are made anew, for they must say so.</summary>
    public Edition As(Instant staleSince, long generation) => new(Facts, generation, opened, staleSince);

    /// <summary>The same words, known to be true after all.</summary>
    public Edition Confirmed(long generation) => new(Facts, generation, opened, staleSince: null);

    public Slot? Find(AnswerKey key) => slots.GetValueOrDefault(key);

    /// <summary>The place of an answer: one that others find too, as long as there is room for it.</summary>
    public Slot Open(AnswerKey key, bool isPresent)
    {
        if (slots.TryGetValue(key, out var known))
            return known;
        var isRoom = isPresent || (slots.Count < MostOfArchive && Interlocked.Read(ref bytes) < MostBytes);
        return isRoom && IsHostKnown(key.Host) ? slots.GetOrAdd(key, _ => new Slot()) : new Slot();
    }

    /// <summary>There is nothing to be kept there.</summary>
    public void Close(AnswerKey key) => slots.TryRemove(key, out _);

    public Draw? Opened(AnswerKey key) => opened.GetValueOrDefault(key);

    public void Keep(AnswerKey key, Draw draw, bool isPresent)
    {
        if (isPresent || opened.Count < MostOfArchive)
            opened[key] = draw;
    }

    public void Count(int added) => Interlocked.Add(ref bytes, added);

    /// <summary>The numbers of all public incidents, read when somebody first asks for one that is not at hand; what failed is tried again.</summary>
    public Task<IReadOnlySet<long>> NumbersAsync(Func<Task<IReadOnlySet<long>>> read)
    {
        lock (gate)
            return numbers = numbers is null or { IsFaulted: true } or { IsCanceled: true } ? read() : numbers;
    }

    private bool IsHostKnown(string? host) => host is null || hosts.ContainsKey(host) || (hosts.Count < MostHosts && hosts.TryAdd(host, 0));
}

/// <summary>Whose answer it is: a document, and where the request came to if the answer names that.</summary>
internal readonly record struct AnswerKey(string Document, string? Scheme = null, string? Host = null);

/// <summary>Makes an answer from what its document has read.</summary>
internal delegate ValueTask<PublicAnswer> Draw(Sheet sheet);

/// <summary>The place of one answer. Whoever finds it empty or outdated makes it, and the others wait for that.</summary>
internal sealed class Slot
{
    private volatile KeptAnswer? kept;

    public SemaphoreSlim Making { get; } = new(1, 1);

    public PublicAnswer? AnswerAt(Instant now) => kept is { } answer && now >= answer.From && now < answer.Until ? answer.Answer : null;

    public void Keep(KeptAnswer answer) => kept = answer;
}

/// <summary>An answer and the time in which its words are true.</summary>
internal sealed record KeptAnswer(PublicAnswer Answer, Instant From, Instant Until);
