using System.Net;
using System.Text.Json;
using IncidentBot.SlackEmulator;
using IncidentBot.Storage;
using IncidentBot.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentBot.EndToEnd;

/// <summary>Socket Mode: a bot without a public address opens connections to Slack, and everything else works as over HTTP.</summary>
internal sealed class SocketModeTests
{
    [Test]
    public async Task A_team_behind_a_firewall_runs_an_incident_from_declare_to_close()
    {
        await using var world = await World.StartBySocketAsync();
        var room = await world.DeclareAsync("critical: API is down");

        await room.ClickHeadlineAsync(world.Grace, "incident_take_lead");
        await room.UntilHeadlineSaysAsync($"<@{world.Grace.Id}>");
        await room.RunAsync(world.Grace, "impact yes");
        await room.RunAsync(world.Grace, "messenger @linus");
        await room.UntilEphemeralAsync(world.Linus, "First steps for you, the messenger");
        await world.MoveAndHearAsync(TimeSpan.FromSeconds(30 * 60 + 5));
        var reminded = room.Saying(Reminding.DueNow).Count;
        await room.RunAsync(world.Grace, "update rolled back the deploy phase:monitoring next:20m");
        await room.UntilSaidAsync("rolled back the deploy");
        await room.RunAsync(world.Linus, "statuspage");
        await world.UntilFormAsync(world.Linus, "What customers read");
        var preview = await world.Linus.SubmitAsync([("text", "API requests fail for all customers. We have rolled back a change and are watching it recover."), ("title", "API unavailable"), ("state", "monitoring")]);
        var published = await world.Linus.SubmitAsync([]);
        await room.UntilSaidAsync("Customers were told");
        await room.RunAsync(world.Grace, "resolve confirm rollback worked");
        await room.UntilSaidAsync("Resolved");
        var close = await room.RunAsync(world.Grace, "close");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(reminded, Is.GreaterThan(0), "reminders are sent as over HTTP");
            Assert.That(preview.Outcome, Is.EqualTo(SubmitOutcome.Pushed), string.Join(';', preview.Errors) + preview.Failure);
            Assert.That(published.Outcome, Is.EqualTo(SubmitOutcome.Cleared), published.Failure);
            Assert.That(await world.Http.GetStringAsync("/status"), Does.Contain("API unavailable").And.Contain("watching it recover"));
            Assert.That(close, Does.Contain("closed"));
            Assert.That(Types(world), Is.SupersetOf(new[] { "slash_commands", "interactive", "events_api" }));
        }
    }

    [Test]
    public async Task An_invalid_form_returns_with_its_errors_and_menus_are_filled()
    {
        await using var world = await World.StartBySocketAsync();
        await world.OpenDeclareFormAsync(world.Ada);
        var refused = await world.Ada.SubmitAsync([("title", "API is down"), ("lead", "otherbot")]);
        var before = world.RoomNames();
        var accepted = await world.Ada.SubmitAsync([("lead", world.Grace.Id)]);
        await world.RoomAfterAsync(before);
        var message = await world.Grace.SayAsync(World.General, "the disk is full");

        await world.Linus.MessageShortcutAsync("incident_timeline_add", World.General, message.Ts);
        await world.UntilFormAsync(world.Linus, "incident");
        var offered = await world.Linus.SearchAsync("incident", "API");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refused.Outcome, Is.EqualTo(SubmitOutcome.Errors), refused.Failure);
            Assert.That(refused.Errors["lead"], Does.Contain("otherbot is a bot"));
            Assert.That(accepted.Outcome, Is.EqualTo(SubmitOutcome.Updated), accepted.Failure);
            Assert.That(offered, Is.EqualTo(new[] { "INC-1 API is down" }));
        }
    }

    [Test]
    public async Task Connections_renewed_under_load_lose_and_double_nothing()
    {
        const int Each = 12;
        await using var world = await World.StartBySocketAsync();
        var room = await world.DeclareAsync();
        var answers = new List<Task<string>>();
        var marks = new List<Task>();

        foreach (var reason in (string[])["warning", "refresh_requested", "too_old_for_us"])
        {
            var opened = world.Slack.Sockets.Opened;
            for (var number = 0; number < Each; number++)
            {
                answers.Add(room.RunAsync(number % 2 == 0 ? world.Ada : world.Grace, $"note {reason} {number}."));
                if (number == Each / 2)
                    await world.Slack.Sockets.DisconnectAsync(reason);
            }

            marks.Add(PinSomethingAsync(world, room, $"clue {reason}"));
            await world.UntilAsync(() => world.Slack.Sockets.Opened > opened, $"a successor after {reason}");
        }

        var receipts = await Task.WhenAll(answers);
        await Task.WhenAll(marks);
        await world.QuietAsync();
        var story = await TimelineAsync(world);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(receipts, Has.All.Contain("timeline"));
            foreach (var reason in (string[])["warning", "refresh_requested", "too_old_for_us"])
            {
                Assert.That(story.Count(entry => entry.Contains($"clue {reason}", StringComparison.Ordinal)), Is.EqualTo(1), $"the pin during {reason}");
                for (var number = 0; number < Each; number++)
                    Assert.That(story.Count(entry => entry.Contains($"{reason} {number}.", StringComparison.Ordinal)), Is.EqualTo(1), $"note {number} during {reason}");
            }

            Assert.That(world.Slack.Sockets.Envelopes.Where(envelope => !envelope.IsAcknowledged), Is.Empty);
        }
    }

    [Test]
    public async Task An_event_whose_acknowledgement_was_lost_is_resent_and_handled_once()
    {
        await using var world = await World.StartBySocketAsync();
        var room = await world.DeclareAsync();
        await world.QuietAsync();

        world.Slack.Sockets.LoseAcks("member_joined_channel", times: 2);
        await world.Linus.JoinAsync(room.Id);
        await world.EphemeralAsync(world.Linus, "Summary");
        await world.QuietAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Joins(world, world.Linus).Select(envelope => envelope.RetryAttempt), Is.EqualTo(new[] { 0, 1, 2 }));
            Assert.That(world.EphemeralsTo(world.Linus), Has.Count.EqualTo(1));
        }
    }

    [Test]
    public async Task A_command_delivered_twice_is_executed_once()
    {
        await using var world = await World.StartBySocketAsync();
        var room = await world.DeclareAsync();
        world.Slack.Sockets.LoseAcks("the disk is full");

        var lost = await world.Ada.CommandAsync("/incident", "note the disk is full", room.Id);
        var again = await world.Slack.Sockets.RepeatAsync(world.Slack.Sockets.Envelopes.Last(envelope => envelope.Type == "slash_commands"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(lost.Failure, Is.EqualTo("operation_timeout"));
            Assert.That(again, Does.Contain("timeline"), "the stored answer");
            Assert.That((await TimelineAsync(world)).Count(entry => entry.Contains("the disk is full", StringComparison.Ordinal)), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task An_unsaved_command_is_reported_and_an_unsaved_event_is_resent()
    {
        await using var world = await World.StartWithAsync(slack => slack with { AnswerLimit = TimeSpan.FromSeconds(5) }, bySocket: true, []);
        var log = HeardLog.Of(world);
        var room = await world.DeclareAsync();
        await world.QuietAsync();

        await ChangeAsync(world, "alter table delivery rename to delivery_away");
        var join = world.Linus.JoinAsync(room.Id);
        var answer = await world.Ada.CommandAsync("/incident", "note the disk is full", room.Id);
        await world.UntilAsync(() => log.Errors.Count >= 2, "two failures in the log");
        await ChangeAsync(world, "alter table delivery_away rename to delivery");
        await join;

        Assert.That(answer.Text, Does.Contain("nothing was saved"));
        await world.EphemeralAsync(world.Linus, "Summary");
    }

    [Test]
    public async Task A_broken_connection_is_replaced_automatically()
    {
        await using var world = await World.StartBySocketAsync("--Slack:SocketConnections=1");
        var opened = world.Slack.Sockets.Opened;

        world.Slack.Sockets.Cut();
        await world.UntilAsync(() => world.Slack.Sockets.Count == 1 && world.Slack.Sockets.Opened > opened, "another connection");

        var answer = await world.Ada.CommandAsync("/incident", "help", World.General);
        Assert.That(answer.Text, Does.Contain("/incident"));
    }

    [Test]
    public async Task Socket_Mode_that_is_switched_off_is_reported_and_rarely_retried()
    {
        await using var world = await World.StartBySocketAsync("--Slack:SocketConnections=1");
        var log = HeardLog.Of(world);
        var before = Tries(world);

        await world.Slack.Sockets.SwitchOffAsync();
        await Eventually.IsTrueAsync(async () => (await ReadyAsync(world)).Status == HttpStatusCode.ServiceUnavailable);
        var (_, report) = await ReadyAsync(world);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(report, Does.Contain("Socket Mode is switched off").And.Contain("Switch Socket Mode on"));
            Assert.That(log.Errors, Has.One.Contains("disabled in the app"));
            Assert.That(Tries(world), Is.EqualTo(before));
            Assert.That(await world.Http.GetStringAsync("/healthz"), Does.StartWith("alive"));
        }
    }

    [Test]
    public async Task A_wrong_app_token_is_reported_without_the_token()
    {
        await using var world = await World.StartBySocketAsync("--Slack:AppToken=xapp-1-A0-of-another-app");

        await Eventually.IsTrueAsync(async () => (await ReadyAsync(world)).Report.Contains("invalid_auth", StringComparison.Ordinal));
        var (status, report) = await ReadyAsync(world);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(report, Does.Contain("Slack says invalid_auth").And.Contain("Slack__AppToken").And.Contain("App-Level Tokens"));
            Assert.That(report, Does.Not.Contain("of-another-app"));
            Assert.That(Tries(world), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task Events_during_a_restart_are_handled_afterwards()
    {
        await using var world = await World.StartBySocketAsync();
        var room = await world.DeclareAsync();
        await world.QuietAsync();

        await world.StopBotAsync();
        var left = world.Slack.Sockets.Count;
        var join = world.Linus.JoinAsync(room.Id);
        var unanswered = await world.Ada.CommandAsync("/incident", "list", World.General);
        await world.StartBotAsync();
        await join;
        await world.EphemeralAsync(world.Linus, "Summary");
        var answer = await world.Ada.CommandAsync("/incident", "list", World.General);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(left, Is.Zero, "the bot closed its connections");
            Assert.That(unanswered.Failure, Is.EqualTo("dispatch_failed"));
            Assert.That(answer.Everything, Does.Contain("INC-1"));
        }
    }

    [Test]
    public async Task Without_a_signing_secret_every_HTTP_request_is_refused()
    {
        await using var world = await World.StartBySocketAsync();
        var raw = new RawSlack(world);
        var before = await Trace.OfAsync(world);

        var statuses = new List<int>();
        foreach (var route in RawSlack.Routes)
            statuses.Add((await raw.SignedAsync(route, System.Text.Encoding.UTF8.GetString(raw.Body(route, "let me in")))).Status);
        var empty = await raw.SendAsync(new SlackRequests("").Signed(raw.Url("/slack/command"), raw.CommandForm("declare critical: x"), SlackRequests.Form, raw.Now));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(statuses, Has.All.EqualTo(401));
            Assert.That(empty.Status, Is.EqualTo(401), "an empty key gives no valid signature");
            Assert.That((await Trace.OfAsync(world)).Rows, Is.EqualTo(before.Rows));
        }
    }

    [Test]
    public async Task Readiness_shows_the_connections_and_no_log_has_a_ticket_or_the_token()
    {
        await using var world = await World.StartBySocketAsync();
        var log = HeardLog.Of(world);

        await world.Slack.Sockets.DisconnectAsync("refresh_requested");
        await world.UntilAsync(() => world.Slack.Sockets.Opened >= 2, "a successor");
        var (status, report) = await ReadyAsync(world);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(status, Is.EqualTo(HttpStatusCode.OK), report);
            Assert.That(report, Does.Match("[12] of 2 connections, the oldest since 20[0-9-]+ [0-9:]+ UTC"));
            Assert.That(log.Everything, Does.Contain("Socket Mode"));
            Assert.That(log.Everything, Does.Not.Contain("ticket=").And.Not.Contain(world.Workspace.App.AppToken));
        }
    }

    private static async Task PinSomethingAsync(World world, Room room, string words)
    {
        var said = await world.Linus.SayAsync(room.Id, words);
        await world.Grace.PinAsync(room.Id, said.Ts);
    }

    private static IEnumerable<string> Types(World world) => world.Slack.Sockets.Envelopes.Select(envelope => envelope.Type).Distinct();

    private static int Tries(World world) => world.Slack.Calls.Count(call => call.Method == "apps.connections.open");

    private static IReadOnlyList<SlackEnvelope> Joins(World world, SlackPerson person) =>
    [
        .. world.Slack.Sockets.Envelopes.Where(envelope => envelope.Type == "events_api"
            && envelope.Payload.GetProperty("event") is var told
            && told.GetProperty("type").GetString() == "member_joined_channel"
            && told.GetProperty("user").GetString() == person.Id),
    ];

    private static async Task<(HttpStatusCode Status, string Report)> ReadyAsync(World world)
    {
        using var answer = await world.Http.GetAsync("/readyz");
        var report = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        return (answer.StatusCode, report.GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("name").GetString() == "socket mode").GetRawText());
    }

    private static Task ChangeAsync(World world, string sql) =>
        world.Services.GetRequiredService<IDatabase>().WriteAsync(session => session.ExecuteAsync(sql), CancellationToken.None);

    private static Task<IReadOnlyList<string>> TimelineAsync(World world) => world.Services.GetRequiredService<IDatabase>().ReadAsync(
        session => session.QueryAsync<string>("select event from timeline_entry"), CancellationToken.None);
}
