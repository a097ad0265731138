using IncidentBot.SlackEmulator;

namespace IncidentBot.EndToEnd;

internal sealed class UpdateTests
{
    [Test]
    public async Task A_typed_update_is_posted_with_its_options()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync("major: search is slow");

        var receipt = await room.RunAsync(world.Grace, "update found it, a full disk phase:identified severity:critical next:20m");

        await room.UntilSaidAsync("*Update* by");
        await room.UntilHeadlineSaysAsync("identified");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(receipt, Does.StartWith("Update posted. Next room update by"));
            Assert.That(room.Headline.Everything, Does.Contain("found it, a full disk").And.Contain("Critical"));
            Assert.That(room.Words, Does.Contain($"*Update* by <@{world.Grace.Id}>, now *identified*, now *Critical*").And.Not.Contain("moved it from").And.Not.Contain("phase:identified").And.Not.Contain("next:20m"));
            Assert.That(await room.RunAsync(world.Ada, "recap"), Does.Contain("(in 19 min)").Or.Contain("(in 20 min)"));
        }
    }

    [Test]
    public async Task Options_alone_keep_the_summary()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await room.RunAsync(world.Grace, "update rolled back the deploy");

        await room.RunAsync(world.Grace, "update phase:monitoring");

        await room.UntilHeadlineSaysAsync("monitoring");
        Assert.That(room.Headline.Everything, Does.Contain("rolled back the deploy"));
    }

    [TestCase("update text next:soon", "I cannot read \"soon\" as a time")]
    [TestCase("update text phase:fixed", "\"fixed\" is not a phase")]
    [TestCase("update text phase:resolved", "Give the all-clear with `/incident resolve`")]
    [TestCase("update text severity:huge", "There is no severity \"huge\"")]
    [TestCase("update text severity:minor", "does not need an incident")]
    [TestCase("update \u200b\u200b next:20m", "There is no summary yet")]
    public async Task An_unreadable_update_is_refused_and_not_posted(string typed, string why)
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();

        var answer = await room.RunAsync(world.Grace, typed);

        Assert.That(answer, Does.Contain(why));
        Assert.That(await room.RunAsync(world.Grace, "timeline"), Does.Not.Contain("updated the room"));
    }

    [Test]
    public async Task An_update_without_text_opens_a_form_that_posts()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await OpenAsync(world, room);

        var answer = await world.Grace.SubmitAsync([("text", "Cache is rebuilt"), ("phase", "monitoring"), ("severity", "Major"), ("next", "25m")]);

        await room.UntilSaidAsync("Cache is rebuilt");
        await room.UntilHeadlineSaysAsync("monitoring");
        Assert.That(answer.Outcome, Is.EqualTo(SubmitOutcome.Cleared), answer.Failure);
        Assert.That(await room.RunAsync(world.Ada, "recap"), Does.Contain("*Severity* Major").And.Contain("min)"));
    }

    [Test]
    public async Task An_error_appears_at_its_field_and_can_be_corrected()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await OpenAsync(world, room);

        var blank = await world.Grace.SubmitAsync([("text", "\u200b\u200b")]);
        var time = await world.Grace.SubmitAsync([("text", "Cache is rebuilt"), ("next", "soon")]);
        var mended = await world.Grace.SubmitAsync([("next", "")]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(blank.Errors.Keys, Is.EqualTo(new[] { "text" }));
            Assert.That(time.Errors["next"], Is.EqualTo("I cannot read that as a time. Type for example 20m or 14:30."));
            Assert.That(mended.Outcome, Is.EqualTo(SubmitOutcome.Cleared));
        }
    }

    [Test]
    public async Task A_form_submitted_after_the_incident_closed_is_refused()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await OpenAsync(world, room);
        await room.RunAsync(world.Ada, "resolve confirm");
        await room.RunAsync(world.Ada, "close");

        var late = await world.Grace.SubmitAsync([("text", "Cache is rebuilt")]);

        Assert.That(late.View!.Definition.GetRawText(), Does.Contain("INC-1 is closed. If it is not over: `/incident reopen`"));
    }

    [Test]
    public async Task Without_the_form_the_answer_names_the_command_to_type()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        world.Slack.Faults.Refuse("views.open", "expired_trigger_id");

        var answer = await room.RunAsync(world.Grace, "update");

        Assert.That(answer, Does.Contain("Type it instead: `/incident update your words here`"));
    }

    [Test]
    public async Task Simultaneous_updates_are_all_posted()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();

        await Task.WhenAll(Enumerable.Range(1, 8).Select(number => room.RunAsync(number % 2 == 0 ? world.Ada : world.Grace, $"update word number {number}")));

        await world.UntilAsync(() => room.CountSaying("*Update* by") == 8, "eight updates");
        using (Assert.EnterMultipleScope())
        {
            foreach (var number in Enumerable.Range(1, 8))
                Assert.That(room.Messages.Count(message => message.Text.StartsWith(":memo:", StringComparison.Ordinal) && message.Text.Contains($"word number {number}", StringComparison.Ordinal)), Is.EqualTo(1));
        }
    }

    private static async Task OpenAsync(World world, Room room)
    {
        await room.RunAsync(world.Grace, "update");
        await world.UntilFormAsync(world.Grace, "What is known now");
    }
}
