using IncidentBot.Configuration;
using IncidentBot.Tests.Configuration;
using NUnit.Framework;
using YamlDotNet.RepresentationModel;

namespace IncidentBot.Tests.Packaging;

/// <summary>The files in docs/deploy are valid YAML and set existing keys.</summary>
public sealed class DeployFilesTests
{
    private const string Compose = "docs/deploy/two-replicas.compose.yaml";
    private const string Kubernetes = "docs/deploy/two-replicas.kubernetes.yaml";

    // A variable of ASP.NET Core, not one of our keys.
    private const string ReadersAddresses = "ASPNETCORE_FORWARDEDHEADERS_ENABLED";

    [Test]
    public void The_compose_file_runs_two_replicas_on_the_database_it_starts()
    {
        var file = Documents(Compose).Single();
        var bot = At(file, "services", "bot");
        var secrets = Names(At(file, "secrets"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(At(bot, "deploy", "replicas").ToString(), Is.EqualTo("2"));
            Assert.That(Names(At(bot, "environment")).Where(name => name != ReadersAddresses).Select(Key), Is.SubsetOf(Known()));
            Assert.That(At(bot, "environment", ReadersAddresses).ToString(), Is.EqualTo("true"));
            Assert.That(At(file, "configs", "proxy", "content").ToString(), Does.Contain("proxy_set_header X-Forwarded-For $$remote_addr;"), "the reader's own header is overwritten");
            Assert.That(At(bot, "environment", "Storage__Provider").ToString(), Is.EqualTo(nameof(StorageProvider.Postgres)));
            Assert.That(((YamlSequenceNode)At(bot, "secrets")).Select(name => name.ToString()), Is.SubsetOf(secrets));
            Assert.That(((YamlMappingNode)At(bot, "environment")).Where(pair => pair.Key.ToString().EndsWith("_FILE", StringComparison.Ordinal)).Select(pair => Path.GetFileName(pair.Value.ToString())), Is.SubsetOf(secrets));
        }
    }

    [Test]
    public void The_kubernetes_file_replaces_two_replicas_one_by_one()
    {
        var documents = Documents(Kubernetes);
        var deployment = documents.Single(document => At(document, "kind").ToString() == "Deployment");
        var container = ((YamlSequenceNode)At(deployment, "spec", "template", "spec", "containers")).Single();
        var environment = ((YamlSequenceNode)At(container, "env")).ToDictionary(entry => At(entry, "name").ToString(), entry => At(entry, "value").ToString());
        var service = documents.Single(document => At(document, "kind").ToString() == "Service");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(At(deployment, "spec", "replicas").ToString(), Is.EqualTo("2"));
            Assert.That(At(deployment, "spec", "strategy", "rollingUpdate", "maxUnavailable").ToString(), Is.EqualTo("0"));
            Assert.That(environment.Keys.Where(name => name != ReadersAddresses).Select(Key), Is.SubsetOf(Known()));
            Assert.That(environment[ReadersAddresses], Is.EqualTo("true"));
            Assert.That(environment["Storage__Provider"], Is.EqualTo(nameof(StorageProvider.Postgres)));
            Assert.That(new[] { "startupProbe", "readinessProbe", "livenessProbe" }.Select(probe => At(container, probe, "httpGet", "path").ToString()), Has.All.EqualTo("/healthz"));
            Assert.That(At(service, "spec", "selector").ToString(), Is.EqualTo(At(deployment, "spec", "selector", "matchLabels").ToString()));
        }
    }

    private static IReadOnlyList<YamlNode> Documents(string path)
    {
        var stream = new YamlStream();
        using var text = File.OpenText(Repository.PathOf(path));
        stream.Load(text);
        return [.. stream.Documents.Select(document => document.RootNode)];
    }

    private static YamlNode At(YamlNode node, params string[] path) => path.Aggregate(node, (at, name) => at[name]);

    private static IEnumerable<string> Names(YamlNode mapping) => ((YamlMappingNode)mapping).Children.Keys.Select(key => key.ToString());

    private static string Key(string variable)
    {
        var key = variable.Replace("__", ":", StringComparison.Ordinal);
        return key.EndsWith(FileValues.Suffix, StringComparison.Ordinal) ? key[..^FileValues.Suffix.Length] : key;
    }

    private static IReadOnlyList<string> Known()
    {
        var reader = new SettingsReader(SettingsOf.Configuration());
        Settings.Read(reader);
        return [.. reader.Asked.Select(asked => asked.Pattern)];
    }
}
