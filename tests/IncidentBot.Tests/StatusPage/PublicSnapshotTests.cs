using IncidentBot.Core.StatusPage;
using IncidentBot.StatusPage.Facts;
using IncidentBot.StatusPage.Serving;
using Microsoft.Extensions.Logging;
using NodaTime;
using NUnit.Framework;

namespace IncidentBot.Tests.StatusPage;

/// <summary>A crawler of all documents under many host names evicts no response that customers need.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class PublicSnapshotTests
{
    private readonly Warnings log = new();
    private readonly KnownHosts hosts;
    private readonly PublicSnapshot snapshot;

    public PublicSnapshotTests()
    {
        hosts = new KnownHosts(log);
        snapshot = NewSnapshot();
    }

    [Test]
    public void Requests_for_the_past_do_not_evict_the_present()
    {
        var front = snapshot.GetOrAdd(new CacheKey("/status"), isCurrent: true);

        foreach (var number in Enumerable.Range(1, 3 * PublicSnapshot.MostArchiveEntries))
            snapshot.GetOrAdd(new CacheKey($"/status/incidents/{number}"), isCurrent: false);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(snapshot.Find(new CacheKey("/status")), Is.SameAs(front));
            Assert.That(snapshot.Find(new CacheKey("/status/incidents/1")), Is.Not.Null, "there was room for it");
            Assert.That(snapshot.Find(new CacheKey($"/status/incidents/{3 * PublicSnapshot.MostArchiveEntries}")), Is.Null, "there was no room for it");
            Assert.That(snapshot.GetOrAdd(new CacheKey("/status/uptime"), isCurrent: true), Is.SameAs(snapshot.Find(new CacheKey("/status/uptime"))));
        }
    }

    [Test]
    public void Host_names_are_limited_and_one_warning_says_what_to_do()
    {
        var ours = snapshot.GetOrAdd(Feed("status.example.com"), isCurrent: true);

        foreach (var number in Enumerable.Range(1, 1_000))
        {
            snapshot.GetOrAdd(Feed($"evil{number}.example"), isCurrent: true);
            snapshot.GetOrAdd(Feed("status.example.com") with { Scheme = $"x{number}" }, isCurrent: true);
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(snapshot.Find(Feed("status.example.com")), Is.SameAs(ours));
            Assert.That(
                Enumerable.Range(1, 1_000).SelectMany(number => new[] { Feed($"evil{number}.example"), Feed("status.example.com") with { Scheme = $"x{number}" } }).Count(key => snapshot.Find(key) is not null),
                Is.EqualTo(KnownHosts.Most - 1));
            Assert.That(log.Said, Has.One.Contains("Set StatusPage:Url"));
        }
    }

    [Test]
    public void A_used_host_name_keeps_its_place_and_an_unused_one_loses_it()
    {
        snapshot.GetOrAdd(Feed("status.example.com"), isCurrent: true);
        var found = new List<bool>();

        foreach (var state in Enumerable.Range(1, 3 * KnownHosts.MostIdleSnapshots))
        {
            hosts.CountSnapshot();
            var next = NewSnapshot();
            foreach (var number in Enumerable.Range(1, 2 * KnownHosts.Most))
                next.GetOrAdd(Feed($"evil{state}-{number}.example"), isCurrent: true);
            next.GetOrAdd(Feed("status.example.com"), isCurrent: true);
            found.Add(next.Find(Feed("status.example.com")) is not null);
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(found, Has.All.True);
            Assert.That(hosts.TryRegister(Feed("evil1-1.example")), Is.False, "other names have its former place now");
        }
    }

    [Test]
    public void A_private_response_takes_no_room_and_a_renewed_one_takes_it_once()
    {
        var mebibyte = new CachedAnswer(new PublicAnswer(new byte[1024 * 1024], "text/plain"), Instant.MinValue, Instant.MaxValue);
        foreach (var number in Enumerable.Range(1, 100))
            snapshot.Store(snapshot.GetOrAdd(Feed($"evil{number}.example"), isCurrent: true), mebibyte);
        foreach (var _ in Enumerable.Range(1, 100))
            snapshot.Store(snapshot.GetOrAdd(new CacheKey("/status"), isCurrent: true), mebibyte);

        foreach (var number in Enumerable.Range(1, 100))
            snapshot.Store(snapshot.GetOrAdd(Old(number), isCurrent: false), mebibyte);

        Assert.That(Enumerable.Range(1, 100).Count(number => snapshot.Find(Old(number)) is not null), Is.EqualTo(48 - KnownHosts.Most - 1));
    }

    [Test]
    public void The_data_of_a_document_is_stored_once_for_all_host_names()
    {
        Render render = _ => throw new InvalidOperationException("Nobody renders it here.");

        snapshot.StoreRender(Feed("status.example.com"), render, isCurrent: true);

        Assert.That(snapshot.FindRender(Feed("evil.example")), Is.SameAs(render));
    }

    [Test]
    public async Task The_numbers_are_read_once_and_again_only_after_a_failure()
    {
        var asked = 0;
        Task<IReadOnlySet<long>> ReadAsync() => ++asked == 1 ? Task.FromException<IReadOnlySet<long>>(new TimeoutException()) : Task.FromResult<IReadOnlySet<long>>(new HashSet<long> { 7 });

        Assert.That(async () => await snapshot.NumbersAsync(ReadAsync), Throws.TypeOf<TimeoutException>());
        var known = await snapshot.NumbersAsync(ReadAsync);
        await snapshot.NumbersAsync(ReadAsync);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(known, Is.EqualTo(new[] { 7L }));
            Assert.That(asked, Is.EqualTo(2));
        }
    }

    private PublicSnapshot NewSnapshot() => new(
        new PublicFacts { Version = 1, Since = Instant.MinValue, Incidents = [], Maintenances = [], StatusIntervals = Enumerable.Empty<StatusInterval>().ToLookup(_ => "") }, generation: 0, hosts);

    private static CacheKey Feed(string host) => new("/history.atom", "https", host);

    private static CacheKey Old(int number) => new($"/status/incidents/{number}");

    private sealed class Warnings : ILogger<KnownHosts>
    {
        public List<string> Said { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Said.Add(formatter(state, exception));
    }
}
