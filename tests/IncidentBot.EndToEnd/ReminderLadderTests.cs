using IncidentBot.Core.Reminders;
using IncidentBot.SlackEmulator;

namespace IncidentBot.EndToEnd;

/// <summary>The reminders, their recipients and their times, while no update comes.</summary>
internal sealed class ReminderLadderTests
{
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);

    [Test]
    public async Task The_internal_clock_reminds_the_lead_privately_then_in_the_room_then_both_then_the_people_on_call()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await room.RunAsync(world.Grace, "lead me");
        await room.RunAsync(world.Grace, "messenger @linus");

        world.Move(TimeSpan.FromSeconds(25 * 60 + 5));
        await room.UntilEphemeralAsync(world.Grace, Reminding.HeadsUp);
        var headsUp = world.Ephemerals(world.Grace, Reminding.HeadsUp).Single();
        await world.MoveAndHearAsync(FiveMinutes);
        var due = room.Saying(Reminding.DueNow).Single();
        await world.MoveAndHearAsync(FiveMinutes);
        var second = room.Saying(Reminding.StillNone).Single();
        await world.MoveAndHearAsync(2 * FiveMinutes);
        var page = room.Saying(Reminding.Page).Single();
        await world.MoveAndHearAsync(TimeSpan.FromHours(5));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(headsUp.OnlyFor, Is.EqualTo(world.Grace.Id));
            Assert.That(headsUp.Everything, Does.Contain("Post update").And.Contain("Promise it in 15 min").And.Contain("Snooze 10 min"));
            Assert.That(world.Ephemerals(world.Linus, Reminding.HeadsUp), Is.Empty);
            Assert.That(due.Text, Does.Contain(Mention(world.Grace)).And.Contain("room update").And.Not.Contain(Mention(world.Linus)));
            Assert.That(second.Text, Does.Contain(Mention(world.Grace)).And.Contain(Mention(world.Linus)).And.Contain("*5 min late*"));
            Assert.That(page.Text, Does.Contain(World.OnCallGroup).And.Contain("*15 min late*"));
            Assert.That(room.Saying(Reminding.Page), Has.Count.EqualTo(1));
            Assert.That(world.Ephemerals(world.Grace, Reminding.HeadsUp), Has.Count.EqualTo(1));
        }
    }

    [Test]
    public async Task The_public_clock_reminds_the_messenger()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync("major: API is slow");
        await room.RunAsync(world.Grace, "lead me");
        await room.RunAsync(world.Grace, "messenger @linus");
        await room.RunAsync(world.Grace, "impact yes");
        await room.RunAsync(world.Linus, "next 20m public");

        world.Move(TimeSpan.FromSeconds(15 * 60 + 5));
        await room.UntilEphemeralAsync(world.Linus, Reminding.HeadsUp);
        await world.MoveAndHearAsync(FiveMinutes);
        var due = room.Saying(Reminding.DueNow).Single();
        await world.MoveAndHearAsync(FiveMinutes);
        var second = room.Saying(Reminding.StillNone).Single();
        await world.MoveAndHearAsync(2 * FiveMinutes);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(world.Ephemerals(world.Linus, Reminding.HeadsUp).Single().Everything, Does.Contain("public update").And.Contain("Tell customers"));
            Assert.That(due.Text, Does.Contain(Mention(world.Linus)).And.Contain("public update").And.Not.Contain(Mention(world.Grace)));
            Assert.That(second.Text, Does.Contain(Mention(world.Linus)).And.Contain(Mention(world.Grace)));
            Assert.That(room.Saying(Reminding.Page).Single().Text, Does.Contain(World.OnCallGroup).And.Contain("public update"));
        }
    }

    [Test, Requirement("R29")]
    public async Task Without_a_messenger_the_public_clock_reminds_the_lead()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync("major: API is slow");
        await room.RunAsync(world.Grace, "lead me");
        await room.RunAsync(world.Grace, "impact yes");
        await room.RunAsync(world.Grace, "next 20m public");

        await world.MoveAndHearAsync(TimeSpan.FromSeconds(20 * 60 + 5));

        Assert.That(room.Saying(Reminding.DueNow).Single().Text, Does.Contain(Mention(world.Grace)).And.Contain("public update"));
    }

    [Test]
    public async Task After_five_minutes_without_a_lead_there_is_a_reminder_and_a_new_lead_settles_it()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();

        world.Move(TimeSpan.FromSeconds(5 * 60 + 5));
        var asked = await room.OneSayingAsync("this incident has no lead yet");
        await world.Grace.ClickAsync(room.Id, asked.Ts, "incident_take_lead");
        await room.UntilSaidAsync(Reminding.Done);
        await world.QuietAsync();

        Assert.That(asked.Text, Does.Contain(Mention(world.Ada)).And.Contain("5 min"));
        Assert.That(room.Channel.Find(asked.Ts)!.Everything, Does.Contain(Reminding.Done).And.Not.Contain("incident_take_lead"));
    }

    [Test, Requirement("R80")]
    public async Task A_lead_named_by_another_person_is_asked_to_acknowledge()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await room.RunAsync(world.Ada, "lead @grace");

        world.Move(TimeSpan.FromSeconds(5 * 60 + 5));
        var asked = await room.OneSayingAsync("you were made the lead");
        await world.Grace.ClickAsync(room.Id, asked.Ts, "incident_acknowledge_lead");
        await room.UntilSaidAsync(Reminding.Done);

        Assert.That(asked.Text, Does.Contain(Mention(world.Grace)));
    }

    [Test, Requirement("R32")]
    public async Task With_impact_and_no_public_update_the_reminder_has_a_text_ready()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await room.RunAsync(world.Grace, "lead me");
        await room.RunAsync(world.Grace, "impact yes");

        world.Move(TimeSpan.FromSeconds(5 * 60 + 5));
        var first = await room.OneSayingAsync("have heard nothing");
        await world.MoveAndHearAsync(FiveMinutes);
        var missing = room.Saying("there is no messenger,").Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Text, Does.Contain(Mention(world.Grace)).And.Contain("ready to send").And.Contain("\n>").And.Contain(World.SupportAddress));
            Assert.That(first.Everything, Does.Contain("Tell customers"));
            Assert.That(missing.Text, Does.Contain(Mention(world.Grace)));
            Assert.That(missing.Everything, Does.Contain("Be the messenger"));
        }
    }

    [Test]
    public async Task A_status_page_that_stays_open_after_the_all_clear_has_a_reminder()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await room.RunAsync(world.Grace, "lead me");
        await room.RunAsync(world.Grace, "impact yes");
        await room.RunAsync(world.Grace, "messenger @linus");
        await PublishAsync(world, room, "API requests fail for all customers. We are working on it.", "investigating");
        await room.RunAsync(world.Grace, "resolve confirm rolled back");

        world.Move(TimeSpan.FromSeconds(10 * 60 + 5));
        // The message that it is resolved says "still shows it as open" as well.
        var red = await room.OneSayingAsync("this was resolved 10 min ago");
        await PublishAsync(world, room, "API requests work again since we rolled back a change; you need not do anything. Tell us if you still see errors.", "resolved");
        await room.UntilSaidAsync(Reminding.Done);

        Assert.That(red.Text, Does.Contain(Mention(world.Linus)));
    }

    [Test]
    public async Task A_suspected_incident_without_a_decision_has_one_reminder()
    {
        await using var world = await World.StartAsync();
        var before = world.RoomNames();
        await world.Ada.CommandAsync("/incident", "", World.General);
        await world.UntilFormAsync(world.Ada, "What is broken?");
        await world.Ada.SubmitAsync([("title", "Odd numbers"), ("kind", "suspected")]);
        var room = await world.RoomAfterAsync(before);

        await world.MoveAndHearAsync(TimeSpan.FromSeconds(30 * 60 + 5));
        var asked = room.Saying("is this a real incident?").Single();
        await world.MoveAndHearAsync(TimeSpan.FromHours(3));
        await world.Grace.ClickAsync(room.Id, asked.Ts, "incident_accept");
        await room.UntilSaidAsync(Reminding.Done);

        Assert.That(asked.Text, Does.Contain(Mention(world.Ada)).And.Contain("30 min"));
        Assert.That(room.Saying("is this a real incident?"), Is.Empty);
    }

    [Test]
    public async Task Each_severity_has_its_own_cadence_and_so_has_a_configured_one()
    {
        await using var world = await World.StartAsync(
            "--Severities:Glitch:Rank=4", "--Severities:Glitch:Meaning=Somebody frowned.", "--Reminders:Cadences:Glitch:Internal=2h", "--Reminders:Cadences:Major:Internal=40m");
        var critical = await LedAsync(world, "critical: one");
        var major = await LedAsync(world, "major: two");
        var glitch = await LedAsync(world, "glitch: three");

        await world.MoveAndHearAsync(TimeSpan.FromSeconds(31 * 60));
        var afterHalfAnHour = Heard();
        await world.MoveAndHearAsync(TimeSpan.FromMinutes(10));
        var afterForty = Heard();
        await world.MoveAndHearAsync(TimeSpan.FromMinutes(80));

        Assert.That(afterHalfAnHour, Is.EqualTo((1, 0, 0)));
        Assert.That(afterForty.Item2, Is.EqualTo(1));
        Assert.That(glitch.Saying(Reminding.DueNow).Concat(glitch.Saying("min late")).ToList(), Has.Count.EqualTo(1));

        (int, int, int) Heard() => (critical.Saying(Reminding.Due).Count, major.Saying(Reminding.Due).Count, glitch.Saying(Reminding.Due).Count);
    }

    [Test]
    public async Task A_ladder_of_seconds_runs_in_real_time()
    {
        await using var world = await World.StartAsync(
            "--Reminders:Cadences:Critical:Internal=3s", "--Reminders:HeadsUp=1s", "--Reminders:SecondWord=2s", "--Reminders:Page=4s");
        var room = await world.DeclareAsync();

        await room.UntilSaidAsync(Reminding.Page);
        await world.QuietAsync();

        var moments = (await world.MomentsAsync()).Where(moment => moment.Kind <= ReminderKind.Page).ToList();
        Assert.That(moments, Is.EqualTo(new[] { ReminderKind.HeadsUp, ReminderKind.Due, ReminderKind.Repeated, ReminderKind.Page }.Select(kind => (kind, "spoken"))));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(world.Ephemerals(world.Ada, Reminding.HeadsUp), Has.Count.LessThanOrEqualTo(1));
            Assert.That(room.Saying(Reminding.DueNow).Except(room.Saying(Reminding.StillNone)).ToList(), Has.Count.LessThanOrEqualTo(1));
            Assert.That(room.Saying(Reminding.StillNone), Has.Count.LessThanOrEqualTo(1));
            Assert.That(room.Saying(Reminding.Page), Has.Count.EqualTo(1));
        }
    }

    private static async Task<Room> LedAsync(World world, string title)
    {
        var room = await world.DeclareAsync(title);
        await room.RunAsync(world.Grace, "lead me");
        return room;
    }

    private static async Task PublishAsync(World world, Room room, string text, string state)
    {
        await room.RunAsync(world.Linus, "statuspage");
        await world.UntilFormAsync(world.Linus, "What customers read");
        var preview = await world.Linus.SubmitAsync([("text", text), ("title", "API unavailable"), ("state", state)]);
        Assert.That(preview.Outcome, Is.EqualTo(SubmitOutcome.Pushed), string.Join(';', preview.Errors) + preview.Failure);
        await world.Linus.SubmitAsync([]);
    }

    private static string Mention(SlackPerson person) => $"<@{person.Id}>";
}
