using System.Text.RegularExpressions;
using IncidentBot.SlackEdge.Commands;
using NUnit.Framework;

namespace IncidentBot.Tests.Documentation;

/// <summary>The README's table of commands matches the catalog.</summary>
public sealed partial class ReadmeTests
{
    [Test]
    public void The_table_of_commands_is_the_catalog()
    {
        var table = File.ReadLines(Repository.PathOf("README.md"))
            .Select(line => Row().Match(line))
            .Where(match => match.Success)
            .Select(match => (match.Groups[1].Value.Replace("\\|", "|", StringComparison.Ordinal), match.Groups[2].Value));

        var catalog = CommandCatalog.All.Select(command => ($"/incident {command.Name} {command.Usage}".TrimEnd(), command.Does));

        Assert.That(table, Is.EqualTo(catalog));
    }

    [GeneratedRegex(@"^\| `(/incident [a-z](?:[^`])*)` \| (.*) \|$")]
    private static partial Regex Row();
}
