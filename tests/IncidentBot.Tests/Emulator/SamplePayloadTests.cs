using System.Text.Json;
using IncidentBot.SlackEmulator;
using NUnit.Framework;

namespace IncidentBot.Tests.Emulator;

/// <summary>The emulator's payloads have every key of the corresponding sample. The samples are not part of this repository.</summary>
public sealed class SamplePayloadTests
{
    private static readonly object Words = new { type = "plain_text", text = "Words" };

    private EmulatedSlack _slack;
    private RecordingBot _bot;

    [SetUp]
    public async Task Start()
    {
        if (Folder() is null)
            Assert.Ignore("Slack's sample payloads are not at hand (../shared/slack/vectors/payloads).");
        _slack = await EmulatedSlack.StartAsync(new SlackEmulatorOptions { EnforceRateLimits = false });
        _bot = await RecordingBot.StartAsync();
        _slack.Server.ConnectTo(_bot.BaseUrl);
    }

    [TearDown]
    public async Task Stop()
    {
        if (_slack is not null)
            await _slack.DisposeAsync();
        if (_bot is not null)
            await _bot.DisposeAsync();
    }

    [Test]
    public async Task Commands_and_shortcuts()
    {
        var said = await _slack.Ada.SayAsync("general", "look");
        await _slack.Ada.CommandAsync("/incident", "help", "general");
        await _slack.Ada.GlobalShortcutAsync("declare");
        await _slack.Ada.MessageShortcutAsync("timeline", "general", said.Ts);

        var sample = File.ReadAllText(Path.Combine(Folder()!, "slash_command.form.txt")).Trim().Split('&').Select(field => field.Split('=')[0]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(_bot.Requests.Single(request => request.Path == "/slack/command").Fields.Keys, Is.EquivalentTo(sample));
            AssertLike("shortcut.global", Interaction("shortcut"));
            AssertLike("shortcut.message", Interaction("message_action"), except: "/message/thread_ts");
        }
    }

    [Test]
    public async Task Clicks_and_modals()
    {
        var ts = await _slack.PostAsync("general", "x", [new { type = "actions", elements = new object[] { new { type = "button", action_id = "a", text = Words, value = "1", style = "primary" } } }]);
        await _slack.Ada.ClickAsync("general", ts, "a");
        var onMessage = Interaction("block_actions");
        var view = new
        {
            type = "modal", title = Words, submit = Words, close = Words, notify_on_close = true,
            blocks = new object[]
            {
                new { type = "input", optional = true, label = Words, element = new { type = "plain_text_input", action_id = "v" } },
                new { type = "actions", elements = new object[] { new { type = "static_select", action_id = "s", placeholder = Words, options = new[] { new { text = Words, value = "1" } } } } },
            },
        };
        await _slack.CallAsync("views.open", new { trigger_id = onMessage.GetProperty("trigger_id").GetString(), view });
        await _slack.Ada.ClickInModalAsync("s", "1");
        var inView = Interaction("block_actions");
        _bot.Answer = _ => (200, "application/json", """{"response_action":"push","view":{"type":"modal","title":{"type":"plain_text","text":"Next"},"blocks":[]}}""");
        await _slack.Ada.SubmitAsync([]);
        _bot.Answer = _ => (200, "", "");
        await _slack.Ada.CloseViewAsync(all: true);

        using (Assert.EnterMultipleScope())
        {
            AssertLike("block_actions.message", onMessage, except: "/state/values/sev_block");
            AssertLike("block_actions.view", inView);
            AssertLike("view_submission.empty_state_array", Interaction("view_submission"));
            AssertLike("view_closed", Interaction("view_closed"));
            Assert.That(_slack.Workspace.OpenView("ada"), Is.Null);
        }
    }

    [Test]
    public async Task Events()
    {
        var said = await _slack.Ada.SayAsync("general", "@incident-bot look");
        await _slack.Ada.SayAsync("general", "reply", said.Ts);
        await _slack.Ada.PinAsync("general", said.Ts);
        await _slack.Ada.ReactAsync("general", said.Ts, "pushpin");
        await _slack.Ada.EditAsync("general", said.Ts, "looked");
        await _slack.Ada.DeleteAsync("general", said.Ts);
        _slack.Workspace.AddUser("ULIN", "lin");
        await _slack.Ada.InviteAsync("general", "lin");
        await _slack.CallAsync("views.publish", new { user_id = "UADA", view = new { type = "home", blocks = Array.Empty<object>() } });
        await _slack.Ada.OpenHomeAsync();
        await _slack.PostAsync("general", "mine");
        await _slack.Ada.RenameChannelAsync("general", "common");
        await _slack.Ada.ArchiveAsync("common");
        await _slack.Server.EventsDeliveredAsync();

        using (Assert.EnterMultipleScope())
        {
            AssertLike("event.app_mention", Event("app_mention"));
            AssertLike("event.message.thread_reply", Event("message", inner => inner.TryGetProperty("parent_user_id", out _)));
            AssertLike("event.message.bot_own", Event("message", inner => inner.TryGetProperty("bot_id", out _)));
            AssertLike("event.message.changed", Event("message", inner => Subtype(inner) == "message_changed"));
            AssertLike("event.message.deleted", Event("message", inner => Subtype(inner) == "message_deleted"));
            AssertLike("event.pin_added", Event("pin_added"));
            AssertLike("event.reaction_added", Event("reaction_added"));
            AssertLike("event.member_joined_channel", Event("member_joined_channel"));
            AssertLike("event.app_home_opened", Event("app_home_opened"));
            AssertLike("event.channel_rename", Event("channel_rename"));
            AssertLike("event.channel_archive", Event("channel_archive"));
        }
    }

    private JsonElement Interaction(string type) => _bot.Requests
        .Where(request => request.Path == "/slack/action")
        .Select(request => request.Json)
        .Last(payload => payload.GetProperty("type").GetString() == type);

    private JsonElement Event(string type, Func<JsonElement, bool>? fits = null) => _bot.Events.First(told =>
        told.GetProperty("event").GetProperty("type").GetString() == type && (fits is null || fits(told.GetProperty("event"))));

    private static string? Subtype(JsonElement inner) => inner.TryGetProperty("subtype", out var subtype) ? subtype.GetString() : null;

    private static void AssertLike(string sample, JsonElement sent, string? except = null)
    {
        var expected = JsonElement.Parse(File.ReadAllText(Path.Combine(Folder()!, $"{sample}.json")));
        Assert.That(Missing(expected, sent, "").Where(path => path != except), Is.Empty, sample);
    }

    /// <summary>The sample's keys that were not sent. Lists are compared by their first items.</summary>
    private static IEnumerable<string> Missing(JsonElement sample, JsonElement sent, string path) => (sample.ValueKind, sent.ValueKind) switch
    {
        (JsonValueKind.Object, JsonValueKind.Object) => sample.EnumerateObject().SelectMany(property =>
            sent.TryGetProperty(property.Name, out var value) ? Missing(property.Value, value, $"{path}/{property.Name}") : [$"{path}/{property.Name}"]),
        (JsonValueKind.Array, JsonValueKind.Array) when sample.GetArrayLength() > 0 && sent.GetArrayLength() > 0 => Missing(sample[0], sent[0], $"{path}/0"),
        _ => [],
    };

    private static string? Folder()
    {
        for (var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "shared", "slack", "vectors", "payloads") is var path && Directory.Exists(path))
                return path;
        return null;
    }
}
