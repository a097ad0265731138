using System.Text.Json.Nodes;
using IncidentBot.Core.Incidents;
using IncidentBot.Incidents;
using IncidentBot.SlackEmulator;
using IncidentBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentBot.EndToEnd;

/// <summary>
/// Data from a person's client may be forged: hidden data, button values, chosen options. INC-1 is public, INC-2 is private to Grace; Linus has no access
/// to it.
/// </summary>
internal sealed class HostileForgeryTests
{
    private const string Secret = "sesame";

    [Test]
    public async Task A_form_applies_only_to_the_incident_it_was_opened_for()
    {
        await using var world = await WithAPrivateIncidentAsync();
        var view = await OpenUpdateAsync(world);

        var answer = await SubmitAsync(world, world.Ada, "Update", view, "2", "forged words");

        Assert.That(answer.Body, Does.Contain("clear"));
        Assert.That(await IncidentAsync(world, 1), Has.Property(nameof(Incident.Summary)).EqualTo("forged words"));
        Assert.That(await IncidentAsync(world, 2), Has.Property(nameof(Incident.Version)).EqualTo(1));
    }

    [TestCase("2", TestName = "A_form_that_was_never_opened_opens_no_private_incident")]
    [TestCase("INC-2", TestName = "Nor_by_its_name")]
    [TestCase("999", TestName = "Nor_one_that_does_not_exist")]
    [TestCase("", TestName = "Nor_one_that_is_not_named")]
    [TestCase("{\"incident\":2}", TestName = "Nor_one_named_in_another_way")]
    public async Task Forged(string metadata)
    {
        await using var world = await WithAPrivateIncidentAsync();

        foreach (var form in new[] { "Update", "Statuspage", "Resolve", "StillMonitoring", "StatuspagePreview" })
        {
            var answer = await SubmitAsync(world, world.Linus, form, "V0FORGED01", metadata, "forged words");
            Assert.That(answer.Status, Is.EqualTo(200));
            Assert.That(answer.Body, Does.Contain("do not know that incident").Or.Contain("preview is too old"));
            Assert.That(answer.Body, Does.Not.Contain(Secret));
        }

        Assert.That(await IncidentAsync(world, 2), Has.Property(nameof(Incident.Version)).EqualTo(1));
    }

    [Test]
    public async Task Another_person_cannot_submit_a_form_of_a_private_incident()
    {
        await using var world = await WithAPrivateIncidentAsync();
        var room = world.Workspace.Channels.Single(channel => channel.IsPrivate && channel.Name.StartsWith("inc-", StringComparison.Ordinal));
        await world.Grace.CommandAsync("/incident", "update", room.Id);
        await world.UntilFormAsync(world.Grace, "What is known now");

        var answer = await SubmitAsync(world, world.Linus, "Update", world.Workspace.OpenView(world.Grace.Id)!.Id, "2", "forged words");

        Assert.That(answer.Body, Does.Contain("do not know that incident"));
        Assert.That(await IncidentAsync(world, 2), Has.Property(nameof(Incident.Version)).EqualTo(1));
    }

    [Test]
    public async Task Only_the_author_of_a_preview_can_publish_it()
    {
        await using var world = await WithAPrivateIncidentAsync();
        await world.Ada.CommandAsync("/incident", "statuspage", RoomOf(world, 1));
        await world.UntilFormAsync(world.Ada, "What customers read");
        var preview = await world.Ada.SubmitAsync([("text", "Sign-in fails. We are looking into it; please try again later."), ("title", "Sign-in fails")]);

        var answer = await SubmitAsync(world, world.Linus, "StatuspagePreview", preview.View!.Id, preview.View.PrivateMetadata, "");

        Assert.That(answer.Body, Does.Contain("too old"));
        Assert.That(await IncidentAsync(world, 1), Has.Property(nameof(Incident.PublicUpdates)).Zero);
    }

