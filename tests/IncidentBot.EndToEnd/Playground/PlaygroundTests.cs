using System.Net;
using System.Net.Http.Json;
using System.Text;
using IncidentBot.Playground;
using IncidentBot.Playground.Scene;

namespace IncidentBot.EndToEnd.Playground;

/// <summary>The playground's endpoints: people, time, faults, and access.</summary>
internal sealed class PlaygroundTests
{
    [Test]
    public async Task A_declaration_reaches_the_real_bot_and_each_person_sees_what_Slack_would_show()
    {
        await using var play = await Play.StartAsync();

        var room = await play.DeclareAsync();

        var maya = await play.SeeAsync(Cast.Maya, "workspace", seen => ChannelNames(seen).Contains(room.Name), room.Id);
        var sam = await play.SeeAsync(Cast.Sam, "workspace", _ => true, room.Id);
        var robin = await play.SeeAsync(Cast.Robin, "workspace", _ => true, room.Id);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(maya.GetProperty("open").GetProperty("messages").EnumerateArray().Any(message => message.GetProperty("pinned").GetBoolean()), Is.True);
            Assert.That(ChannelNames(sam), Is.EqualTo(new[] { Cast.Partners }));
            Assert.That(sam.GetProperty("open").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
            Assert.That(ChannelNames(robin), Is.Empty);
        }
    }

    [Test]
    public async Task A_refused_person_gets_one_sentence()
    {
        await using var play = await Play.StartAsync();

        using var left = await play.Http.PostAsJsonAsync($"/api/people/{Cast.Robin.Id}/say", new { channel = Cast.General, text = "I am still here" });
        using var guest = await play.Http.PostAsJsonAsync($"/api/people/{Cast.Sam.Id}/say", new { channel = Cast.General, text = "let me in" });
        using var nobody = await play.Http.PostAsJsonAsync("/api/people/U0NOBODY1/say", new { channel = Cast.General, text = "boo" });

        using (Assert.EnterMultipleScope())
        {
            Assert.That((left.StatusCode, await left.Content.ReadAsStringAsync()), Is.EqualTo((HttpStatusCode.BadRequest, """{"problem":"This account has been deactivated."}""")));
            Assert.That((guest.StatusCode, await guest.Content.ReadAsStringAsync()), Is.EqualTo((HttpStatusCode.BadRequest, """{"problem":"You cannot see that channel."}""")));
            Assert.That(nobody.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
            Assert.That(play.Workspace.Messages(Cast.General).Select(message => message.Text), Has.None.Contains("still here").And.None.Contains("let me in"));
        }
    }

    [Test]
    public async Task Half_an_hour_is_played_step_by_step_with_each_reminder()
    {
        await using var play = await Play.StartAsync();
        var room = await play.DeclareAsync();
        await play.CommandAsync(Cast.Maya, "lead me", room.Id);

        await play.PostAsync("/api/clock", new { minutes = 30 });
        await play.PostAsync("/api/clock", new { minutes = 15 });

        var seen = await play.SeeMachineAsync(machine => machine.GetProperty("proof").GetProperty("waiting").GetInt32() == 0);
        var spoken = seen.GetProperty("reminders").EnumerateArray()
            .Where(reminder => reminder.GetProperty("state").GetString() == "spoken" && reminder.GetProperty("clock").GetString() == "room")
            .Select(reminder => reminder.GetProperty("what").GetString());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(spoken, Is.EquivalentTo(new[] { "heads-up", "overdue", "still overdue", "page the people on call" }));
            Assert.That(seen.GetProperty("proof").GetProperty("lost").GetInt32(), Is.Zero);
            Assert.That(seen.GetProperty("proof").GetProperty("doubled").GetInt32(), Is.Zero);
        }
    }

    [Test]
    public async Task A_reminder_due_while_the_bot_is_dead_is_sent_once_after_its_start()
    {
        await using var play = await Play.StartAsync();
        var room = await play.DeclareAsync();
        await play.PostAsync("/api/bot", new { @do = "kill" });
        await play.PostAsync("/api/clock", new { to = "next" });
        await play.PostAsync("/api/clock", new { minutes = 3 });
        var unheard = await play.CommandAsync(Cast.Maya, "recap", room.Id);
        using var page = await play.Http.GetAsync("/status");

        await play.PostAsync("/api/bot", new { @do = "start" });

        await play.UntilAsync(() => Reminders(play).Count > 0, "the reminder");
        var seen = await play.SeeMachineAsync(machine =>
            machine.GetProperty("proof").GetProperty("waiting").GetInt32() == 0 && machine.GetProperty("bot").GetProperty("state").GetString() == "running");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(unheard.GetProperty("failure").GetString(), Is.EqualTo("dispatch_failed"));
            Assert.That(page.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(Reminders(play), Has.Count.EqualTo(1).And.Some.Contains("this incident has no lead"));
            Assert.That(seen.GetProperty("bot").GetProperty("lives").GetInt32(), Is.EqualTo(2));
            Assert.That(seen.GetProperty("tour").GetProperty("steps")[4].GetProperty("done").GetBoolean(), Is.True);
        }
    }

