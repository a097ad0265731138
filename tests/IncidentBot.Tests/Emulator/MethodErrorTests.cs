using IncidentBot.SlackEmulator;
using NUnit.Framework;

namespace IncidentBot.Tests.Emulator;

/// <summary>Slack's own error codes, method by method.</summary>
public sealed class MethodErrorTests
{
    private EmulatedSlack _slack;
    private string _general;
    private string _elsewhere;

    [SetUp]
    public async Task Start()
    {
        _slack = await EmulatedSlack.StartAsync(new SlackEmulatorOptions { EnforceRateLimits = false });
        _general = _slack.Workspace.Channel("general").Id;
        _elsewhere = _slack.Workspace.Channel("elsewhere").Id;
    }

    [TearDown]
    public async Task Stop() => await _slack.DisposeAsync();

    [Test]
    public async Task A_message_needs_a_visible_channel_and_content()
    {
        var secret = _slack.Workspace.Channel("secret").Id;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await Error("chat.postMessage", new { channel = "CNOWHERE", text = "x" }), Is.EqualTo("channel_not_found"));
            Assert.That(await Error("chat.postMessage", new { channel = "general", text = "x" }), Is.EqualTo("channel_not_found"));
            Assert.That(await Error("chat.postMessage", new { channel = secret, text = "x" }), Is.EqualTo("channel_not_found"));
            Assert.That(await Error("chat.postMessage", new { channel = "UGONE", text = "x" }), Is.EqualTo("channel_not_found"));
            Assert.That(await Error("chat.postMessage", new { channel = _general }), Is.EqualTo("no_text"));
            Assert.That(await Error("chat.postMessage", new { channel = _general, text = "x", thread_ts = "1.2" }), Is.EqualTo("cannot_reply_to_message"));
            Assert.That(await Error("chat.postMessage", new { channel = _elsewhere, text = "x" }), Is.Null, "chat:write.public");
        }
    }

    [Test]
    public async Task Without_the_public_scope_the_bot_posts_only_in_its_channels()
    {
        var scopes = SlackEmulatorOptions.UsualScopes.Where(scope => scope != "chat:write.public").ToHashSet();
        await using var slack = await EmulatedSlack.StartAsync(new SlackEmulatorOptions { Scopes = scopes });

        var error = await slack.ErrorOfAsync("chat.postMessage", new { channel = slack.Workspace.Channel("elsewhere").Id, text = "x" });

        Assert.That(error, Is.EqualTo("not_in_channel"));
    }

    [Test]
    public async Task A_long_text_is_cut_and_a_long_edit_refused()
    {
        var posted = await _slack.CallAsync("chat.postMessage", new { channel = _general, text = new string('x', 40_001) });

        var edit = await Error("chat.update", new { channel = _general, ts = posted.GetProperty("ts").GetString(), text = new string('x', 4001) });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(posted.GetProperty("warning").GetString(), Does.Contain("message_truncated"));
            Assert.That(_slack.Workspace.TopLevel("general")[0].Text, Has.Length.EqualTo(40_000));
            Assert.That(edit, Is.EqualTo("msg_too_long"));
        }
    }

    [Test]
    public async Task Only_the_bots_own_messages_can_be_changed()
    {
        var said = await _slack.Ada.SayAsync("general", "mine");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await Error("chat.update", new { channel = _general, ts = said.Ts, text = "yours" }), Is.EqualTo("cant_update_message"));
            Assert.That(await Error("chat.delete", new { channel = _general, ts = said.Ts }), Is.EqualTo("cant_delete_message"));
            Assert.That(await Error("chat.update", new { channel = _general, ts = "1.2", text = "x" }), Is.EqualTo("message_not_found"));
        }
    }

    [Test]
    public async Task An_edit_with_text_alone_removes_the_blocks_and_keeps_the_history()
    {
        var ts = await _slack.PostAsync("general", "first", [new { type = "divider" }]);

        await _slack.CallAsync("chat.update", new { channel = _general, ts, text = "second" });

        var message = _slack.Workspace.TopLevel("general").Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(message.Text, Is.EqualTo("second"));
            Assert.That(message.Blocks, Is.Null);
            Assert.That(message.Edits.Single().Text, Is.EqualTo("first"));
        }
    }

    [Test]
    public async Task An_ephemeral_message_needs_a_recipient_in_the_channel()
    {
        Assert.That(await Error("chat.postEphemeral", new { channel = _general, user = "UGONE", text = "x" }), Is.EqualTo("user_not_in_channel"));
        Assert.That(await Error("chat.postEphemeral", new { channel = _elsewhere, user = "UADA", text = "x" }), Is.EqualTo("not_in_channel"));

        await _slack.CallAsync("chat.postEphemeral", new { channel = _general, user = "UADA", text = "for you" });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(_slack.Workspace.Ephemerals("ada").Single().Text, Is.EqualTo("for you"));
            Assert.That(_slack.Workspace.Ephemerals("grace"), Is.Empty);
            Assert.That(_slack.Workspace.Messages("general"), Is.Empty);
        }
    }

    [TestCase("Inc-1", "invalid_name_specials")]
    [TestCase("inc 1", "invalid_name_specials")]
    [TestCase("---", "invalid_name_punctuation")]
    [TestCase("", "invalid_name_required")]
    [TestCase("general", "name_taken")]
    [TestCase("secret", "name_taken")]
    public async Task A_channel_needs_a_free_and_valid_name(string name, string error) =>
        Assert.That(await Error("conversations.create", new { name }), Is.EqualTo(error));

    [Test]
    public async Task Archiving_removes_the_bot_and_keeps_the_name()
    {
        var made = await _slack.CallAsync("conversations.create", new { name = "inc-1" });
        var channel = made.GetProperty("channel").GetProperty("id").GetString();
        await _slack.CallAsync("conversations.archive", new { channel });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(_slack.Workspace.Channel("inc-1").Members, Does.Not.Contain(_slack.Bot));
            Assert.That(await Error("conversations.create", new { name = "inc-1" }), Is.EqualTo("name_taken"));
            Assert.That(await Error("conversations.archive", new { channel }), Is.EqualTo("already_archived"));
            Assert.That(await Error("conversations.unarchive", new { channel }), Is.EqualTo("not_in_channel"));
            Assert.That(await Error("conversations.join", new { channel }), Is.EqualTo("is_archived"));
            Assert.That(await Error("chat.postMessage", new { channel, text = "x" }), Is.EqualTo("is_archived"));
        }
    }

    [Test]
    public async Task One_invalid_person_fails_an_invitation_unless_forced()
    {
        var made = await _slack.CallAsync("conversations.create", new { name = "inc-1" });
        var channel = made.GetProperty("channel").GetProperty("id").GetString();

        var refused = await _slack.CallAsync("conversations.invite", new { channel, users = "UADA,UNOBODY" });
        var forced = await _slack.CallAsync("conversations.invite", new { channel, users = "UADA,UNOBODY", force = true });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refused.GetProperty("error").GetString(), Is.EqualTo("user_not_found"));
            Assert.That(forced.GetProperty("errors")[0].GetProperty("user").GetString(), Is.EqualTo("UNOBODY"));
            Assert.That(_slack.Workspace.Channel("inc-1").Members, Is.EqualTo([_slack.Bot, "UADA"]));
            Assert.That(await Error("conversations.invite", new { channel, users = "UADA" }), Is.EqualTo("already_in_channel"));
            Assert.That(await Error("conversations.invite", new { channel, users = _slack.Bot }), Is.EqualTo("cant_invite_self"));
            Assert.That(await Error("conversations.invite", new { channel, users = "UGONE" }), Is.EqualTo("cant_invite"));
        }
    }

    [Test]
    public async Task Topics_and_names_have_limits()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await Error("conversations.setTopic", new { channel = _general, topic = new string('x', 251) }), Is.EqualTo("too_long"));
            Assert.That(await Error("conversations.setTopic", new { channel = _elsewhere, topic = "x" }), Is.EqualTo("not_in_channel"));
            Assert.That(await Error("conversations.rename", new { channel = _general, name = "mine" }), Is.EqualTo("not_authorized"));
        }
    }

    [Test]
    public async Task Pins_reactions_and_bookmarks_are_counted_once()
    {
        var ts = await _slack.PostAsync("general");
        await _slack.CallAsync("pins.add", new { channel = _general, timestamp = ts });
        await _slack.CallAsync("reactions.add", new { channel = _general, timestamp = ts, name = "eyes" });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await Error("pins.add", new { channel = _general, timestamp = ts }), Is.EqualTo("already_pinned"));
            Assert.That(await Error("pins.remove", new { channel = _general, timestamp = "1.2" }), Is.EqualTo("message_not_found"));
            Assert.That(await Error("reactions.add", new { channel = _general, timestamp = ts, name = "eyes" }), Is.EqualTo("already_reacted"));
            Assert.That(await Error("reactions.add", new { channel = _general, timestamp = ts, name = ":eyes:" }), Is.EqualTo("invalid_name"));
            Assert.That(await Error("bookmarks.add", new { channel_id = _general, title = "x", type = "link", link = "nowhere" }), Is.EqualTo("invalid_link"));
            Assert.That(await Error("bookmarks.remove", new { channel_id = _general, bookmark_id = "Bk0" }), Is.EqualTo("not_found"));
        }
    }

    [Test]
    public async Task History_is_newest_first_paged_and_without_replies()
    {
        var parent = await _slack.PostAsync("general", "one");
        await _slack.CallAsync("chat.postMessage", new { channel = _general, text = "reply", thread_ts = parent });
        await _slack.PostAsync("general", "two");

        var first = await _slack.CallAsync("conversations.history", new { channel = _general, limit = 1 });
        var cursor = first.GetProperty("response_metadata").GetProperty("next_cursor").GetString();
        var second = await _slack.CallAsync("conversations.history", new { channel = _general, limit = 1, cursor });
        var replies = await _slack.CallWithFormAsync("conversations.replies", ("channel", _general), ("ts", parent));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.GetProperty("messages")[0].GetProperty("text").GetString(), Is.EqualTo("two"));
            Assert.That(second.GetProperty("messages")[0].GetProperty("text").GetString(), Is.EqualTo("one"));
            Assert.That(second.GetProperty("has_more").GetBoolean(), Is.False);
            Assert.That(replies.GetProperty("messages").GetArrayLength(), Is.EqualTo(2));
        }
    }

    [Test]
    public async Task Metadata_is_returned_only_on_request()
    {
        var metadata = new { event_type = "outbox", event_payload = new { id = "7" } };
        await _slack.CallAsync("chat.postMessage", new { channel = _general, text = "x", metadata });

        var with = await _slack.CallAsync("conversations.history", new { channel = _general, include_all_metadata = true });
        var without = await _slack.CallAsync("conversations.history", new { channel = _general });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(with.GetProperty("messages")[0].GetProperty("metadata").GetProperty("event_payload").GetProperty("id").GetString(), Is.EqualTo("7"));
            Assert.That(without.GetProperty("messages")[0].TryGetProperty("metadata", out _), Is.False);
            Assert.That(await Error("chat.postMessage", new { channel = _general, text = "x", metadata = new { event_type = "y" } }), Is.EqualTo("invalid_metadata_format"));
        }
    }

    [Test]
    public async Task People_are_found_by_id_and_by_address_while_they_are_members()
    {
        var gone = await _slack.CallWithFormAsync("users.lookupByEmail", ("email", "gone@example.com"));
        var ada = await _slack.CallWithFormAsync("users.lookupByEmail", ("email", "ada@example.com"));
        var nobody = await _slack.CallWithFormAsync("users.info", ("user", "UNOBODY"));
        var group = await _slack.CallWithFormAsync("usergroups.users.list", ("usergroup", "SONCALL"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(gone.GetProperty("error").GetString(), Is.EqualTo("users_not_found"));
            Assert.That(ada.GetProperty("user").GetProperty("id").GetString(), Is.EqualTo("UADA"));
            Assert.That(nobody.GetProperty("error").GetString(), Is.EqualTo("user_not_found"));
            Assert.That(group.GetProperty("users")[0].GetString(), Is.EqualTo("UADA"));
        }
    }

    private Task<string?> Error(string method, object arguments) => _slack.ErrorOfAsync(method, arguments);
}
