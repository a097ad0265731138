using System.Text.Json.Nodes;
using NUnit.Framework;

namespace IncidentBot.Tests.Manifest;

/// <summary>The manifest is valid by Slack's schema, which is not part of this repository.</summary>
public sealed class ManifestSchemaTests
{
    [TestCase("1.0.0")]
    [TestCase("2.0.0")]
    public void The_manifest_is_valid_by_Slacks_schema(string version)
    {
        var manifest = SlackManifest.Read().Root;
        manifest["_metadata"]!["major_version"] = int.Parse(version[..1], System.Globalization.CultureInfo.InvariantCulture);

        var problems = SchemaCheck.Problems(Schema(version), manifest);

        Assert.That(problems, Is.Empty);
    }

    [TestCase("1.0.0", "example.v1.valid.json", true)]
    [TestCase("1.0.0", "example.v1.invalid.json", false)]
    [TestCase("2.0.0", "example.v2.valid.json", true)]
    [TestCase("2.0.0", "example.v2.invalid.json", false)]
    public void The_check_agrees_with_Slack_on_Slacks_own_examples(string version, string example, bool valid)
    {
        var problems = SchemaCheck.Problems(Schema(version), Read(example));

        Assert.That(problems.Count == 0, Is.EqualTo(valid), string.Join('\n', problems));
    }

    [TestCase("""{"features":{"shortcuts":[{"name":"A name that is longer than Slack allows","type":"global","callback_id":"a","description":"b"}]}}""", "/features/shortcuts/0/name")]
    [TestCase("""{"settings":{"socket_mode_enabled":"no"}}""", "/settings/socket_mode_enabled")]
    [TestCase("""{"settings":{"event_subscriptions":{"bot_events":["pin_added","pin_added"]}}}""", "/settings/event_subscriptions/bot_events")]
    [TestCase("""{"flavours":{}}""", "/")]
    public void The_check_finds_an_error(string change, string place)
    {
        var manifest = JsonNode.Parse("""{"display_information":{"name":"IncidentBot"}}""")!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
            manifest[name] = value!.DeepClone();

        var problems = SchemaCheck.Problems(Schema("1.0.0"), manifest);

        Assert.That(problems, Has.Some.StartWith(place + ":"));
    }

    private static JsonObject Schema(string version) => Read($"manifest.schema.{version}.json");

    private static JsonObject Read(string file)
    {
        for (var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "slack", "manifest", file);
            if (File.Exists(path))
                return JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        }

        Assert.Ignore("Slack's manifest schema is not at hand (../shared/slack/manifest).");
        return [];
    }
}
