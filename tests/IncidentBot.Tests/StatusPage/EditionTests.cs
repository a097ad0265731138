using IncidentBot.Core.StatusPage;
using IncidentBot.StatusPage.Facts;
using IncidentBot.StatusPage.Serving;
using NodaTime;
using NUnit.Framework;

namespace IncidentBot.Tests.StatusPage;

/// <summary>Strangers who ask for everything there is, under every name, take nothing away from customers.</summary>
internal sealed class EditionTests
{
    private readonly Edition edition = new(
        new PublicFacts { Version = 1, Since = Instant.MinValue, Incidents = [], Maintenances = [], Holdings = Enumerable.Empty<Holding>().ToLookup(_ => "") }, generation: 0);

    [Test]
    public void What_customers_read_stays_however_much_of_the_past_is_asked_for()
    {
        var front = edition.Open(new AnswerKey("/status"), isPresent: true);

        foreach (var number in Enumerable.Range(1, 3 * Edition.MostOfArchive))
            edition.Open(new AnswerKey($"/status/incidents/{number}"), isPresent: false);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(edition.Find(new AnswerKey("/status")), Is.SameAs(front));
            Assert.That(edition.Find(new AnswerKey("/status/incidents/1")), Is.Not.Null, "there was room");
            Assert.That(edition.Find(new AnswerKey($"/status/incidents/{3 * Edition.MostOfArchive}")), Is.Null, "there was none left");
            Assert.That(edition.Open(new AnswerKey("/status/uptime"), isPresent: true), Is.SameAs(edition.Find(new AnswerKey("/status/uptime"))));
        }
    }

    [Test]
    public void Only_so_many_host_names_are_remembered()
    {
        var ours = edition.Open(new AnswerKey("/history.atom", "https", "status.example.com"), isPresent: true);

        foreach (var number in Enumerable.Range(1, 1_000))
            edition.Open(new AnswerKey("/history.atom", "https", $"evil{number}.example"), isPresent: true);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(edition.Find(new AnswerKey("/history.atom", "https", "status.example.com")), Is.SameAs(ours));
            Assert.That(Enumerable.Range(1, 1_000).Count(number => edition.Find(new AnswerKey("/history.atom", "https", $"evil{number}.example")) is not null), Is.EqualTo(Edition.MostHosts - 1));
        }
    }

    [Test]
    public async Task The_numbers_are_read_once_and_again_only_after_a_failure()
    {
        var asked = 0;
        Task<IReadOnlySet<long>> ReadAsync() => ++asked == 1 ? Task.FromException<IReadOnlySet<long>>(new TimeoutException()) : Task.FromResult<IReadOnlySet<long>>(new HashSet<long> { 7 });

        Assert.That(async () => await edition.NumbersAsync(ReadAsync), Throws.TypeOf<TimeoutException>());
        var known = await edition.NumbersAsync(ReadAsync);
        await edition.NumbersAsync(ReadAsync);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(known, Is.EqualTo(new[] { 7L }));
            Assert.That(asked, Is.EqualTo(2));
        }
    }
}
