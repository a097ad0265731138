using IncidentBot.SlackEmulator;

namespace IncidentBot.EndToEnd;

/// <summary>The open form helps its author: its text follows the chosen options, and it asks for guidance for customers.</summary>
internal sealed class StatuspageFormTests
{
    [Test]
    public async Task The_text_follows_a_changed_state_until_it_is_edited()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await OpenAsync(world, room);

        await world.Linus.ClickInModalAsync("value", "identified", blockId: "state");
        await world.UntilFormAsync(world.Linus, "We have found the cause");
        await world.Linus.ClickInModalAsync("value", "monitoring", blockId: "state");
        await world.UntilFormAsync(world.Linus, "We have put a fix in place");
        world.Linus.Fill([("What customers read", "Our own words about the API."), ("title", "API errors")]);
        await world.Linus.ClickInModalAsync("value", "identified", blockId: "state");
        await room.SettleAsync(world.Ada);
        var preview = await world.Linus.SubmitAsync([("overrule", "it is a test")]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(preview.Outcome, Is.EqualTo(SubmitOutcome.Pushed), string.Join(';', preview.Errors) + preview.Failure);
            Assert.That(preview.View!.Definition.GetRawText(), Does.Contain("Our own words about the API.").And.Contain("Identified").And.Contain("API errors"));
        }
    }

    [Test, Requirement("R33")]
    public async Task A_picked_symptom_appears_in_a_text_that_is_ready_to_publish()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await OpenAsync(world, room);

        await world.Linus.ClickInModalAsync("value", "Updates fail", blockId: "symptom");
        await world.UntilFormAsync(world.Linus, "We know of a problem with our service: updates fail.");
        var preview = await world.Linus.SubmitAsync([]);

        Assert.That(preview.Outcome, Is.EqualTo(SubmitOutcome.Pushed), string.Join(';', preview.Errors) + preview.Failure);
        Assert.That(preview.View!.Definition.GetRawText(), Does.Contain("updates fail. Our team is working on it now").And.Not.Contain("Must change"));
    }

    [Test, Requirement("R39")]
    public async Task A_workaround_is_published_only_if_it_is_marked_as_safe()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await OpenAsync(world, room);

        var unsafePreview = await world.Linus.SubmitAsync([("workaround", "You can upload by the API.")]);
        await world.Linus.CloseViewAsync();
        var safePreview = await world.Linus.SubmitAsync([("safe", "safe")]);
        await world.Linus.SubmitAsync([]);
        await room.UntilSaidAsync("Customers were told");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(unsafePreview.View!.Definition.GetRawText(), Does.Contain("The workaround is not published").And.Not.Contain("upload by the API"));
            Assert.That(safePreview.View!.Definition.GetRawText(), Does.Contain("In the meantime: You can upload by the API."));
            Assert.That(await world.Http.GetStringAsync("/status"), Does.Contain("upload by the API"));
        }
    }

    [Test, Requirement("R94")]
    public async Task Resolving_asks_for_customer_guidance_and_the_last_text_has_it()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await room.RunAsync(world.Ada, "resolve");
        await world.UntilFormAsync(world.Ada, "What must customers do now?");
        await world.Ada.SubmitAsync([("over", "yes"), ("recur", "yes"), ("guidance", "Sign in again: https://help.example.com/sign-in")]);
        await room.UntilSaidAsync("Customers must: Sign in again");

        await OpenAsync(world, room);
        var form = world.Workspace.OpenView(world.Linus.Id)!.Definition.GetRawText();
        await room.RunAsync(world.Ada, "reopen it is back");
        await room.RunAsync(world.Ada, "resolve confirm");
        await world.Linus.CloseViewAsync();
        await OpenAsync(world, room);

        Assert.That(form, Does.Contain("What you need to do: Sign in again: https://help.example.com/sign-in.").And.Not.Contain("there is nothing you need to do"));
        Assert.That(world.Workspace.OpenView(world.Linus.Id)!.Definition.GetRawText(), Does.Contain("there is nothing you need to do"), "the guidance belongs to one resolution");
    }

    [Test, Requirement("R54"), Requirement("R96")]
    public async Task The_messengers_guide_is_one_command_away()
    {
        await using var world = await World.StartAsync();

        var guide = (await world.Linus.CommandAsync("/incident", "help messenger", World.General)).Everything;

        Assert.That(guide, Does.Contain("What a good update says").And.Contain("in UTC").And.Contain("customer_liaison").And.Contain("aws.amazon.com").And.Contain("status.cloud.google.com").And.Contain("azure.status"));
    }

    private static async Task OpenAsync(World world, Room room)
    {
        await room.RunAsync(world.Linus, "statuspage");
        await world.UntilFormAsync(world.Linus, "What customers read");
    }
}
