using System.Text.Json.Nodes;
using IncidentBot.Configuration;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using IncidentBot.Outbox;
using IncidentBot.ExternalPages;
using IncidentBot.Tests.Subscriptions.Support;
using NodaTime;
using NUnit.Framework;

namespace IncidentBot.Tests.ExternalPages;

/// <summary>What was published on a page at Atlassian and turned out wrong, or belongs into the past.</summary>
internal sealed class AtlassianCorrectionTests
{
    private AtlassianServer _there = null!;

    [SetUp]
    public async Task Start() => _there = await AtlassianServer.StartAsync();

    [TearDown]
    public async Task Stop() => await _there.DisposeAsync();

    [Test]
    public async Task The_words_there_are_replaced_and_say_that_they_were_and_their_readers_hear_of_it()
    {
        await using var world = await _there.OpenWorldAsync();
        var incident = await PublishTwoAsync(world);

        await world.CorrectAsync(incident, 1, "In the EU only.");
        await world.PatientlyAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Bodies()[0], Does.Match(@"^In the EU only\.\n\nCorrected at (\d+ \w+ \d{4}, )?\d\d:\d\d UTC\.$"));
            Assert.That(Bodies()[1], Is.EqualTo("Second"));
            Assert.That(_there.ToldOfCorrection, Has.Count.EqualTo(1));
            Assert.That(_there.Components["theirapi"], Is.EqualTo("degraded_performance"), "a correction touches no component");
            Assert.That(_there.Requests.TakeLast(2).Select(request => request.Split(' ')[0]), Is.EqualTo(new[] { "GET", "PATCH" }));
        }
    }

    [Test]
    public async Task A_typo_is_mended_there_and_nobody_hears_of_it()
    {
        await using var world = await _there.OpenWorldAsync();
        var incident = await PublishTwoAsync(world);

        await world.CorrectAsync(incident, 2, "Second, spelt right", tells: false);
        await world.PatientlyAsync();

        Assert.That((Bodies()[1].Split('\n')[0], _there.ToldOfCorrection.Count), Is.EqualTo(("Second, spelt right", 0)));
    }

    [Test]
    public async Task A_word_to_its_readers_is_not_lost_when_a_typo_before_it_brings_its_words()
    {
        await using var world = await _there.OpenWorldAsync();
        var incident = await PublishTwoAsync(world);
        _there.WhileLooking = () => world.CorrectAsync(incident, 2, "In the EU only.");

        await world.CorrectAsync(incident, 2, "Second, spelt right", tells: false);
        await world.PatientlyAsync();

        Assert.That((Bodies()[1].Split('\n')[0], _there.ToldOfCorrection.Count), Is.EqualTo(("In the EU only.", 1)));
    }

    [Test]
    public async Task A_merge_into_an_incident_that_is_not_public_does_not_read_like_an_all_clear()
    {
        await using var world = await _there.OpenWorldAsync();
        var incident = await PublishTwoAsync(world);

        await world.MergeAsync(incident, await world.DeclareAsync());
        await world.PatientlyAsync();

        Assert.That(Bodies()[2], Does.Contain("we are still working on it"));
    }

    [TestCase(AtlassianFault.LosesAnswer)]
    [TestCase(AtlassianFault.FailsAfterEffect)]
    [TestCase(AtlassianFault.Fails)]
    [TestCase(AtlassianFault.SlowDown)]
    public async Task Whatever_goes_wrong_its_readers_hear_of_a_correction_once(AtlassianFault fault)
    {
        await using var world = await _there.OpenWorldAsync();
        var incident = await PublishTwoAsync(world);
        _there.Faults.Enqueue(AtlassianFault.None);
        _there.Faults.Enqueue(fault);

        await world.CorrectAsync(incident, 1, "In the EU only.");
        await world.PatientlyAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Bodies()[0], Does.StartWith("In the EU only."));
            Assert.That(_there.ToldOfCorrection, Has.Count.EqualTo(1));
            Assert.That((await world.RowsAsync()).Where(row => row.Kind == ExternalPageTask.Kind).Select(row => row.State), Is.All.EqualTo(OutboxState.Sent));
        }
    }

    [Test]
    public async Task What_is_corrected_before_it_got_there_comes_with_the_right_words()
    {
        await using var world = await _there.OpenWorldAsync();
        _there.Faults.Enqueue(AtlassianFault.Fails);
        var incident = await world.DeclareAsync();
        await world.PublishAsync(incident, "For everybody.", PublicState.Investigating, "API errors", (SubscribedWorld.Api, ComponentStatus.MajorOutage));

        await world.CorrectAsync(incident, 1, "In the EU only.");
        await world.PatientlyAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Bodies(), Has.Count.EqualTo(1).And.All.StartsWith("In the EU only."));
            Assert.That(_there.ToldOfCorrection, Is.Empty, "nobody there read anything else");
        }
    }

    [Test]
    public async Task An_update_whose_id_is_not_known_is_found_by_its_words()
    {
        await using var world = await _there.OpenWorldAsync();
        var incident = await PublishTwoAsync(world);
        await world.ExecuteAsync("delete from publication_update");

        await world.CorrectAsync(incident, 1, "In the EU only.");
        await world.PatientlyAsync();
        await world.CorrectAsync(incident, 1, "In the EU and the UK.");
        await world.PatientlyAsync();

        Assert.That(Bodies().Select(body => body.Split('\n')[0]), Is.EqualTo(new[] { "In the EU and the UK.", "Second" }));
    }

    [Test]
    public async Task What_cannot_be_found_there_is_told_to_operators()
    {
        await using var world = await _there.OpenWorldAsync();
        var incident = await PublishTwoAsync(world);
        await world.ExecuteAsync("delete from publication_update");
        _there.Rewrite("By hand");

        await world.CorrectAsync(incident, 2, "Second, spelt right");
        await world.PatientlyAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Bodies(), Is.EqualTo(new[] { "First", "By hand" }));
            Assert.That(world.Operators, Has.One.Contains("INC-1: the correction of update 2 is not on the Atlassian page and was given up"));
        }
    }

    [Test]
    public async Task An_incident_that_somebody_deleted_there_has_nothing_to_correct()
    {
        await using var world = await _there.OpenWorldAsync();
        var incident = await PublishTwoAsync(world);
        _there.Delete(_there.Incidents.Single());

        await world.CorrectAsync(incident, 1, "In the EU only.");
        await world.PatientlyAsync();

        Assert.That((_there.Incidents.Count, (await world.RowsAsync())[^1].State, world.Operators.Count), Is.EqualTo((0, OutboxState.Skipped, 0)));
    }

    [Test]
    public async Task An_incident_of_the_past_is_entered_there_as_a_whole_and_nobody_hears_of_it()
    {
        await using var world = await _there.OpenWorldAsync();
        var began = world.Clock.Now - Duration.FromDays(3);
        var incident = await world.BackfillAsync(began, began + Duration.FromHours(1));

        await world.DoAsync(incident, Past("Search was down.", PublicState.Investigating, began));
        await world.PatientlyAsync();
        var first = Bodies();
        await world.DoAsync(incident, Past("Search works again.", PublicState.Resolved, began + Duration.FromHours(1)));
        await world.PatientlyAsync();
        await world.CorrectAsync(incident, 1, "Search was slow.", tells: false);
        await world.PatientlyAsync();

        var there = _there.Incidents.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first, Is.EqualTo(new[] { "Search was down.\n\nAdded afterwards." }));
            Assert.That(Bodies().Single(), Does.Contain("UTC\nSearch was slow.\n\nResolved, ").And.Contain("Search works again.").And.Contain("Added afterwards, corrected at").And.Not.Contain("was down"));
            Assert.That((there["backfilled"]!.GetValue<bool>(), there["status"]!.GetValue<string>(), there["deliver_notifications"]!.GetValue<bool>()), Is.EqualTo((true, "resolved", false)));
            Assert.That(there["backfill_date"]!.GetValue<string>(), Is.EqualTo(began.ToDateTimeUtc().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture)));
            Assert.That(there["component_ids"], Is.Null);
            Assert.That(_there.ToldOfCorrection, Is.Empty);
        }
    }

    [Test]
    public async Task What_is_added_between_updates_that_were_told_as_they_happened_stays_here()
    {
        await using var world = await _there.OpenWorldAsync();
        var incident = await PublishTwoAsync(world);

        await world.DoAsync(incident, Past("Earlier", PublicState.Investigating, world.Clock.Now - Duration.FromHours(1)));
        await world.PatientlyAsync();
        await world.PublishAsync(incident, "Third", PublicState.Monitoring);
        await world.PatientlyAsync();

        Assert.That(Bodies(), Is.EqualTo(new[] { "First", "Second", "Third" }));
        Assert.That(_there.Incidents, Has.Count.EqualTo(1));
    }

    private static IncidentCommand.PublishUpdate Past(string text, PublicState state, Instant saidAt) => new(state, text)
    {
        Title = "Search",
        SaidAt = saidAt,
        Components = new IncidentCommand.PublishUpdate(state, text).Components.SetItem(SubscribedWorld.Api, ComponentStatus.MajorOutage),
    };

    private static async Task<IncidentId> PublishTwoAsync(SubscribedWorld world)
    {
        var incident = await world.DeclareAsync();
        await world.PublishAsync(incident, "First", PublicState.Investigating, "API errors", (SubscribedWorld.Api, ComponentStatus.MajorOutage));
        await world.PublishAsync(incident, "Second", PublicState.Identified, "API errors", (SubscribedWorld.Api, ComponentStatus.DegradedPerformance));
        await world.PatientlyAsync();
        return incident;
    }

    private IReadOnlyList<string> Bodies() => AtlassianServer.Bodies(_there.Incidents.Single());
}
