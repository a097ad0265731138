using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using IncidentBot.Observability;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using YamlDotNet.Serialization;

namespace IncidentBot.Tests.Observability;

/// <summary>What the documents, the dashboard and the alerts speak of is what the program measures.</summary>
public sealed partial class MetricNamesTests
{
    [Test]
    public void The_operators_table_lists_every_metric_and_no_other()
    {
        var listed = File.ReadLines(Repository.PathOf("docs/operations.md"))
            .Select(line => Listed().Match(line))
            .Where(match => match.Success)
            .Select(match => match.Groups[1].Value);

        Assert.That(listed, Is.EquivalentTo(Instruments().Select(instrument => instrument.Name)));
    }

    [TestCase("docs/observability/dashboard.json")]
    [TestCase("docs/observability/alerts.yaml")]
    public void Dashboard_and_alerts_ask_only_for_what_is_measured(string file)
    {
        var known = Instruments().SelectMany(Exported).ToHashSet();

        var asked = Asked().Matches(File.ReadAllText(Repository.PathOf(file))).Select(match => match.Value).Distinct().ToList();

        Assert.That(asked, Is.Not.Empty);
        Assert.That(asked, Is.SubsetOf(known));
    }

    [Test]
    public void The_alerts_are_rules_with_a_summary_and_what_to_do()
    {
        var alerts = new DeserializerBuilder().Build().Deserialize<Dictionary<string, List<Dictionary<string, object>>>>(
            File.ReadAllText(Repository.PathOf("docs/observability/alerts.yaml")));

        var rules = alerts["groups"].SelectMany(group => (List<object>)group["rules"]).Cast<Dictionary<object, object>>().ToList();

        Assert.That(rules, Has.Count.GreaterThanOrEqualTo(5));
        Assert.That(rules.Select(rule => ((Dictionary<object, object>)rule["annotations"]).Keys), Has.All.SupersetOf(new[] { "summary", "description" }));
    }

    // As an OpenTelemetry collector names them for Prometheus: unit and, for counters, "total" at the end.
    private static IEnumerable<string> Exported(Instrument instrument)
    {
        var name = instrument.Name.Replace('.', '_') + (instrument.Unit == "s" ? "_seconds" : "");
        return instrument.GetType().Name.StartsWith("Histogram", StringComparison.Ordinal)
            ? [$"{name}_bucket", $"{name}_count", $"{name}_sum"]
            : [instrument.GetType().Name.StartsWith("Counter", StringComparison.Ordinal) ? $"{name}_total" : name];
    }

    private static IReadOnlyList<Instrument> Instruments()
    {
        var factory = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
        var found = new List<Instrument>();
        // Slack's client has a meter of its own, which exists once the client's code has run.
        System.Runtime.CompilerServices.RuntimeHelpers.RunClassConstructor(typeof(IncidentBot.Slack.WebApi.SlackApiClient).Assembly.GetType("IncidentBot.Slack.WebApi.SlackTransport")!.TypeHandle);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, factory) || instrument.Meter.Name == "IncidentBot.Slack")
                    found.Add(instrument);
            },
        };
        listener.Start();
        _ = new BotMetrics(factory);
        return found;
    }

    [GeneratedRegex(@"^\| `(incidentbot\.[a-z.]+)` \|")]
    private static partial Regex Listed();

    [GeneratedRegex(@"incidentbot_[a-z_]+")]
    private static partial Regex Asked();
}