    [TestCase("3")]
    [TestCase("99")]
    [TestCase("-1")]
    [TestCase("Update, Resolve")]
    [TestCase("update")]
    public async Task A_form_that_does_not_exist_is_answered_without_an_error(string callback)
    {
        await using var world = await WithAPrivateIncidentAsync();
        var view = await OpenUpdateAsync(world);

        var answer = await SubmitAsync(world, world.Ada, callback, view, "1", "forged words");

        Assert.That(answer, Is.EqualTo((200, "")));
        Assert.That(await IncidentAsync(world, 1), Has.Property(nameof(Incident.Version)).EqualTo(1));
    }

    [Test]
    public async Task Forged_button_values_change_and_reveal_nothing()
    {
        await using var world = await WithAPrivateIncidentAsync();
        var log = HeardLog.Of(world);
        string?[] values = [null, "", "2", "INC-2", "#2", "999", "-1", "2:Internal:1", "1:Internal", "1:Nonsense:1", "1:99:1", "1:Internal:-1", "1:Internal:99999999999999999999", "١", "<!channel>", new string('9', 2000)];
        string[] actions = ["incident_close", "incident_reopen", "incident_extend", "incident_snooze", "incident_resolve", "incident_recap", "incident_take_lead", "incident_ask_support", "incident_update"];

        foreach (var value in values)
        {
            foreach (var action in actions)
            {
                var answer = await ClickAsync(world, world.Linus, action, value, World.General);
                Assert.That(answer, Is.EqualTo((200, "")), $"{action} {value}");
            }
        }

        Assert.That(await IncidentAsync(world, 1), Has.Property(nameof(Incident.Version)).EqualTo(1));
        Assert.That(await IncidentAsync(world, 2), Has.Property(nameof(Incident.Version)).EqualTo(1));
        await world.UntilAsync(() => world.Workspace.DirectMessages(world.Linus.Id).Any(message => message.Text.Contains("do not know that incident", StringComparison.Ordinal)), "a word to Linus");
        Assert.That(world.Workspace.Ephemerals(world.Linus.Id).Concat(world.Workspace.DirectMessages(world.Linus.Id)).Select(message => message.Everything), Has.None.Contains(Secret));
        Assert.That(log.Errors, Is.Empty);
    }

    [Test]
    public async Task A_button_of_another_room_acts_only_on_its_own_incident()
    {
        await using var world = await WithAPrivateIncidentAsync();
        await world.DeclareAsync("major: a third one");

        await ClickAsync(world, world.Linus, "incident_take_lead", "3", RoomOf(world, 1));

        Assert.That(await IncidentAsync(world, 1), Has.Property(nameof(Incident.Version)).EqualTo(1));
        Assert.That(await IncidentAsync(world, 3), Has.Property(nameof(Incident.Lead)).EqualTo(new PersonId(world.Linus.Id)));
    }

    [Test]
    public async Task A_timeline_form_cannot_reach_a_private_incident()
    {
        await using var world = await WithAPrivateIncidentAsync();

        var answer = await new RawSlack(world).InteractAsync("view_submission", world.Linus, View("AddToTimeline", "V0FORGED02", "", Values(
            ("incident", new JsonObject { ["type"] = "external_select", ["selected_option"] = new JsonObject { ["value"] = "2" } }),
            ("text", Text("forged words")))));

        Assert.That(answer.Body, Does.Contain("Choose an incident"));
        Assert.That(await IncidentAsync(world, 2), Has.Property(nameof(Incident.Version)).EqualTo(1));
    }

