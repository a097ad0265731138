using System.Text.Json;
using IncidentBot.SlackEmulator;
using IncidentBot.Storage;
using IncidentBot.Tests.StatusPage;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentBot.EndToEnd;

/// <summary>
/// A private incident's text stays in its room and with its members. Grace declares and leads, Ada is invited; Linus is outside and tries every way to
/// read it. All the texts contain one mark that must appear nowhere else.
/// </summary>
internal sealed class HostileEavesdroppingTests
{
    private const string Sign = "zamfir";

    [TestCase("private"), TestCase("security")]
    [Requirement("R58")]
    public async Task No_text_of_a_confidential_incident_leaves_its_room(string kind)
    {
        await using var world = await World.StartAsync($"--Paging:SupportGroup={World.SupportGroup}", $"--Paging:ResponderGroups:0={World.OnCallGroup}", "--Subscriptions:SlackChannels:general:Components=*");
        var log = HeardLog.Of(world);
        var overheard = new List<string>();
        var open = await world.DeclareAsync("critical: everybody may know of this one", world.Linus);
        var room = await world.DeclareByFormAsync(
            world.Grace, $"{Sign} title", ("kind", kind), ("description", $"{Sign} summary"), ("reporter", $"{Sign} reporter"), ("nopage", $"{Sign} reason"), ("impact", "yes"), ("severity", "Major"));

        await LiveThroughItAsync(world, room);
        await ListenAsync(world, room, open, overheard);
        await RemindAsync(world, room);
        await EndItAsync(world, room);
        await ListenAsync(world, room, open, overheard);
        await SettleAsync(world);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(room.Channel.IsPrivate);
            Assert.That(room.Words, Does.Contain($"{Sign} update").And.Contain($"{Sign} reopened"), "the mark is in the room");
            Assert.That(room.Channel.Members, Does.Not.Contain(world.Linus.Id));
            Assert.That(overheard.Where(words => words.Contains(Sign, StringComparison.OrdinalIgnoreCase)), Is.Empty, "the messages to Linus");
            Assert.That(OutsideOf(room, world).Where(words => words.Contains(Sign, StringComparison.OrdinalIgnoreCase)), Is.Empty, "the bot's calls for other channels");
            Assert.That(world.Workspace.Channels.Where(channel => channel.Id != room.Id).Select(channel => $"{channel.Name} {channel.Topic} {channel.Purpose}"), Has.None.Contains(Sign));
            Assert.That(room.Channel.Name, Does.Not.Contain(Sign));
            Assert.That(log.Everything, Does.Not.Contain(Sign).IgnoreCase);
            Assert.That(log.Errors, Is.Empty);
            Assert.That(await OutboxErrorsAsync(world), Has.None.Contains(Sign));
        }
    }

    [Test]
    public async Task A_person_who_left_a_private_room_gets_no_recap_of_it()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareByFormAsync(world.Grace, $"{Sign} title", ("kind", "private"));
        world.Slack.Faults.RateLimit("chat.postEphemeral", TimeSpan.FromSeconds(2));

        await world.Grace.InviteAsync(room.Id, world.Linus.Id);
        await world.UntilAsync(() => world.Slack.Calls.Any(call => call.Method == "chat.postEphemeral" && call.Error == "ratelimited"), "a recap that has to wait");
        await world.Grace.KickAsync(room.Id, world.Linus.Id);
        world.Move(TimeSpan.FromSeconds(3));
        await SettleAsync(world);

        Assert.That(world.Workspace.DirectMessages(world.Linus.Id), Is.Empty);
        Assert.That(world.Workspace.Ephemerals(world.Linus.Id), Is.Empty);
    }

    private static async Task LiveThroughItAsync(World world, Room room)
    {
        await world.Grace.InviteAsync(room.Id, world.Ada.Id);
        foreach (var command in new[]
        {
            $"update {Sign} update next:20m phase:identified", $"note {Sign} note", $"rename {Sign} renamed", "messenger @ada", "severity critical", "snooze 5m", "next 25m", "recap", "timeline",
            "list", "help", "impact no", "impact yes", $"statuspage {Sign} public", $"severity {Sign}", $"next {Sign}", $"merge #inc-1 {Sign}", "merge INC-1", "close", "accept",
        })
        {
            await room.RunAsync(world.Grace, command);
        }

        await room.RunAsync(world.Grace, "update");
        await world.UntilFormAsync(world.Grace, "What is known now");
        await world.Grace.SubmitAsync([("text", $"{Sign} form update")]);
        var said = await world.Ada.SayAsync(room.Id, $"{Sign} said");
        await world.Ada.PinAsync(room.Id, said.Ts);
        var reacted = await world.Ada.SayAsync(room.Id, $"{Sign} reacted");
        await world.Ada.ReactAsync(room.Id, reacted.Ts, "pushpin");
        foreach (var action in new[] { "incident_recap", "incident_update", "incident_resolve" })
            await world.Ada.ClickAsync(room.Id, room.Headline.Ts, action);
        await world.UntilAsync(() => room.Words.Contains("form update", StringComparison.Ordinal), "the update from the form");
    }

    // Every request that a person outside the room can make.
    private static async Task ListenAsync(World world, Room room, Room open, List<string> overheard)
    {
        foreach (var command in new[]
        {
            "list", "recap INC-2", "timeline INC-2", "update INC-2 mine", "update INC-2", "statuspage INC-2", "lead INC-2 me", "messenger INC-2 me", "severity INC-2 major", "rename INC-2 mine", "impact INC-2 yes",
            "snooze INC-2 5m", "next INC-2 5m", "resolve INC-2", "resolve INC-2 confirm", "close INC-2", "reopen INC-2", "false-positive INC-2", "accept INC-2", "note INC-2 mine", "merge INC-2", "merge INC-2 INC-1", "merge INC-1 INC-2",
        })
        {
            overheard.Add((await world.Linus.CommandAsync("/incident", command, open.Id)).Everything);
            overheard.Add((await world.Linus.CommandAsync("/inc", command.Replace("INC-2", $"#{room.Channel.Name}", StringComparison.Ordinal), World.General)).Everything);
        }

        var raw = new RawSlack(world);
        var byId = await raw.SignedAsync("/slack/command", raw.CommandForm($"recap <#{room.Id}|>", world.Linus));
        var options = await raw.SignedAsync("/slack/options", RawSlack.Payload(raw.Interaction("block_suggestion", world.Linus, new() { ["action_id"] = "value", ["block_id"] = "incident", ["value"] = "" })));
        overheard.AddRange([byId.Body, options.Body]);
        Assert.That(options.Body, Does.Contain("options"));
        var message = await world.Linus.SayAsync(World.General, "something seen outside");
        await world.Linus.MessageShortcutAsync("incident_timeline_add", World.General, message.Ts);
        await world.UntilFormAsync(world.Linus, "Which incident?");
        overheard.Add(world.Workspace.OpenView(world.Linus.Id)!.Definition.GetRawText());
        await world.Linus.CloseViewAsync(all: true);
        await world.Linus.OpenHomeAsync();
        await world.UntilAsync(() => world.Workspace.Home(world.Linus.Id) is not null, "Linus's Home");
        overheard.Add(world.Workspace.Home(world.Linus.Id)!.Definition.GetRawText());
        foreach (var address in PublicRoutes.Addresses)
        {
            using var response = await world.Http.GetAsync(address);
            overheard.Add($"{response.Headers} {await response.Content.ReadAsStringAsync()}");
        }
    }

    private static async Task RemindAsync(World world, Room room)
    {
        foreach (var minutes in new[] { 5, 5, 10, 15, 5, 5, 15, 60 })
        {
            world.Move(TimeSpan.FromMinutes(minutes));
            await SettleAsync(world);
        }

        Assert.That(room.Words, Does.Contain("Please take over"), "the escalation came");
    }

    private static async Task EndItAsync(World world, Room room)
    {
        foreach (var command in new[]
        {
            $"resolve confirm {Sign} resolved", "close", $"reopen {Sign} reopened", "lead @ada", $"false-positive {Sign} false alarm", $"reopen {Sign} again", $"resolve confirm {Sign} over",
        })
        {
            await room.RunAsync(world.Grace, command);
        }

        await room.UntilSaidAsync($"{Sign} again");
    }

    // Calls neither for the room nor for one of its members.
    private static IEnumerable<string> OutsideOf(Room room, World world)
    {
        string[] people = [world.Grace.Id, world.Ada.Id];
        string[] inside = [room.Id, .. people, .. world.Workspace.Channels.Where(channel => channel.DirectWith is { } person && people.Contains(person)).Select(channel => channel.Id)];
        return world.Slack.Calls.Where(call => !inside.Contains(Argument(call, "channel")) && !inside.Contains(Argument(call, "channel_id")) && !people.Contains(ViewerOf(call, world))).Select(call => $"{call.Method} {call.Args}");
    }

    private static string? Argument(SlackCall call, string name) =>
        call.Args.ValueKind == JsonValueKind.Object && call.Args.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // A form is filled by its id; only the form that Linus has open is outside the room.
    private static string? ViewerOf(SlackCall call, World world) => call.Method switch
    {
        "views.publish" => Argument(call, "user_id"),
        "views.update" => world.Workspace.Modals(world.Linus.Id).Any(view => view.Id == Argument(call, "view_id")) ? world.Linus.Id : world.Grace.Id,
        _ => null,
    };

    private static Task SettleAsync(World world) => OutboxDrainage.WaitAsync(world);

    private static Task<IReadOnlyList<string>> OutboxErrorsAsync(World world) => world.Services.GetRequiredService<IDatabase>().ReadAsync(
        session => session.QueryAsync<string>("select coalesce(last_error, '') from outbox"), CancellationToken.None);
}
