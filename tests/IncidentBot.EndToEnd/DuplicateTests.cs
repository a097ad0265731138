using System.Globalization;
using System.Text.Json.Nodes;
using IncidentBot.Core.Incidents;
using IncidentBot.Incidents;
using IncidentBot.SlackEmulator;
using IncidentBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentBot.EndToEnd;

/// <summary>Repeated deliveries, to the same replica and to two: resent by Slack, or clicked twice by a person.</summary>
[TestFixture(1)]
[TestFixture(2)]
internal sealed class DuplicateTests(int replicas)
{
    [Test]
    public async Task A_redelivery_by_Slack_has_one_effect_and_the_same_answer()
    {
        await using var world = await World.StartReplicatedAsync(replicas);
        world.Balancer!.Again = true;
        world.Move(ToMidMinute(world));

        var room = await world.DeclareAsync();
        await room.RunAsync(world.Grace, "note looked at the graphs");
        await world.OpenDeclareFormAsync(world.Ada);
        var submitted = await world.Ada.SubmitAsync([("title", "declared by form")]);
        await room.ClickHeadlineAsync(world.Grace, "incident_take_lead");
        await room.ClickHeadlineAsync(world.Grace, "incident_ask_support");
        await world.QuietAsync();
        var heard = world.EphemeralsTo(world.Grace).Select(message => message.Ts).ToList();
        await room.ClickHeadlineAsync(world.Grace, "incident_recap");
        await world.Linus.JoinAsync(room.Id);
        await world.UntilAsync(() => world.RoomNames().Count == 2, "both rooms");
        await world.QuietAsync();

        var story = await EventsAsync(world, 1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(submitted.Outcome, Is.EqualTo(SubmitOutcome.Updated), submitted.Failure);
            Assert.That(world.Balancer.AnswersOfAll, Has.Count.GreaterThanOrEqualTo(7));
            Assert.That(world.Balancer.AnswersOfAll, Has.All.Matches<IReadOnlyList<string>>(answers => answers is [var one, var other] && one == other));
            Assert.That(world.RoomNames(), Has.Count.EqualTo(2));
            Assert.That(world.Workspace.TopLevel(World.Incidents), Has.Count.EqualTo(2));
            Assert.That(story.OfType<IncidentEvent.NoteAdded>().Count(), Is.EqualTo(1));
            Assert.That(story.OfType<IncidentEvent.LeadAssigned>().Count(), Is.EqualTo(1));
            Assert.That(story.OfType<IncidentEvent.SupportAsked>().Count(), Is.EqualTo(1));
            Assert.That(world.EphemeralsTo(world.Linus), Has.Count.EqualTo(1), "one recap");
            Assert.That(world.EphemeralsTo(world.Grace).Where(message => heard.Contains(message.Ts)).Select(message => message.Text), Is.Unique);
            Assert.That(world.EphemeralsTo(world.Grace), Has.Count.EqualTo(heard.Count + 1), "one more recap");
        }
    }

    [Test]
    public async Task An_event_that_Slack_sends_four_times_is_handled_once()
    {
        await using var world = await World.StartReplicatedAsync(replicas);
        var room = await world.DeclareAsync();
        await world.QuietAsync();
        var raw = new RawSlack(world);
        var body = raw.Event("Ev42", new JsonObject { ["type"] = "member_joined_channel", ["user"] = world.Linus.Id, ["channel"] = room.Id, ["channel_type"] = "C" });

        for (var retry = 0; retry <= 3; retry++)
        {
            var request = raw.Requests.Signed(raw.Url("/slack/event"), body, SlackRequests.JsonType, raw.Now);
            if (retry > 0)
            {
                request.Headers.Add("x-slack-retry-num", retry.ToString(CultureInfo.InvariantCulture));
                request.Headers.Add("x-slack-retry-reason", "http_timeout");
            }

            Assert.That(await raw.SendAsync(request), Is.EqualTo((200, "")));
        }

        await world.EphemeralAsync(world.Linus, "Summary");
        await world.QuietAsync();
        Assert.That(world.EphemeralsTo(world.Linus), Has.Count.EqualTo(1));
    }

