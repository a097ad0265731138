using System.Text;
using System.Text.Json.Nodes;
using IncidentBot.SlackEmulator;

namespace IncidentBot.EndToEnd.Support;

/// <summary>Requests to the bot byte for byte, as Slack or a forger sends them.</summary>
internal sealed class RawSlack(World world)
{
    public static readonly string[] Routes = ["/slack/command", "/slack/action", "/slack/event", "/slack/options"];

    public SlackRequests Requests { get; } = new(world.Workspace.App.SigningSecret);

    public DateTimeOffset Now => world.Time.GetUtcNow();

    public Uri Url(string route) => new(world.Http.BaseAddress!, route);

    /// <summary>A valid body for each route, with <paramref name="words"/> in it.</summary>
    public byte[] Body(string route, string words) => Encoding.UTF8.GetBytes(route switch
    {
        "/slack/command" => CommandForm($"declare critical: {words}"),
        "/slack/event" => Event("Ev1", new JsonObject { ["type"] = "app_home_opened", ["user"] = world.Ada.Id, ["tab"] = "home", ["words"] = words }),
        "/slack/options" => Payload(Interaction("block_suggestion", world.Ada, new JsonObject { ["action_id"] = "value", ["block_id"] = "incident", ["value"] = words })),
        _ => Payload(Interaction("shortcut", world.Ada, new JsonObject { ["callback_id"] = "incident_declare", ["trigger_id"] = words })),
    });

    public static string TypeOf(string route) => route == "/slack/event" ? SlackRequests.JsonType : SlackRequests.Form;

    public string CommandForm(string text, SlackPerson? by = null) => CommandForm(world.Workspace, by ?? world.Ada, text);

    public static string CommandForm(SlackWorkspace workspace, SlackPerson by, string text) => SlackRequests.FormBody(
    [
        new("token", "deprecated"), new("team_id", workspace.App.TeamId), new("channel_id", workspace.Channel(World.General).Id), new("channel_name", World.General),
        new("user_id", by.Id), new("command", "/incident"), new("text", text), new("response_url", "https://hooks.slack.example/r"), new("trigger_id", "1.2"),
    ]);

    public static string Payload(JsonObject payload) => SlackRequests.FormBody([new("payload", payload.ToJsonString())]);

    public JsonObject Interaction(string type, SlackPerson by, JsonObject members)
    {
        members["type"] = type;
        members["user"] = new JsonObject { ["id"] = by.Id, ["team_id"] = world.Workspace.App.TeamId };
        members["team"] = new JsonObject { ["id"] = world.Workspace.App.TeamId };
        return members;
    }

    public string Event(string id, JsonObject inner) => new JsonObject
    {
        ["type"] = "event_callback", ["event_id"] = id, ["event_time"] = Now.ToUnixTimeSeconds(), ["team_id"] = world.Workspace.App.TeamId, ["event"] = inner,
    }.ToJsonString();

    /// <summary>Sends a signed body and returns status and response.</summary>
    public Task<(int Status, string Body)> SignedAsync(string route, string body) =>
        SendAsync(Requests.Signed(Url(route), body, TypeOf(route), Now));

    public Task<(int Status, string Body)> InteractAsync(string type, SlackPerson by, JsonObject members) =>
        SignedAsync("/slack/action", Payload(Interaction(type, by, members)));

    public async Task<(int Status, string Body)> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await world.Http.SendAsync(request);
            return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
        }
    }
}