    [TestCase("<!channel>")]
    [TestCase("U1> <!here")]
    [TestCase("U0NOBODY9")]
    public async Task A_person_who_does_not_exist_gets_no_role(string forged)
    {
        await using var world = await World.StartAsync();

        var answer = await new RawSlack(world).InteractAsync("view_submission", world.Linus, View("Declare", "V0FORGED03", "", Values(
            ("title", Text("forged")),
            ("severity", new JsonObject { ["type"] = "static_select", ["selected_option"] = new JsonObject { ["value"] = "Critical" } }),
            ("lead", new JsonObject { ["type"] = "users_select", ["selected_user"] = forged }))));

        Assert.That(answer.Body, Does.Contain("errors").And.Not.Contain("<!"));
        Assert.That(world.RoomNames(), Is.Empty);
    }

    [Test]
    public async Task Forged_options_are_refused_by_name()
    {
        await using var world = await World.StartAsync();

        var answer = await new RawSlack(world).InteractAsync("view_submission", world.Linus, View("Declare", "V0FORGED04", "", Values(
            ("title", Text("forged")),
            ("severity", new JsonObject { ["type"] = "static_select", ["selected_option"] = new JsonObject { ["value"] = "<!channel>*x*" } }))));

        Assert.That(JsonNode.Parse(answer.Body)!["errors"]!["severity"]!.GetValue<string>(), Does.StartWith("There is no severity"));
        Assert.That(world.RoomNames(), Is.Empty);
    }

    private static async Task<World> WithAPrivateIncidentAsync()
    {
        var world = await World.StartAsync();
        await world.DeclareAsync("critical: everybody may know");
        await world.DeclareByFormAsync(world.Grace, $"{Secret} is stolen", ("kind", "private"), ("description", $"the {Secret} story"));
        return world;
    }

    private static async Task<string> OpenUpdateAsync(World world)
    {
        await world.Ada.CommandAsync("/incident", "update", RoomOf(world, 1));
        await world.UntilFormAsync(world.Ada, "What is known now");
        return world.Workspace.OpenView(world.Ada.Id)!.Id;
    }

    private static string RoomOf(World world, int number) =>
        world.Workspace.Channels.Single(channel => channel.Name.StartsWith($"inc-{number}-", StringComparison.Ordinal)).Id;

    private static Task<(int Status, string Body)> SubmitAsync(World world, SlackPerson by, string callback, string view, string metadata, string text) =>
        new RawSlack(world).InteractAsync("view_submission", by, View(callback, view, metadata, Values(("text", Text(text)))));

    private static Task<(int Status, string Body)> ClickAsync(World world, SlackPerson by, string action, string? value, string channel)
    {
        var raw = new RawSlack(world);
        return raw.InteractAsync("block_actions", by, new JsonObject
        {
            ["trigger_id"] = "1.2",
            ["container"] = new JsonObject { ["type"] = "message", ["message_ts"] = "1.000001", ["channel_id"] = world.Workspace.Channel(channel).Id },
            ["channel"] = new JsonObject { ["id"] = world.Workspace.Channel(channel).Id },
            ["actions"] = new JsonArray(new JsonObject { ["type"] = "button", ["action_id"] = action, ["block_id"] = "b", ["action_ts"] = "1.1", ["value"] = value }),
        });
    }

    private static JsonObject View(string callback, string id, string metadata, JsonObject values) => new()
    {
        ["trigger_id"] = "1.2",
        ["view"] = new JsonObject
        {
            ["id"] = id, ["type"] = "modal", ["callback_id"] = callback, ["private_metadata"] = metadata, ["hash"] = "1.a", ["state"] = new JsonObject { ["values"] = values },
        },
    };

    private static JsonObject Values(params (string Block, JsonObject Value)[] values) =>
        new(values.Select(value => KeyValuePair.Create<string, JsonNode?>(value.Block, new JsonObject { ["value"] = value.Value })));

    private static JsonObject Text(string text) => new() { ["type"] = "plain_text_input", ["value"] = text };

    private static Task<Incident?> IncidentAsync(World world, long number) => world.Services.GetRequiredService<IDatabase>().ReadAsync(
        session => world.Services.GetRequiredService<IncidentStore>().FindAsync(session, new IncidentId(number)), CancellationToken.None);
}
