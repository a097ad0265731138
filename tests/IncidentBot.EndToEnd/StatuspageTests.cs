using System.Text.Json;
using IncidentBot.SlackEmulator;

namespace IncidentBot.EndToEnd;

internal sealed class StatuspageTests
{
    private const string Words = "API requests fail for all customers. We are rolling back a change.";

    [Test, Requirement("R27"), Requirement("R88"), Requirement("R90"), Requirement("R36"), Requirement("R92")]
    public async Task The_first_text_is_complete_and_published_exactly_as_previewed()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await OpenAsync(world, room);

        var preview = await world.Linus.SubmitAsync([]);
        var shown = PreviewText(preview);
        await world.Linus.SubmitAsync([]);
        await room.UntilSaidAsync("Customers were told");

        var incident = (await SummaryAsync(world)).GetProperty("incidents")[0];
        var published = incident.GetProperty("incident_updates")[0].GetProperty("body").GetString();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(published, Is.EqualTo(shown));
            Assert.That(shown, Does.StartWith("We know that something is not working").And.Contain("our team is investigating now"));
            Assert.That(shown, Does.Match(@"Next update by \d\d:\d\d UTC").And.Contain(World.SupportAddress));
            Assert.That(incident.GetProperty("status").GetString(), Is.EqualTo("investigating"));
            var promised = incident.GetProperty("x_incidentbot").GetProperty("next_update_at").GetDateTimeOffset();
            Assert.That(promised - world.Time.GetUtcNow(), Is.EqualTo(TimeSpan.FromMinutes(30)).Within(TimeSpan.FromMinutes(2)), "critical: every half hour");
            Assert.That(await world.Http.GetStringAsync("/status"), Does.Contain("Next update by"));
            Assert.That(room.Headline.Everything, Does.Contain("Next public update"), "a public update sets customer impact");
        }
    }

    [Test]
    public async Task Nothing_is_published_before_the_confirmation_and_back_keeps_the_form()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await OpenAsync(world, room);
        await world.Linus.SubmitAsync([("text", Words), ("title", "API errors"), ("state", "identified")]);

        await world.Linus.CloseViewAsync();
        var beneath = world.Workspace.OpenView(world.Linus.Id)!;
        var again = await world.Linus.SubmitAsync([]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((await SummaryAsync(world)).GetProperty("incidents").GetArrayLength(), Is.Zero);
            Assert.That(beneath.Title, Is.EqualTo("Tell customers"));
            Assert.That(PreviewText(again), Does.StartWith(Words));
            Assert.That(again.View!.Definition.GetRawText(), Does.Contain("API errors").And.Contain("Identified"));
        }
    }

    [Test]
    public async Task Confirming_twice_publishes_once()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await OpenAsync(world, room);
        await world.Linus.SubmitAsync([("text", Words)]);

        await Task.WhenAll(world.Linus.SubmitAsync([]), world.Linus.SubmitAsync([]));
        await room.UntilSaidAsync("Customers were told");
        await room.SettleAsync(world.Ada);

        Assert.That((await SummaryAsync(world)).GetProperty("incidents")[0].GetProperty("incident_updates").GetArrayLength(), Is.EqualTo(1));
        Assert.That(room.CountSaying("Customers were told"), Is.EqualTo(1));
    }

    [TestCase("identified", "We have found the cause")]
    [TestCase("monitoring", "We have put a fix in place")]
    public async Task The_initial_text_follows_the_phase(string phase, string words)
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await room.RunAsync(world.Grace, $"update found it phase:{phase}");

        await OpenAsync(world, room);

        var form = world.Workspace.OpenView(world.Linus.Id)!.Definition.GetRawText();
        Assert.That(form, Does.Contain(words).And.Contain($"\"initial_option\":{{\"text\":{{\"type\":\"plain_text\",\"text\":\"{phase}\"").Or.Contain($"\"value\":\"{phase}\""));
    }

    [Test, Requirement("R35"), Requirement("R46"), Requirement("R97")]
    public async Task A_finding_of_the_check_appears_at_its_field()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await OpenAsync(world, room);

        var blank = await world.Linus.SubmitAsync([("text", "The problem with ___ continues. We are investigating.")]);
        var early = await world.Linus.SubmitAsync([("text", "The problem has been resolved. We are watching it.")]);
        var day = await world.Linus.SubmitAsync([("text", "Requests have failed since this morning. We are investigating.")]);
        var zone = await world.Linus.SubmitAsync([("text", "Requests have failed since 14:05. We are investigating.")]);
        var far = await world.Linus.SubmitAsync([("text", Words), ("next", "3h")]);
        var idle = await world.Linus.SubmitAsync([("text", "Requests fail for all customers."), ("next", "20m")]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(blank.Errors["text"], Does.Contain("\"___\": is still to be filled in"));
            Assert.That(early.Errors["text"], Does.Contain("all-clear"));
            Assert.That(day.Errors["text"], Does.Contain("Write the date and the time in UTC"));
            Assert.That(zone.Errors["text"], Does.Contain("\"14:05\": a time needs its zone. Write \"14:05 UTC\", if"), "the finding quotes the words");
            Assert.That(far.Errors["next"], Does.Contain("never wait longer than 1 h"));
            Assert.That(idle.Outcome, Is.EqualTo(SubmitOutcome.Pushed), "advice does not block");
            Assert.That(idle.View!.Definition.GetRawText(), Does.Contain("*Please check:* It does not say what you are doing"), "the level is named");
        }
    }

    [Test, Requirement("R28")]
    public async Task An_overruled_text_is_published_with_a_recorded_reason()
    {
        const string Claim = "Sign-in is resolved for everyone, and we are watching it. Errors were seen by all customers.";
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await OpenAsync(world, room);

        var blocked = await world.Linus.SubmitAsync([("text", Claim)]);
        var blank = await world.Linus.SubmitAsync([("text", Claim + " ___"), ("overrule", "legal wants it so")]);
        var preview = await world.Linus.SubmitAsync([("text", Claim), ("overrule", "legal wants it so")]);
        await world.Linus.SubmitAsync([]);
        await room.UntilSaidAsync("Customers were told");
        var timeline = await room.RunAsync(world.Ada, "timeline");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(blocked.Errors["text"], Does.Contain("all-clear"));
            Assert.That(blank.Errors["text"], Does.Contain("___").And.Not.Contain("all-clear"), "a reason cannot overrule a blank");
            Assert.That(preview.View!.Definition.GetRawText(), Does.Contain("*Must change:*").And.Contain("You overrule STATE-RESOLVED-EARLY because: legal wants it so"));
            Assert.That(timeline, Does.Contain("overruling STATE-RESOLVED-EARLY, because: legal wants it so"));
            Assert.That(await world.Http.GetStringAsync("/status"), Does.Contain("Sign-in is resolved").And.Not.Contain("legal"), "the reason is not public");
        }
    }

    [Test]
    public async Task Two_incidents_with_one_component_show_its_worse_state_until_both_release_it()
    {
        await using var world = await World.StartAsync();
        var first = await world.DeclareAsync("critical: API is down");
        var second = await world.DeclareAsync("major: API is slow");
        await PublishAsync(world, first, ("API", "major_outage"), ("Website", "degraded_performance"));
        await PublishAsync(world, second, ("API", "degraded_performance"));
        Assert.That(await ComponentAsync(world, "API"), Is.EqualTo("major_outage"));

        await first.RunAsync(world.Grace, "resolve confirm");
        await OpenAsync(world, first);
        await world.Linus.SubmitAsync([("text", "The API works again. You can get back to work and need not do anything; contact us again if you still see errors.")]);
        await world.Linus.SubmitAsync([]);
        await first.UntilSaidAsync("_resolved_");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await ComponentAsync(world, "API"), Is.EqualTo("degraded_performance"));
            Assert.That(await ComponentAsync(world, "Website"), Is.EqualTo("operational"));
        }
    }

    [Test, Requirement("R45")]
    public async Task After_the_all_clear_the_text_says_what_works_and_where_to_report_problems()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await PublishAsync(world, room, ("API", "major_outage"));
        await room.RunAsync(world.Grace, "resolve confirm rolled back");
        await room.UntilSaidAsync("the status page still shows it as open");

        await OpenAsync(world, room);

        var form = world.Workspace.OpenView(world.Linus.Id)!.Definition.GetRawText();
        Assert.That(form, Does.Contain("You can get back to work").And.Contain("please contact us again").And.Contain(World.SupportAddress).And.Not.Contain("\"Next update\""));
    }

    [Test]
    public async Task A_form_older_than_the_all_clear_is_refused_at_its_state()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await OpenAsync(world, room);
        await room.RunAsync(world.Grace, "resolve confirm");

        var late = await world.Linus.SubmitAsync([("text", Words)]);

        Assert.That(late.Errors["state"], Does.Contain("was resolved meanwhile"));
    }

    [Test]
    public async Task A_preview_older_than_the_all_clear_is_not_published()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await OpenAsync(world, room);
        await world.Linus.SubmitAsync([("text", Words)]);
        await room.RunAsync(world.Grace, "resolve confirm");

        var late = await world.Linus.SubmitAsync([]);

        Assert.That(late.View!.Definition.GetRawText(), Does.Contain("customers can only be told that it is over"));
        Assert.That((await SummaryAsync(world)).GetProperty("incidents").GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task A_form_closed_before_it_was_filled_blocks_nothing()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        world.Slack.Faults.RateLimit("views.update", TimeSpan.FromSeconds(1));
        await room.RunAsync(world.Linus, "statuspage");
        await world.Linus.CloseViewAsync();

        await OpenAsync(world, room);

        Assert.That((await world.Linus.SubmitAsync([])).Outcome, Is.EqualTo(SubmitOutcome.Pushed));
    }

    [Test]
    public async Task A_suspected_incident_is_not_published_and_typed_text_fills_the_form()
    {
        await using var world = await World.StartAsync();
        var suspected = await world.DeclareByFormAsync(world.Ada, ("kind", "suspected"));
        var real = await world.DeclareAsync();

        var refusal = await suspected.RunAsync(world.Linus, "statuspage");
        await real.RunAsync(world.Linus, $"statuspage {Words}");
        await world.UntilFormAsync(world.Linus, Words);

        Assert.That(refusal, Does.Contain("INC-1 is only suspected. If it is real: `/incident accept`"));
    }

    private static async Task OpenAsync(World world, Room room)
    {
        await room.RunAsync(world.Linus, "statuspage");
        await world.UntilFormAsync(world.Linus, "What customers read");
    }

    private static async Task PublishAsync(World world, Room room, params (string Component, string State)[] components)
    {
        await OpenAsync(world, room);
        var preview = await world.Linus.SubmitAsync([("text", Words), .. components]);
        Assert.That(preview.Outcome, Is.EqualTo(SubmitOutcome.Pushed), string.Join(';', preview.Errors.Values) + preview.Failure);
        await world.Linus.SubmitAsync([]);
        await room.UntilSaidAsync("Customers were told");
    }

    private static string PreviewText(SubmitAnswer preview) => preview.View!.Blocks.EnumerateArray()
        .Select(block => block.TryGetProperty("text", out var text) ? text : default)
        .First(text => text.ValueKind == JsonValueKind.Object && text.GetProperty("type").GetString() == "plain_text")
        .GetProperty("text").GetString()!;

    private static async Task<JsonElement> SummaryAsync(World world) => JsonElement.Parse(await world.Http.GetStringAsync("/api/v2/summary.json"));

    private static async Task<string?> ComponentAsync(World world, string name) =>
        (await SummaryAsync(world)).GetProperty("components").EnumerateArray().Single(component => component.GetProperty("name").GetString() == name).GetProperty("status").GetString();
}
