using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using IncidentBot.SlackEmulator;

namespace IncidentBot.Tests.Emulator;

/// <summary>A running workspace with Ada and Grace in #general, and an HTTP client with the bot token.</summary>
internal sealed class EmulatedSlack : IAsyncDisposable
{
    private readonly HttpClient _http = new();

    private EmulatedSlack(ManualClock clock, SlackEmulatorServer server) => (Clock, Server) = (clock, server);

    public ManualClock Clock { get; }

    public SlackEmulatorServer Server { get; }

    public SlackWorkspace Workspace => Server.Workspace;

    public string Bot => Workspace.App.BotUserId;

    public SlackPerson Ada => Workspace.Person("UADA");

    public static async Task<EmulatedSlack> StartAsync(SlackEmulatorOptions? options = null)
    {
        var clock = new ManualClock();
        var workspace = new SlackWorkspace(clock);
        workspace.AddUser("UADA", "ada");
        workspace.AddUser("UGRACE", "grace");
        workspace.AddDeactivated("UGONE", "gone");
        workspace.AddUserGroup("SONCALL", "oncall", "UADA");
        workspace.AddChannel("general", false, "UADA", "UGRACE", workspace.App.BotUserId);
        workspace.AddChannel("elsewhere", false, "UADA");
        workspace.AddChannel("secret", true, "UADA");
        return new EmulatedSlack(clock, await SlackEmulatorServer.StartAsync(workspace, options, CancellationToken.None));
    }

    /// <summary>Calls a method with a JSON body, as a client would.</summary>
    public async Task<JsonElement> CallAsync(string method, object arguments)
    {
        using var response = await SendAsync(method, JsonContent.Create(arguments));
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Calls a method with a form body.</summary>
    public async Task<JsonElement> CallWithFormAsync(string method, params (string Name, string Value)[] fields)
    {
        var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var response = await SendAsync(method, form);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public async Task<string?> ErrorOfAsync(string method, object arguments) =>
        (await CallAsync(method, arguments)).TryGetProperty("error", out var error) ? error.GetString() : null;

    public async Task<string> PostAsync(string channel, string text = "hello", object[]? blocks = null)
    {
        var answer = await CallAsync("chat.postMessage", new { channel = Workspace.Channel(channel).Id, text, blocks = blocks ?? [] });
        return answer.GetProperty("ts").GetString() ?? "";
    }

    public async Task<HttpResponseMessage> SendAsync(string method, HttpContent body, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Server.ApiBaseUrl, method)) { Content = body };
        if (token != "")
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token ?? Workspace.App.BotToken);
        return await _http.SendAsync(request);
    }

    public static JsonNode Blocks(params object[] blocks) => JsonSerializer.SerializeToNode(blocks)!;

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Server.DisposeAsync();
    }
}
