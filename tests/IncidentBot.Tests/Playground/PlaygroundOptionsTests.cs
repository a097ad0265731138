using IncidentBot.Playground;
using NUnit.Framework;

namespace IncidentBot.Tests.Playground;

public sealed class PlaygroundOptionsTests
{
    [Test]
    public void Without_options_it_takes_a_temporary_folder_and_opens_a_browser()
    {
        var read = PlaygroundOptions.TryRead([], out var options, out _);

        Assert.That(read, Is.True);
        Assert.That(options, Is.EqualTo(new PlaygroundOptions { Port = null, Folder = null, OpenBrowser = true }));
    }

    [Test]
    public void Takes_all_options_in_any_order()
    {
        var read = PlaygroundOptions.TryRead(["--no-browser", "--folder", "play", "--port", "0"], out var options, out _);

        Assert.That(read, Is.True);
        Assert.That(options, Is.EqualTo(new PlaygroundOptions { Port = 0, Folder = "play", OpenBrowser = false }));
    }

    [TestCase("--port")]
    [TestCase("--port", "many")]
    [TestCase("--port", "65536")]
    [TestCase("--port", "-1")]
    [TestCase("--folder")]
    [TestCase("--folder", " ")]
    [TestCase("--prot", "5050")]
    public void Says_which_option_it_does_not_understand(params string[] args)
    {
        var read = PlaygroundOptions.TryRead(args, out _, out var problem);

        Assert.That(read, Is.False);
        Assert.That(problem, Does.Contain(args[0]));
    }

    [Test]
    public void A_folder_with_an_earlier_database_is_refused_because_its_workspace_is_gone()
    {
        var folder = Directory.CreateTempSubdirectory("incidentbot-playground-test-").FullName;
        File.WriteAllText(Path.Combine(folder, "incidentbot.db"), "");

        try
        {
            Assert.That(() => PlaygroundFolder.Open(folder), Throws.TypeOf<PlaygroundException>().With.Message.Contains(folder).And.Message.Contains("empty folder"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void A_temporary_folder_is_gone_afterwards_and_a_named_one_stays()
    {
        var named = Path.Combine(Path.GetTempPath(), $"incidentbot-playground-{Guid.NewGuid():N}");
        var temporary = PlaygroundFolder.Open(null);

        temporary.Dispose();
        PlaygroundFolder.Open(named).Dispose();

        Assert.That(Directory.Exists(temporary.Path), Is.False);
        Assert.That(Directory.Exists(named), Is.True);
        Directory.Delete(named);
    }
}
