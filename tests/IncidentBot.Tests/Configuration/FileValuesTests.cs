using IncidentBot.Configuration;
using Microsoft.Extensions.Configuration;
using NUnit.Framework;

namespace IncidentBot.Tests.Configuration;

public sealed class FileValuesTests
{
    [Test]
    public void A_file_gives_its_trimmed_content_and_wins_over_a_value()
    {
        using var file = new TemporaryFile("\n xoxb-from-file \n");
        var configuration = new ConfigurationManager { ["Slack:BotToken"] = "xoxb-direct", ["Slack:BotToken_FILE"] = file.Path };

        var problems = FileValues.AddTo(configuration);

        Assert.That(problems, Is.Empty);
        Assert.That(configuration["Slack:BotToken"], Is.EqualTo("xoxb-from-file"));
    }

    [Test]
    public void A_list_and_the_top_level_key_can_come_from_files()
    {
        using var secret = new TemporaryFile("second");
        using var zone = new TemporaryFile("Europe/Berlin");
        var configuration = new ConfigurationManager
        {
            ["Slack:BotToken"] = "xoxb-1",
            ["Slack:SigningSecrets:0"] = "first",
            ["Slack:SigningSecrets:1_FILE"] = secret.Path,
            ["TimeZone_FILE"] = zone.Path,
        };

        var settings = Settings.Read(configuration, FileValues.AddTo(configuration));

        Assert.That(settings.Slack.SigningSecrets, Is.EqualTo(new[] { "first", "second" }));
        Assert.That(settings.Zone.Id, Is.EqualTo("Europe/Berlin"));
    }

    [Test]
    public void An_unreadable_file_is_told_by_its_key_and_only_once()
    {
        var configuration = new ConfigurationManager { ["Slack:BotToken_FILE"] = "/nowhere/token", ["Slack:SigningSecret_FILE"] = "/nowhere/secret" };

        var told = Assert.Throws<ConfigurationException>(() => Settings.Read(configuration, FileValues.AddTo(configuration)))!;

        Assert.That(told.Problems.Select(problem => problem.Key), Is.EquivalentTo(new[] { "Slack:BotToken_FILE", "Slack:SigningSecret_FILE" }));
        Assert.That(told.Message, Does.Contain("/nowhere/token"));
    }

    [Test]
    public void An_empty_file_is_a_problem()
    {
        using var file = new TemporaryFile("  \n");
        var configuration = new ConfigurationManager { ["Slack:BotToken_FILE"] = file.Path };

        var problem = FileValues.AddTo(configuration).Single();

        Assert.That(problem.Sentence, Does.Contain("is empty"));
    }

    private sealed class TemporaryFile : IDisposable
    {
        public TemporaryFile(string content)
        {
            Path = System.IO.Path.GetTempFileName();
            File.WriteAllText(Path, content);
        }

        public string Path { get; }

        public void Dispose() => File.Delete(Path);
    }
}