    [Test]
    public async Task While_Slack_is_down_messages_wait_and_arrive_afterwards()
    {
        await using var play = await Play.StartAsync();
        await play.PostAsync("/api/slack", new { trouble = "down" });
        var answer = await play.CommandAsync(Cast.Maya, "declare critical: API answers with errors");
        var waiting = await play.SeeMachineAsync(machine => machine.GetProperty("proof").GetProperty("waiting").GetInt32() > 0);

        await play.PostAsync("/api/slack", new { trouble = "up" });
        await play.PostAsync("/api/clock", new { minutes = 1 });

        await play.UntilAsync(() => play.Room is { Pins.Count: 1 }, "the room");
        Assert.That(answer.GetProperty("failure").GetString(), Is.Null);
        Assert.That(waiting.GetProperty("slack").GetString(), Is.EqualTo("down"));
    }

    [Test]
    public async Task Only_the_playgrounds_own_page_gets_a_response()
    {
        await using var play = await Play.StartAsync();

        using var rebound = await SendAsync(play, request => request.Headers.Host = "evil.example");
        using var foreign = await SendAsync(play, request => request.Headers.Add("Origin", "https://evil.example"));
        using var plain = await SendAsync(play, request => request.Content = new StringContent("{}", Encoding.UTF8, "text/plain"));
        using var own = await play.Http.GetAsync("/");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(rebound.StatusCode, Is.EqualTo(HttpStatusCode.MisdirectedRequest));
            Assert.That(foreign.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
            Assert.That(plain.StatusCode, Is.EqualTo(HttpStatusCode.UnsupportedMediaType));
            Assert.That(IPAddress.IsLoopback(IPAddress.Parse(play.Address.Host)), Is.True);
            Assert.That(string.Join(';', own.Headers.GetValues("Content-Security-Policy")), Does.Contain("default-src 'none'").And.Contain("script-src 'self'"));
        }
    }

    [Test]
    public async Task The_playground_leaves_nothing_behind()
    {
        var play = await Play.StartAsync();
        var folder = play.Folder;
        var seen = await play.SeeMachineAsync(machine => machine.GetProperty("bot").GetProperty("state").GetString() == "running");

        await play.DisposeAsync();

        Assert.That(Directory.Exists(folder), Is.False);
        Assert.That(() => System.Diagnostics.Process.GetProcessById(seen.GetProperty("bot").GetProperty("pid").GetInt32()), Throws.ArgumentException);
    }

    [Test]
    public async Task A_taken_port_is_reported_in_one_sentence_and_leaves_nothing_behind()
    {
        await using var play = await Play.StartAsync();
        var temporary = Directory.CreateTempSubdirectory("incidentbot-e2e-");
        var start = new System.Diagnostics.ProcessStartInfo("dotnet", [typeof(PlaygroundApplication).Assembly.Location, "--no-browser", "--port", $"{play.Address.Port}"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment = { ["TMPDIR"] = temporary.FullName, ["TEMP"] = temporary.FullName },
        };

        using var second = System.Diagnostics.Process.Start(start)!;
        var said = await second.StandardError.ReadToEndAsync();
        await second.WaitForExitAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(second.ExitCode, Is.EqualTo(1));
            Assert.That(said.Trim(), Is.EqualTo($"Port {play.Address.Port} is taken. Use another with --port, or omit --port to use any free one."));
            Assert.That(temporary.GetDirectories("incidentbot-playground-*"), Is.Empty);
        }

        temporary.Delete(recursive: true);
    }

    private static IEnumerable<string?> ChannelNames(System.Text.Json.JsonElement workspace) =>
        workspace.GetProperty("channels").EnumerateArray().Select(channel => channel.GetProperty("name").GetString());

    private static IReadOnlyList<string> Reminders(Play play) =>
        [.. play.Room!.Messages.Select(message => message.Text).Where(text => text.Contains("this incident has no lead", StringComparison.Ordinal))];

    private static async Task<HttpResponseMessage> SendAsync(Play play, Action<HttpRequestMessage> change)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/clock") { Content = JsonContent.Create(new { minutes = 1 }) };
        change(request);
        return await play.Http.SendAsync(request);
    }
}
