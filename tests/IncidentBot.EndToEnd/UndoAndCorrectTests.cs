using System.Text.Json;
using IncidentBot.SlackEmulator;

namespace IncidentBot.EndToEnd;

/// <summary>A confirmed update can be undone before its publication, and visibly corrected after it.</summary>
internal sealed class UndoAndCorrectTests
{
    private const string Words = "API requests fail for all customers. We are rolling back a change. Next update in 20 minutes.";
    private const string WithUndo = "--StatusPage:Publishing:UndoSeconds=30";

    [Test]
    public async Task The_author_sees_the_time_of_publication_and_nothing_public_shows_the_update_before()
    {
        await using var world = await World.StartAsync(WithUndo);
        var room = await world.DeclareAsync();

        var confirmed = await ConfirmAsync(world, room);
        var before = await EverythingPublicAsync(world);
        await Task.WhenAll(room.SettleAsync(world.Ada));
        var announced = string.Join('\n', world.Workspace.TopLevel(World.Incidents).Select(message => message.Everything));
        world.Move(TimeSpan.FromSeconds(31));
        await room.UntilSaidAsync("Customers were told");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(confirmed.View!.Definition.GetRawText(), Does.Match(@"It will be published at \d\d:\d\d:\d\d UTC").And.Contain("Undo"));
            Assert.That(before, Does.Not.Contain("rolling back").And.Not.Contain("API is down"));
            Assert.That(announced, Does.Not.Contain("rolling back"));
            Assert.That(await EverythingPublicAsync(world), Does.Contain("rolling back"));
        }
    }

    [Test]
    public async Task An_undone_update_is_never_published_and_its_text_stays_in_the_form()
    {
        await using var world = await World.StartAsync(WithUndo);
        var room = await world.DeclareAsync();
        await ConfirmAsync(world, room);

        await world.Linus.ClickInModalAsync("incident_undo");
        await world.UntilFormAsync(world.Linus, "Taken back: customers have not seen it");
        await world.Linus.CloseViewAsync();
        var form = world.Workspace.OpenView(world.Linus.Id)!;
        world.Move(TimeSpan.FromMinutes(1));
        await room.SettleAsync(world.Ada);
        var again = await world.Linus.SubmitAsync([]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(form.Title, Is.EqualTo("Tell customers"));
            Assert.That(again.View!.Definition.GetRawText(), Does.Contain("We are rolling back a change."), "typed text is kept");
            Assert.That(room.CountSaying("Customers were told"), Is.Zero);
            Assert.That(await EverythingPublicAsync(world), Does.Not.Contain("rolling back"));
        }
    }

    [Test]
    public async Task An_update_is_published_once_after_a_restart()
    {
        await using var world = await World.StartAsync(WithUndo);
        var room = await world.DeclareAsync();
        await ConfirmAsync(world, room);

        await world.StopBotAsync();
        world.Move(TimeSpan.FromMinutes(2));
        await world.StartBotAsync();
        await room.UntilSaidAsync("Customers were told");
        await room.SettleAsync(world.Ada);

        Assert.That(room.CountSaying("Customers were told"), Is.EqualTo(1));
        Assert.That((await UpdatesAsync(world)).Select(update => update.GetProperty("body").GetString()), Is.EqualTo(new[] { Words + $" Questions: {World.SupportAddress}." }));
    }

    [Test]
    public async Task A_second_update_is_refused_and_a_resolve_drops_the_first()
    {
        await using var world = await World.StartAsync(WithUndo);
        var room = await world.DeclareAsync();
        await ConfirmAsync(world, room);

        await room.RunAsync(world.Grace, "statuspage");
        await world.UntilFormAsync(world.Grace, "What customers read");
        await world.Grace.SubmitAsync([("text", Words)]);
        var second = await world.Grace.SubmitAsync([]);
        await room.RunAsync(world.Ada, "resolve confirm");
        await world.EphemeralAsync(world.Linus, "was not published: the incident is resolved now");
        world.Move(TimeSpan.FromMinutes(1));
        await room.SettleAsync(world.Ada);

        Assert.That(second.View!.Definition.GetRawText(), Does.Contain("'s public update will be published at").And.Contain("Send yours after that"));
        Assert.That(await UpdatesAsync(world), Is.Empty);
    }

    [Test]
    public async Task The_author_and_the_role_holders_can_undo_by_command()
    {
        await using var world = await World.StartAsync(WithUndo);
        var room = await world.DeclareAsync();
        await ConfirmAsync(world, room);

        var stranger = await room.RunAsync(world.Grace, "statuspage undo");
        await room.RunAsync(world.Ada, "lead me");
        var lead = await room.RunAsync(world.Ada, "statuspage undo");
        var again = await room.RunAsync(world.Ada, "statuspage undo");
        await world.Linus.CloseViewAsync(all: true);
        await world.ClickEphemeralAsync(world.Linus, "took your public update of INC-1 back before customers saw it", "incident_rewrite");
        await world.UntilFormAsync(world.Linus, "We are rolling back a change.");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(stranger, Does.Contain("Only <@U0LINUS01>, the approver, the lead and the messenger can take it back"));
            Assert.That(lead, Does.Contain("Taken back"));
            Assert.That(again, Does.Contain("no longer waits"));
        }
    }

    [Test]
    public async Task A_correction_is_marked_and_keeps_the_earlier_text()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await ConfirmAsync(world, room);
        await room.UntilSaidAsync("Customers were told");
        var told = room.Messages.Single(message => message.Text.Contains("Customers were told", StringComparison.Ordinal));

        await world.Ada.ClickAsync(room.Id, told.Ts, "incident_correct");
        await world.UntilFormAsync(world.Ada, "the earlier text stays in the timeline");
        var bad = await world.Ada.SubmitAsync([("text", "API requests fail since this morning. We are rolling back. Next update in 20 minutes. Questions: support@example.com.")]);
        await world.Ada.SubmitAsync([("text", "API requests fail in the EU only. We are rolling back a change. Next update in 20 minutes. Questions: support@example.com.")]);
        await world.Ada.SubmitAsync([]);
        await room.UntilSaidAsync("Corrected for customers");
        var timeline = await room.RunAsync(world.Ada, "timeline");
        var page = await world.Http.GetStringAsync("/status/incidents/1");
        var (plain, feed) = (await world.Http.GetStringAsync("/status.md"), await world.Http.GetStringAsync("/history.atom"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(new[] { plain, feed }, Has.All.Contains("in the EU only").And.All.Contains("corrected at").And.None.Contains("for all customers"));
            Assert.That(bad.Errors["text"], Does.Contain("Write the date and the time in UTC"), "the check applies to corrections");
            Assert.That(page, Does.Contain("in the EU only").And.Contain("corrected at").And.Not.Contain("for all customers"));
            Assert.That(timeline, Does.Contain("in the EU only").And.Contain("(it said: API requests fail for all customers"));
            Assert.That(await UpdatesAsync(world), Has.Count.EqualTo(1));
        }
    }

    [Test]
    public async Task Of_two_simultaneous_corrections_the_second_author_sees_the_first_and_keeps_their_text()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await ConfirmAsync(world, room);
        await room.UntilSaidAsync("Customers were told");
        foreach (var person in new[] { world.Ada, world.Grace })
        {
            await room.RunAsync(person, "statuspage correct 1");
            await world.UntilFormAsync(person, "the earlier text stays in the timeline");
        }

        var preview = await world.Ada.SubmitAsync([("text", Corrected("in the US"))]);
        await world.Grace.SubmitAsync([("text", Corrected("in the EU"))]);
        await world.Grace.SubmitAsync([]);
        await room.UntilSaidAsync("Corrected for customers");
        var refused = await world.Ada.SubmitAsync([]);
        await world.Ada.CloseViewAsync();
        var shown = await world.Ada.SubmitAsync([]);
        var again = await world.Ada.SubmitAsync([]);
        await world.Ada.SubmitAsync([]);
        await world.UntilAsync(() => room.CountSaying("Corrected for customers") == 2, "the second correction");
        var timeline = await room.RunAsync(world.Ada, "timeline");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(preview.View!.Definition.GetRawText(), Does.Contain("corrects the update on the").And.Contain(", without notifying anyone"), "there are no subscribers");
            Assert.That(refused.View!.Definition.GetRawText(), Does.Contain("Another person corrected this update while you wrote").And.Contain("fail in the EU"));
            Assert.That(shown.View!.Definition.GetRawText(), Does.Contain("Another person corrected this update while you wrote").And.Contain("fail in the EU").And.Contain("fail in the US"));
            Assert.That(again.Outcome, Is.EqualTo(SubmitOutcome.Pushed), "it can be submitted after the first correction is shown");
            Assert.That(timeline, Does.Contain("(it said: API requests fail in the EU"));
            Assert.That(await world.Http.GetStringAsync("/status/incidents/1"), Does.Contain("fail in the US").And.Not.Contain("fail in the EU"));
        }

        static string Corrected(string where) => $"API requests fail {where} only. We are rolling back a change. Next update in 20 minutes. Questions: support@example.com.";
    }

    [Test]
    public async Task A_late_entry_has_its_time_and_label_and_does_not_reopen_the_incident()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await room.RunAsync(world.Ada, "resolve confirm");
        await room.RunAsync(world.Linus, "statuspage backfill");
        await world.UntilFormAsync(world.Linus, "When was it?");
        var when = world.Time.GetUtcNow().AddHours(-2);

        var future = await world.Linus.SubmitAsync([("when", world.Time.GetUtcNow().AddDays(2).ToString("yyyy-MM-dd HH:mm")), ("text", Words + " Questions: support@example.com.")]);
        var preview = await world.Linus.SubmitAsync([("when", when.ToString("yyyy-MM-dd HH:mm") + " UTC"), ("API", "major_outage")]);
        Assert.That(preview.Outcome, Is.EqualTo(SubmitOutcome.Pushed), string.Join(';', preview.Errors.Values) + preview.Failure);
        await world.Linus.SubmitAsync([]);
        await room.UntilSaidAsync("Added afterwards");
        var page = await world.Http.GetStringAsync("/status/incidents/1");
        var update = (await UpdatesAsync(world)).Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(future.Errors["when"], Does.Contain("in the future"));
            Assert.That(preview.View!.Definition.GetRawText(), Does.Contain("without notifying anyone"));
            Assert.That(page, Does.Contain("added afterwards"));
            Assert.That(update.GetProperty("created_at").GetDateTimeOffset(), Is.EqualTo(when).Within(TimeSpan.FromMinutes(1)));
            Assert.That(update.GetProperty("deliver_notifications").GetBoolean(), Is.False);
            Assert.That(JsonElement.Parse(await world.Http.GetStringAsync("/api/v2/status.json")).GetProperty("status").GetProperty("indicator").GetString(), Is.EqualTo("none"));
            Assert.That(room.CountSaying("Customers were told"), Is.Zero);
        }
    }

    [Test]
    public async Task A_backfilled_incident_sends_no_message_and_is_shown_at_its_time()
    {
        await using var world = await World.StartAsync("--StatusPage:Publishing:Policy=approval", "--StatusPage:Publishing:Approvers=U0GRACE01");
        var rooms = world.RoomNames();
        var began = world.Time.GetUtcNow().AddDays(-3);
        await world.Linus.CommandAsync("/incident", "backfill", World.General);
        await world.UntilFormAsync(world.Linus, "When did it begin?");

        var backwards = await world.Linus.SubmitAsync([("title", "Search was down"), ("started", $"{began:yyyy-MM-dd HH:mm}"), ("ended", $"{began.AddHours(-1):yyyy-MM-dd HH:mm}")]);
        var entered = await world.Linus.SubmitAsync([("ended", $"{began.AddHours(1):yyyy-MM-dd HH:mm}")]);
        await world.Linus.CloseViewAsync();
        var before = await EverythingPublicAsync(world);
        await world.Linus.CommandAsync("/incident", "statuspage INC-1 backfill", World.General);
        await world.UntilFormAsync(world.Linus, "When was it?");
        var preview = await world.Linus.SubmitAsync(
            [("when", $"{began.AddHours(1):yyyy-MM-dd HH:mm}"), ("state", "resolved"), ("title", "Search was down"),
            ("text", $"Between {began:HH:mm} and {began.AddHours(1):HH:mm} UTC search returned errors for all customers. It is resolved, and you can use it as usual; you need not do anything. We are sorry. If you still see errors, or something new, contact support@example.com.")]);
        Assert.That(preview.Outcome, Is.EqualTo(SubmitOutcome.Pushed), string.Join(';', preview.Errors) + preview.Failure);
        await world.Linus.SubmitAsync([]);
        await world.ClickEphemeralAsync(world.Grace, "wants to add an update", "incident_approve");
        await world.UntilAsync(() => world.Workspace.DirectMessages(world.Grace.Id).Count > 0, "a word to the approver");
        await Eventually(async () => (await UpdatesAsync(world)).Count == 1);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(backwards.Errors["ended"], Does.Contain("cannot be over before it began"));
            Assert.That(entered.View!.Definition.GetRawText(), Does.Contain("`/incident statuspage INC-1 backfill`"));
            Assert.That(before, Does.Not.Contain("Search was down"));
            Assert.That(world.RoomNames(), Is.EqualTo(rooms), "no room");
            Assert.That(world.Workspace.TopLevel(World.Incidents), Is.Empty, "no announcement");
            Assert.That(await world.Http.GetStringAsync("/status/incidents/1"), Does.Contain("added afterwards").And.Contain("Search was down"));
            Assert.That(JsonElement.Parse(await world.Http.GetStringAsync("/api/v2/status.json")).GetProperty("status").GetProperty("indicator").GetString(), Is.EqualTo("none"));
        }
    }

    private static async Task Eventually(Func<Task<bool>> holds)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        for (var look = 0; look < 500 && !await holds(); look++)
            await pause.WaitForNextTickAsync();
    }

    private static async Task<SubmitAnswer> ConfirmAsync(World world, Room room)
    {
        await room.RunAsync(world.Linus, "statuspage");
        await world.UntilFormAsync(world.Linus, "What customers read");
        var preview = await world.Linus.SubmitAsync([("text", Words)]);
        Assert.That(preview.Outcome, Is.EqualTo(SubmitOutcome.Pushed), string.Join(';', preview.Errors.Values) + preview.Failure);
        return await world.Linus.SubmitAsync([]);
    }

    private static async Task<IReadOnlyList<JsonElement>> UpdatesAsync(World world) =>
        [.. JsonElement.Parse(await world.Http.GetStringAsync("/api/v2/incidents.json")).GetProperty("incidents").EnumerateArray().SelectMany(incident => incident.GetProperty("incident_updates").EnumerateArray())];

    private static async Task<string> EverythingPublicAsync(World world)
    {
        string[] paths = ["/status", "/api/v2/summary.json", "/api/v2/incidents.json", "/api/v2/incidents/unresolved.json", "/api/v2/status.json", "/api/v2/components.json"];
        return string.Join('\n', await Task.WhenAll(paths.Select(path => world.Http.GetStringAsync(path))));
    }
}