    [TestCase("incident_take_lead", "has the lead already", "LeadAssigned")]
    [TestCase("incident_ask_support", "I am asking support", "SupportAsked")]
    public async Task A_button_clicked_twice_in_a_moment_has_one_effect(string button, string answer, string effect)
    {
        await using var world = await World.StartReplicatedAsync(replicas);
        var room = await world.DeclareAsync();
        var ts = room.Headline.Ts;
        world.Move(ToMidMinute(world));

        var clicks = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.Grace.ClickAsync(room.Id, ts, button)));
        await world.EphemeralAsync(world.Grace, answer);
        await world.QuietAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(clicks.Select(click => click.Ok), Has.All.True);
            Assert.That((await EventsAsync(world, 1)).Count(happened => happened.GetType().Name == effect), Is.EqualTo(1));
            Assert.That(world.EphemeralsTo(world.Grace).Count(message => message.Text.Contains("went wrong", StringComparison.Ordinal)), Is.Zero);
        }
    }

    [TestCase("incident_snooze", "start again at", "Snoozed")]
    [TestCase("incident_extend", "update by", "NextUpdatePromised")]
    public async Task A_nudges_button_clicked_twice_in_a_moment_has_one_effect(string button, string answer, string effect)
    {
        await using var world = await World.StartReplicatedAsync(replicas);
        var room = await world.DeclareAsync();
        await room.RunAsync(world.Grace, "lead me");
        await world.QuietAsync();
        await world.MoveAndHearAsync(TimeSpan.FromSeconds(30 * 60 + 5));
        var due = room.Saying(Reminding.DueNow).Single();

        await Task.WhenAll(world.Grace.ClickAsync(room.Id, due.Ts, button), world.Grace.ClickAsync(room.Id, due.Ts, button));
        await world.EphemeralAsync(world.Grace, answer);
        await world.QuietAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((await EventsAsync(world, 1)).Count(happened => happened.GetType().Name == effect), Is.EqualTo(1));
            Assert.That(world.Ephemerals(world.Grace, answer), Has.Count.EqualTo(1));
        }
    }

    [Test]
    public async Task A_declaration_typed_again_after_an_error_makes_a_second_incident_and_explains_the_merge()
    {
        await using var world = await World.StartReplicatedAsync(replicas);
        var first = await world.Ada.CommandAsync("/incident", "declare critical: API  is down", World.General);
        world.Move(TimeSpan.FromSeconds(20));

        var second = await world.Ada.CommandAsync("/incident", "declare critical: API is down", World.General);
        var others = await world.Grace.CommandAsync("/incident", "declare critical: API is down", World.General);
        world.Move(TimeSpan.FromSeconds(125));
        var later = await world.Ada.CommandAsync("/incident", "declare critical: API is down", World.General);
        await world.UntilAsync(() => world.RoomNames().Count == 4, "the rooms");
        var merged = await world.Ada.CommandAsync("/incident", "merge INC-2 INC-1", World.General);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(second.Text, Does.StartWith("Declared *INC-2*").And.Match(@"You declared INC-1 with the same words 2\d s ago\. If both are the same incident: `/incident merge INC-2 INC-1`$"));
            Assert.That(new[] { first.Text, others.Text, later.Text }, Has.All.StartsWith("Declared").And.All.Not.Contain("same words"));
            Assert.That(merged.Text, Does.Contain("INC-2 goes on in INC-1"));
        }
    }

    // Some clicks within one minute count as one: a test must not start at the end of a minute.
    private static TimeSpan ToMidMinute(World world) => TimeSpan.FromSeconds(75 - world.Time.GetUtcNow().Second);

    private static async Task<IReadOnlyList<IncidentEvent>> EventsAsync(World world, long incident) =>
    [
        .. (await world.Services.GetRequiredService<IDatabase>().ReadAsync(
            session => world.Services.GetRequiredService<TimelineStore>().LatestAsync(session, new IncidentId(incident), 1_000), CancellationToken.None)).Select(entry => entry.Event),
    ];
}
