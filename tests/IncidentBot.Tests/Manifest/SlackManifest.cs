using System.Text.Json.Nodes;
using YamlDotNet.Serialization;

namespace IncidentBot.Tests.Manifest;

/// <summary>slack-manifest.yaml, parsed as Slack parses it.</summary>
internal sealed class SlackManifest
{
    private SlackManifest(JsonObject root) => Root = root;

    public JsonObject Root { get; }

    public IReadOnlyList<JsonObject> Commands => Objects("features", "slash_commands");

    public IReadOnlyList<JsonObject> Shortcuts => Objects("features", "shortcuts");

    public IReadOnlyList<string> Scopes => Texts("oauth_config", "scopes", "bot");

    public IReadOnlyList<string> Events => Texts("settings", "event_subscriptions", "bot_events");

    public string EventUrl => Text("settings", "event_subscriptions", "request_url");

    public string ActionUrl => Text("settings", "interactivity", "request_url");

    public string OptionsUrl => Text("settings", "interactivity", "message_menu_options_url");

    public static SlackManifest Read()
    {
        using var yaml = File.OpenText(Repository.PathOf("slack-manifest.yaml"));
        // Unquoted scalars keep their type: a quoted true would be text, and Slack's schema distinguishes them.
        var values = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize<object>(yaml);
        var json = new SerializerBuilder().JsonCompatible().Build().Serialize(values);
        return new SlackManifest(JsonNode.Parse(json)!.AsObject());
    }

    public string Text(params string[] path) => At(path).GetValue<string>();

    private JsonNode At(params string[] path) =>
        path.Aggregate((JsonNode)Root, (node, name) => node[name] ?? throw new InvalidOperationException($"The manifest has no {string.Join('.', path)}."));

    private IReadOnlyList<string> Texts(params string[] path) => [.. At(path).AsArray().Select(node => node!.GetValue<string>())];

    private IReadOnlyList<JsonObject> Objects(params string[] path) => [.. At(path).AsArray().Select(node => node!.AsObject())];
}
