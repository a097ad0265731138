using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using IncidentBot.Tests.Subscriptions.Support;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NUnit.Framework;

namespace IncidentBot.Tests.Incidents;

/// <summary>What customers were told, as they read it now, and two who correct it at once.</summary>
[TestFixture(SqlDialect.Sqlite)]
[TestFixture(SqlDialect.Postgres)]
internal sealed class PublicUpdateTextTests(SqlDialect dialect)
{
    private readonly TimelineStore _timeline = new();

    [Test]
    public async Task Any_update_is_found_however_many_came_after_it()
    {
        await using var world = await SubscribedWorld.OpenAsync(dialect, pumps: false);
        var incident = await world.DeclareAsync();
        for (var number = 1; number <= 15; number++)
        {
            await world.PublishAsync(incident, $"Words {number}", components: (SubscribedWorld.Api, ComponentStatus.PartialOutage));
            world.Time.Move(TimeSpan.FromMinutes(1));
        }

        await world.CorrectAsync(incident, 2, "Other words.");

        var (second, newest, none) = (await FindAsync(world, incident, 2), await FindAsync(world, incident, null), await FindAsync(world, incident, 16));
        var until = await world.Database.ReadAsync(session => _timeline.PublicUpdatesAsync(session, incident, second!.At, 12), CancellationToken.None);
        var last = await world.Database.ReadAsync(session => _timeline.PublicUpdatesAsync(session, incident, world.Clock.Now, 12), CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((second!.Text, second.CorrectedAt > second.At, second.AddedAt, second.Components[SubscribedWorld.Api]), Is.EqualTo(("Other words.", true, (Instant?)null, ComponentStatus.PartialOutage)));
            Assert.That((newest!.Number, none), Is.EqualTo((15, (PublicUpdateText?)null)));
            Assert.That(until.Select(one => one.Number), Is.EqualTo(new[] { 1, 2 }));
            Assert.That(last.Select(one => one.Number), Is.EqualTo(Enumerable.Range(4, 12)));
        }
    }

    [Test]
    public async Task Of_two_who_correct_the_same_words_the_second_is_told_and_overwrites_nothing()
    {
        await using var world = await SubscribedWorld.OpenAsync(dialect, pumps: false);
        var incident = await world.DeclareAsync();
        await world.PublishAsync(incident, "Wrong words.");
        var engine = world.Services.GetRequiredService<IncidentEngine>();

        var results = await Task.WhenAll(new[] { "Mine.", "Yours." }.Select(text => engine.HandleAsync(
            CommandDelivery.Silent(text), incident, new IncidentCommand.PublishUpdate(PublicState.Investigating, text) { Corrects = new Correction(1, "Wrong words.") }, new PersonId("U0ADA0001"), CancellationToken.None)));

        var now = (await FindAsync(world, incident, 1))!.Text;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(results.OfType<EngineResult.Accepted>().Count(), Is.EqualTo(1));
            Assert.That(results.OfType<EngineResult.Refused>().Single().Why, Is.EqualTo(new Refusal.CorrectedMeanwhile(now)));
            Assert.That(now, Is.AnyOf("Mine.", "Yours."));
        }
    }

    private Task<PublicUpdateText?> FindAsync(SubscribedWorld world, IncidentId incident, int? number) =>
        world.Database.ReadAsync(session => _timeline.PublicUpdateAsync(session, incident, number), CancellationToken.None);
}
