namespace IncidentBot.EndToEnd;

internal sealed class ChangesTests
{
    [Test]
    public async Task A_changed_severity_appears_in_room_headline_topic_and_announcement()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync("critical: API is down");

        var receipt = await room.RunAsync(world.Grace, "severity MAJOR");

        await room.UntilSaidAsync("changed the severity from Critical to *Major*");
        await room.UntilHeadlineSaysAsync(": Major, investigating");
        await world.UntilAsync(() => room.Channel.Topic.StartsWith("Major, investigating", StringComparison.Ordinal), "the severity in the topic");
        await world.UntilAsync(() => world.Workspace.TopLevel(World.Incidents).Single().Everything.Contains("Major, investigating", StringComparison.Ordinal), "the severity in the announcement");
        Assert.That(receipt, Does.Contain("INC-1 is Major now."));
    }

    [Test]
    public async Task A_new_title_changes_headline_topic_and_announcement_and_keeps_the_room_s_name()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync("critical: API is down");

        var receipt = await room.RunAsync(world.Grace, "rename Checkout fails & <!channel> for cards");

        await room.UntilHeadlineSaysAsync("Checkout fails &amp; &lt;!channel&gt; for cards");
        await world.UntilAsync(() => room.Channel.Topic.Contains("Checkout fails", StringComparison.Ordinal), "the title in the topic");
        await world.UntilAsync(() => world.Workspace.TopLevel(World.Incidents).Single().Everything.Contains("Checkout fails", StringComparison.Ordinal), "the title in the announcement");
        Assert.That(receipt, Does.Contain("The title is now: Checkout fails &amp; "));
        Assert.That(room.Channel.Name, Is.EqualTo("inc-1-api-is-down"));
    }

    [Test]
    public async Task Customer_impact_starts_and_stops_the_public_clock()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();

        var yes = await room.RunAsync(world.Grace, "impact yes");
        await room.UntilHeadlineSaysAsync("Next public update");
        var no = await room.RunAsync(world.Grace, "impact no");
        await world.UntilAsync(() => !room.Headline.Everything.Contains("Next public update", StringComparison.Ordinal), "no public clock in the headline");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(yes, Does.Contain("Noted: customers notice."));
            Assert.That(no, Does.Contain("Noted: customers do not notice."));
            Assert.That(await room.RunAsync(world.Grace, "impact no"), Does.Contain("says already that customers do not notice"));
        }
    }

    [Test]
    public async Task A_snooze_delays_reminders_and_keeps_the_promise()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await room.RunAsync(world.Grace, "lead me");

        var receipt = await room.RunAsync(world.Grace, "snooze 40m");
        world.Move(TimeSpan.FromMinutes(35));
        await room.RunAsync(world.Grace, "note still looking");
        Assert.That(room.CountSaying(":alarm_clock:"), Is.Zero);

        world.Move(TimeSpan.FromMinutes(6));
        await room.UntilSaidAsync(":alarm_clock:");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(receipt, Does.Contain("Reminders for the room update start again at").And.Contain("The promise stays."));
            Assert.That(room.Words, Does.Contain("is *11 min late*"));
            Assert.That(await room.RunAsync(world.Ada, "timeline"), Does.Contain("reminders for 40 min"));
        }
    }

    [Test]
    public async Task A_new_promise_replaces_the_old_one_on_the_person_s_own_clock()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await room.RunAsync(world.Grace, "impact yes");
        await room.RunAsync(world.Linus, "messenger me");

        var receipt = await room.RunAsync(world.Linus, "next 20m");

        var recap = await room.RunAsync(world.Ada, "recap");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(receipt, Does.StartWith("Next public update by"));
            Assert.That(recap, Does.Match(@"\*Last room update\* none yet · next due .*\(in (29|30) min\)"));
            Assert.That(recap, Does.Match(@"\*Last public update\* none yet · next due .*\(in (19|20) min\)"));
        }
    }

    [Test]
    public async Task A_promise_for_another_day_names_the_day()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync("major: search is slow nopage: load test");

        var near = await room.RunAsync(world.Grace, "next 30m");
        var far = await room.RunAsync(world.Grace, "next 25h");

        Assert.That(near, Does.Contain("{time}").And.Not.Contain("{date_short_pretty}"));
        Assert.That(far, Does.Contain("{date_short_pretty} {time}"), "a time without a date would be read as the next occurrence");
    }

    [TestCase("severity", "Which severity?")]
    [TestCase("severity huge", "There is no severity \"huge\"")]
    [TestCase("severity minor", "does not need an incident")]
    [TestCase("severity critical", "It is Critical already")]
    [TestCase("rename", "What should it be called?")]
    [TestCase("rename API is down", "It has that title already")]
    [TestCase("impact perhaps", "Type `yes` or `no`")]
    [TestCase("snooze", "For how long?")]
    [TestCase("snooze soon", "For how long?")]
    [TestCase("snooze 3d", "snoozed for up to a day")]
    [TestCase("next", "When will the next update come?")]
    [TestCase("next 2h public", "no public update is due")]
    [TestCase("next 20m public", "No public update is due")]
    public async Task An_impossible_command_gets_the_possible_ones(string typed, string answer)
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync("critical: API is down");

        Assert.That(await room.RunAsync(world.Grace, typed), Does.Contain(answer).IgnoreCase);
    }

    [Test]
    public async Task Customers_never_wait_longer_than_the_ceiling()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await room.RunAsync(world.Grace, "impact yes");

        Assert.That(await room.RunAsync(world.Grace, "next 90m public"), Does.Contain("Customers never wait longer than 1 h"));
    }

    [Test]
    public async Task Two_people_who_make_the_same_change_at_once_both_get_an_answer()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();

        var answers = await Task.WhenAll(room.RunAsync(world.Ada, "lead @linus"), room.RunAsync(world.Grace, "lead @linus"));

        Assert.That(answers.Count(answer => answer.Contains("leads INC-1", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(answers.Count(answer => answer.Contains("has the lead already", StringComparison.Ordinal)), Is.EqualTo(1));
    }
}
