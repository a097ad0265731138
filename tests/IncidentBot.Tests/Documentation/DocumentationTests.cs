using System.Text.RegularExpressions;
using NUnit.Framework;

namespace IncidentBot.Tests.Documentation;

/// <summary>The paths, links and keys in the documentation exist.</summary>
public sealed partial class DocumentationTests
{
    [TestCaseSource(nameof(Pages))]
    public void Every_path_in_a_page_exists(string page)
    {
        var text = File.ReadAllText(Repository.PathOf(page));

        var missing = SourcePath().Matches(text).Select(match => match.Groups[1].Value)
            .Where(path => !Exists(Repository.PathOf(path)))
            .Distinct();

        Assert.That(missing, Is.Empty);
    }

    [TestCaseSource(nameof(Pages))]
    public void Every_link_within_the_repository_has_a_target(string page)
    {
        var text = File.ReadAllText(Repository.PathOf(page));
        var folder = Path.GetDirectoryName(Repository.PathOf(page))!;

        var broken = Link().Matches(text).Select(match => match.Groups[1].Value)
            .Where(link => !link.Contains("://", StringComparison.Ordinal) && !Exists(Path.Combine(folder, link)));

        Assert.That(broken, Is.Empty);
    }

    [TestCaseSource(nameof(Pages))]
    public void Every_key_in_a_page_is_documented(string page)
    {
        var text = File.ReadAllText(Repository.PathOf(page));
        var documented = File.ReadAllText(Repository.PathOf("docs/configuration.md"));

        var unknown = Key().Matches(text).Select(match => match.Groups[1].Value.Replace("__", ":", StringComparison.Ordinal))
            .Select(key => key.EndsWith("_FILE", StringComparison.Ordinal) ? key[..^"_FILE".Length] : key)
            .Where(key => !documented.Contains($"`{key}`", StringComparison.Ordinal) && !IsAnInstance(key, documented))
            .Distinct();

        Assert.That(unknown, Is.Empty);
    }

    [Test]
    public void The_walk_names_files_and_every_page_is_checked()
    {
        var walk = SourcePath().Matches(File.ReadAllText(Repository.PathOf("docs/architecture.md")));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(walk, Has.Count.GreaterThan(25));
            Assert.That(Pages(), Has.Member("docs/operations.md").And.Member("docs/slack-setup.md").And.Member("docs/reminders.md").And.Member("README.md"));
        }
    }

    private static IEnumerable<string> Pages() => Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
        .Append("README.md")
        .Order(StringComparer.Ordinal);

    private static bool Exists(string path) => File.Exists(path) || Directory.Exists(path);

    // Severities:Critical:Paging is documented as Severities:{Severity}:Paging.
    private static bool IsAnInstance(string key, string documented)
    {
        var parts = key.Split(':');
        return Enumerable.Range(1, parts.Length - 1).Any(index => Regex.IsMatch(
            documented, "`" + string.Join(':', parts.Select((part, at) => at == index ? @"\{[A-Za-z]+\}" : Regex.Escape(part))) + "`"));
    }

    [GeneratedRegex(@"`((?:src|tests|docs|\.ci)/[A-Za-z0-9_./-]*)`")]
    private static partial Regex SourcePath();

    [GeneratedRegex(@"\]\(([^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<![A-Za-z.])((?:Slack|Severities|Reminders|StatusPage|Paging|Support|Storage|Health|Subscriptions|Publishing)(?:(?::|__)(?:[A-Za-z]+|\{[A-Za-z]+\}))+(?:_FILE)?)")]
    private static partial Regex Key();
}
