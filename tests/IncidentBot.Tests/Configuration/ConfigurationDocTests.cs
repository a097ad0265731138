using System.Text.RegularExpressions;
using IncidentBot.Configuration;
using NUnit.Framework;

namespace IncidentBot.Tests.Configuration;

/// <summary>docs/configuration.md and what the code really reads say the same.</summary>
public sealed partial class ConfigurationDocTests
{
    [Test]
    public void Every_key_that_is_read_is_documented_and_nothing_else()
    {
        var documented = Documented().Select(row => row.Key);

        var read = Asked().Select(asked => asked.Pattern);

        Assert.That(documented, Is.EquivalentTo(read));
    }

    [Test]
    public void Every_documented_default_is_the_one_in_code()
    {
        var defaults = Asked().Where(asked => !asked.Pattern.Contains('{')).ToDictionary(asked => asked.Pattern, asked => asked.Default);

        var documented = Documented().Where(row => defaults.ContainsKey(row.Key)).ToDictionary(row => row.Key, row => row.Default);

        Assert.That(documented, Is.EquivalentTo(defaults));
    }

    [Test]
    public void Every_key_has_a_meaning()
    {
        Assert.That(Documented().Select(row => row.Meaning), Has.All.Length.GreaterThan(10));
    }

    private static IReadOnlyCollection<AskedKey> Asked()
    {
        var reader = new SettingsReader(SettingsOf.Configuration(
            ("StatusPage:Components:web:Name", "Website"),
            ("StatusPage:Links:help:Url", "https://help.example.com"),
            ("Wording:Levels:JARGON", "Hint"),
            ("Subscriptions:SlackChannels:customers:Components", "*"),
            ("Publishing:Atlassian:Components:web", "abc")));
        Settings.Read(reader);
        return reader.Asked;
    }

    private static List<(string Key, string Default, string Meaning)> Documented() =>
    [
        .. File.ReadLines(Repository.PathOf("docs/configuration.md"))
            .Select(line => Row().Match(line))
            .Where(match => match.Success)
            .Select(match => (match.Groups[1].Value, match.Groups[2].Value.Trim().Trim('`'), match.Groups[3].Value.Trim())),
    ];

    [GeneratedRegex(@"^\| `([A-Za-z:{}]+)` \|([^|]*)\|([^|]*)\|$")]
    private static partial Regex Row();
}
