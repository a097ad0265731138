using System.Text.Json;
using IncidentBot.SlackEmulator;

namespace IncidentBot.EndToEnd;

/// <summary>The publish policies.</summary>
internal sealed class PublishPolicyTests
{
    private const string Words = "API requests fail for all customers. We are rolling back a change. Next update in 20 minutes.";
    private const string Approval = "--StatusPage:Publishing:Policy=approval";
    private const string GraceApproves = "--StatusPage:Publishing:Approvers=U0GRACE01";

    [Test, Requirement("R28")]
    public async Task Under_roles_only_lead_and_messenger_get_the_form_and_losing_the_role_stops_the_preview()
    {
        await using var world = await World.StartAsync("--StatusPage:Publishing:Policy=roles");
        var room = await world.DeclareAsync();

        var refused = await room.RunAsync(world.Linus, "statuspage");
        await room.ClickHeadlineAsync(world.Linus, "incident_statuspage");
        await world.EphemeralAsync(world.Linus, "Only the lead and the messenger of this incident write to customers");
        await room.RunAsync(world.Linus, "messenger me");
        await OpenAsync(world, room, world.Linus);
        await world.Linus.SubmitAsync([("text", Words)]);
        await room.RunAsync(world.Ada, "messenger me");
        var late = await world.Linus.SubmitAsync([]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refused, Does.Contain("Only the lead and the messenger").And.Contain("`/incident messenger me`"));
            Assert.That(late.View!.Definition.GetRawText(), Does.Contain("Only the lead and the messenger"));
            Assert.That(await PublishedAsync(world), Is.Empty);
        }
    }

    [Test, Requirement("R28")]
    public async Task Under_group_its_members_publish_and_others_see_whom_to_ask()
    {
        await using var world = await World.StartAsync("--StatusPage:Publishing:Policy=group", $"--StatusPage:Publishing:Group={World.SupportGroup}");
        var room = await world.DeclareAsync();

        var refused = await room.RunAsync(world.Grace, "statuspage");
        await ConfirmAsync(world, room, world.Linus);
        await room.UntilSaidAsync("Customers were told");

        Assert.That(refused, Does.Contain("Only members of <!subteam^S0SUPPORT> write to customers"));
        Assert.That(await PublishedAsync(world), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Without_any_answer_about_the_group_every_author_is_refused()
    {
        await using var world = await World.StartAsync("--StatusPage:Publishing:Policy=group", $"--StatusPage:Publishing:Group={World.SupportGroup}");
        var room = await world.DeclareAsync();
        world.Slack.Faults.RateLimit("usergroups.list", TimeSpan.FromSeconds(30));

        var refused = await room.RunAsync(world.Linus, "statuspage");

        Assert.That(refused, Does.Contain("Slack did not tell me in time who is in the user group"));
    }

    [Test, Requirement("R28")]
    public async Task Under_approval_the_room_gets_the_full_text_and_only_the_named_approver_publishes()
    {
        await using var world = await World.StartAsync(Approval, GraceApproves);
        var room = await world.DeclareAsync();

        var confirmed = await ConfirmAsync(world, room, world.Linus);
        await room.UntilSaidAsync("wants to tell customers");
        var asked = room.Messages.Single(message => message.Text.Contains("wants to tell customers", StringComparison.Ordinal));
        await world.Linus.ClickAsync(room.Id, asked.Ts, "incident_approve");
        await world.EphemeralAsync(world.Linus, "You wrote this update");
        await world.Ada.ClickAsync(room.Id, asked.Ts, "incident_approve");
        await world.EphemeralAsync(world.Ada, "Only <@U0GRACE01> can approve it");
        var before = await PublishedAsync(world);
        await world.Grace.ClickAsync(room.Id, asked.Ts, "incident_approve");
        await room.UntilSaidAsync("Customers were told");
        await room.UntilSaidAsync("Customers have it");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(confirmed.View!.Definition.GetRawText(), Does.Contain("It waits for approval"));
            Assert.That(asked.Everything, Does.Contain("<@U0GRACE01>").And.Contain(Words).And.Contain("Approve").And.Contain("Send back"));
            Assert.That(room.Channel.Members, Does.Contain(world.Grace.Id), "an approver must be a member of the room");
            Assert.That(before, Is.Empty);
            Assert.That(await PublishedAsync(world), Has.Count.EqualTo(1));
            Assert.That(room.Words, Does.Contain("approved by <@U0GRACE01>"));
            Assert.That(room.CountSaying("wants to tell customers"), Is.Zero, "the request is edited into its answer");
        }
    }

    [Test]
    public async Task Two_simultaneous_approvals_publish_once()
    {
        await using var world = await World.StartAsync(Approval);
        var room = await world.DeclareAsync();
        await ConfirmAsync(world, room, world.Linus);
        await room.UntilSaidAsync("wants to tell customers");
        var asked = room.Messages.Single(message => message.Text.Contains("wants to tell customers", StringComparison.Ordinal));

        await Task.WhenAll(
            world.Grace.ClickAsync(room.Id, asked.Ts, "incident_approve"), world.Ada.ClickAsync(room.Id, asked.Ts, "incident_approve"), world.Grace.ClickAsync(room.Id, asked.Ts, "incident_approve"));
        await room.UntilSaidAsync("Customers were told");
        await room.SettleAsync(world.Ada);

        Assert.That(await PublishedAsync(world), Has.Count.EqualTo(1));
        Assert.That(room.CountSaying("Customers were told"), Is.EqualTo(1));
    }

    [Test]
    public async Task An_update_that_is_sent_back_returns_to_its_author_with_reason_and_text()
    {
        await using var world = await World.StartAsync(Approval, GraceApproves);
        var room = await world.DeclareAsync();
        await ConfirmAsync(world, room, world.Linus);
        await world.Linus.CloseViewAsync(all: true);
        await room.UntilSaidAsync("wants to tell customers");
        var asked = room.Messages.Single(message => message.Text.Contains("wants to tell customers", StringComparison.Ordinal));

        await world.Grace.ClickAsync(room.Id, asked.Ts, "incident_send_back");
        await world.UntilFormAsync(world.Grace, "What should change?");
        var sent = await world.Grace.SubmitAsync([("why", "The EU too <!channel>")]);
        await world.ClickEphemeralAsync(world.Linus, "sent your public update of INC-1 back: The EU too", "incident_rewrite");
        await world.UntilFormAsync(world.Linus, "We are rolling back a change.");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(sent.Outcome, Is.EqualTo(SubmitOutcome.Cleared));
            Assert.That(await PublishedAsync(world), Is.Empty);
            Assert.That(room.Words, Does.Contain("sent <@U0LINUS01>'s public update back: The EU too").And.Not.Contain("<!channel>"));
        }
    }

    [Test]
    public async Task A_waiting_update_survives_a_restart_and_has_reminders_like_its_promise()
    {
        await using var world = await World.StartAsync(Approval, GraceApproves);
        var room = await world.DeclareAsync();
        await room.RunAsync(world.Linus, "messenger me");
        await ConfirmAsync(world, room, world.Linus);
        await room.UntilSaidAsync("wants to tell customers");

        await world.StopBotAsync();
        await world.StartBotAsync();
        world.Move(TimeSpan.FromMinutes(6));
        await room.UntilSaidAsync("a public update has waited");
        world.Move(TimeSpan.FromMinutes(27));
        await room.UntilSaidAsync("waits for approval: <@U0GRACE01> can approve it");
        var approved = await room.RunAsync(world.Grace, "statuspage approve");
        var reminder = room.Messages.Single(message => message.Text.Contains("a public update has waited", StringComparison.Ordinal));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(reminder.Everything, Does.Contain("<@U0GRACE01>").And.Contain("We are rolling back").And.Contain("incident_approve"));
            Assert.That(approved, Does.Contain("It promises the next update by").And.Contain("Send it back"), "a past promise is not published");
            Assert.That(await PublishedAsync(world), Is.Empty);
        }
    }

    [Test]
    public async Task A_newer_update_replaces_a_waiting_one_and_both_authors_are_notified()
    {
        await using var world = await World.StartAsync(Approval, "--StatusPage:Publishing:Approvers=U0ADA0001");
        var room = await world.DeclareAsync();
        await ConfirmAsync(world, room, world.Linus);
        await room.UntilSaidAsync("wants to tell customers");

        await ConfirmAsync(world, room, world.Grace);
        await world.EphemeralAsync(world.Linus, "<@U0GRACE01> wrote a newer one");
        await room.UntilSaidAsync("a newer one took its place");
        await room.UntilHeadlineSaysAsync("a public update by <@U0GRACE01>");
        await room.RunAsync(world.Ada, "statuspage approve");
        await room.UntilSaidAsync("Customers were told");

        Assert.That(await PublishedAsync(world), Has.Count.EqualTo(1));
        Assert.That(room.Words, Does.Contain("*Customers were told* by <@U0GRACE01>, approved by <@U0ADA0001>"));
    }

    [Test]
    public async Task An_update_that_the_all_clear_makes_untrue_is_dropped_and_its_author_is_notified()
    {
        await using var world = await World.StartAsync(Approval, GraceApproves);
        var room = await world.DeclareAsync();
        await ConfirmAsync(world, room, world.Linus);
        await room.UntilSaidAsync("wants to tell customers");
        var asked = room.Messages.Single(message => message.Text.Contains("wants to tell customers", StringComparison.Ordinal));

        await room.RunAsync(world.Ada, "resolve confirm");
        await world.EphemeralAsync(world.Linus, "Your public update of INC-1 was not published: the incident is resolved now");
        await world.Grace.ClickAsync(room.Id, asked.Ts, "incident_approve");
        await world.EphemeralAsync(world.Grace, "That update no longer waits");
        await room.UntilSaidAsync("was not published: the incident changed before that");

        Assert.That(await PublishedAsync(world), Is.Empty);
    }

    private static async Task OpenAsync(World world, Room room, SlackPerson person)
    {
        await room.RunAsync(person, "statuspage");
        await world.UntilFormAsync(person, "What customers read");
    }

    private static async Task<SubmitAnswer> ConfirmAsync(World world, Room room, SlackPerson person)
    {
        await OpenAsync(world, room, person);
        var preview = await person.SubmitAsync([("text", Words)]);
        Assert.That(preview.Outcome, Is.EqualTo(SubmitOutcome.Pushed), string.Join(';', preview.Errors.Values) + preview.Failure);
        return await person.SubmitAsync([]);
    }

    private static async Task<IReadOnlyList<JsonElement>> PublishedAsync(World world) =>
        [.. JsonElement.Parse(await world.Http.GetStringAsync("/api/v2/incidents.json")).GetProperty("incidents").EnumerateArray().SelectMany(incident => incident.GetProperty("incident_updates").EnumerateArray())];
}
