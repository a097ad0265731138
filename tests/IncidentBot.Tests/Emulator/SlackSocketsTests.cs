using System.Net.WebSockets;
using System.Text.Json;
using NUnit.Framework;

namespace IncidentBot.Tests.Emulator;

public sealed class SlackSocketsTests
{
    [Test]
    public async Task A_connection_needs_the_app_token_and_every_other_call_the_bot_token()
    {
        await using var slack = await EmulatedSlack.StartAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await ErrorAsync(slack, "apps.connections.open", slack.Workspace.App.BotToken), Is.EqualTo("not_allowed_token_type"));
            Assert.That(await ErrorAsync(slack, "auth.test", slack.Workspace.App.AppToken), Is.EqualTo("not_allowed_token_type"));
            Assert.That(await ErrorAsync(slack, "apps.connections.open", "xapp-other"), Is.EqualTo("invalid_auth"));
            Assert.That(await ErrorAsync(slack, "apps.connections.open", ""), Is.EqualTo("not_authed"));
            Assert.That(await ErrorAsync(slack, "apps.connections.open", slack.Workspace.App.AppToken), Is.Null);
        }
    }

    [Test]
    public async Task A_ticket_is_valid_for_one_connection()
    {
        await using var slack = await EmulatedSlack.StartAsync();
        var answer = await OpenAsync(slack, "apps.connections.open", slack.Workspace.App.AppToken);
        var url = new Uri(answer.GetProperty("url").GetString()!);
        using var first = new ClientWebSocket();
        using var second = new ClientWebSocket();

        await first.ConnectAsync(url, CancellationToken.None);
        var hello = await ReadAsync(first);

        Assert.That(hello.GetProperty("type").GetString(), Is.EqualTo("hello"));
        Assert.That(() => second.ConnectAsync(url, CancellationToken.None), Throws.InstanceOf<WebSocketException>());
    }

    [Test]
    public async Task A_ticket_expires_after_half_a_minute()
    {
        await using var slack = await EmulatedSlack.StartAsync();
        var answer = await OpenAsync(slack, "apps.connections.open", slack.Workspace.App.AppToken);
        using var late = new ClientWebSocket();

        slack.Clock.Advance(TimeSpan.FromSeconds(31));

        Assert.That(() => late.ConnectAsync(new Uri(answer.GetProperty("url").GetString()!), CancellationToken.None), Throws.InstanceOf<WebSocketException>());
    }

    [Test]
    public async Task Without_a_connection_a_command_fails_at_once()
    {
        await using var slack = await EmulatedSlack.StartAsync();
        slack.Server.ConnectBySocket();

        var answer = await slack.Ada.CommandAsync("/incident", "help", "general");

        Assert.That(answer.Failure, Is.EqualTo("dispatch_failed"));
    }

    private static async Task<string?> ErrorAsync(EmulatedSlack slack, string method, string token) =>
        (await OpenAsync(slack, method, token)).TryGetProperty("error", out var error) ? error.GetString() : null;

    private static async Task<JsonElement> OpenAsync(EmulatedSlack slack, string method, string token)
    {
        using var response = await slack.SendAsync(method, new FormUrlEncodedContent([]), token);
        return JsonElement.Parse(await response.Content.ReadAsStringAsync());
    }

    private static async Task<JsonElement> ReadAsync(ClientWebSocket socket)
    {
        var buffer = new byte[4096];
        var frame = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
        return JsonElement.Parse(buffer.AsSpan(0, frame.Count));
    }
}
