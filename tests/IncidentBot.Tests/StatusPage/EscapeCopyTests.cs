using IncidentBot.Core.StatusPage;
using IncidentBot.Observability;
using IncidentBot.StatusPage;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentBot.Tests.StatusPage;

internal sealed class EscapeCopyTests
{
    private string folder = null!;

    [SetUp]
    public void MakeFolder() => folder = Path.Combine(Directory.CreateTempSubdirectory("incidentbot-copy-").FullName, "copy");

    [TearDown]
    public void RemoveFolder() => Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);

    [Test]
    public async Task A_publish_is_in_the_copy_a_moment_later_with_links_that_work_anywhere()
    {
        await using var page = await OpenAsync();
        await Eventually.IsTrueAsync(() => File.Exists(At("index.html")));
        await page.DeclareAsync(1);
        await page.PublishAsync(1, PublicState.Investigating, "Looking, see =\"/status\" and <a href=\"/status\">.", "Slow pages");

        await Eventually.IsTrueAsync(() => File.Exists(At("status/incidents/1/index.html")) && Read("index.html").Contains("Slow pages", StringComparison.Ordinal));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Read("index.html"), Does.Contain("This is a copy").And.Contain("data-age").And.Contain("href=\"status/incidents/1/index.html\"").And.Contain("href=\"status.css?v="));
            Assert.That(Read("status/incidents/1/index.html"), Does.Contain("href=\"../../../status/index.html\"").And.Contain("href=\"../../../status.css?v=").And.Contain("=&quot;/status&quot;"));
            Assert.That(Read("api/v2/summary.json"), Does.Contain("Slow pages").And.Contain("\"copied_at\":\"2026-03-14T09:26:53.589Z\""));
            Assert.That(Read("history.atom"), Does.Contain("https://status.example.com/status/incidents/1"));
            foreach (var file in new[] { "history.rss", "status.md", "status.css", "status.js", "status.svg", "status/uptime/index.html", "status/follow/index.html", "status/badge.svg", "api/v2/incidents.json" })
                Assert.That(File.Exists(At(file)), Is.True, file);
            Assert.That(Directory.EnumerateFiles(folder, "*.unfinished", SearchOption.AllDirectories), Is.Empty);
        }
    }

    [Test]
    public async Task Every_link_inside_the_copy_leads_to_a_file_of_it()
    {
        await using var page = await OpenAsync();
        await page.DeclareAsync(1);
        await page.PublishAsync(1, PublicState.Investigating, "Looking.", "Slow pages");
        await Eventually.IsTrueAsync(() => File.Exists(At("status/incidents/1/index.html")) && File.Exists(At("index.html")));

        foreach (var file in Directory.EnumerateFiles(folder, "*.html", SearchOption.AllDirectories))
        {
            var links = System.Text.RegularExpressions.Regex.Matches(await File.ReadAllTextAsync(file), "(?:href|src)=\"([^\":]+)\"").Select(match => match.Groups[1].Value.Split('?')[0]);
            foreach (var link in links)
                Assert.That(File.Exists(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, link))), Is.True, $"{link} in {file}");
        }
    }

    [Test]
    public async Task What_is_not_public_any_more_does_not_stay_in_the_copy()
    {
        await using var page = await OpenAsync();
        await page.DeclareAsync(1);
        await page.PublishAsync(1, PublicState.Investigating, "Vault words.", "Vault");
        await Eventually.IsTrueAsync(() => File.Exists(At("status/incidents/1/index.html")));

        await page.ExecuteAsync("update incident set is_security = is_security or true where id = 1");

        await Eventually.IsTrueAsync(() => !File.Exists(At("status/incidents/1/index.html")));
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToList();
        Assert.That(files.Where(file => File.ReadAllText(file).Contains("Vault", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task The_operators_command_runs_in_the_folder_after_each_writing()
    {
        await using var page = await OpenAsync("cp index.html ../taken.html; echo done");

        await Eventually.IsTrueAsync(() => File.Exists(At("../taken.html")));

        await Eventually.IsTrueAsync(() => ReadinessOf(page).State.StartsWith("written", StringComparison.Ordinal));
    }

    [TestCase("echo no; exit 3", "it ended with code 3")]
    [TestCase("sleep 60", "it took longer than 1 s and was ended")]
    public async Task A_command_that_fails_is_seen_and_harms_nothing(string command, string problem)
    {
        await using var page = await OpenAsync(command);

        await Eventually.IsTrueAsync(() => ReadinessOf(page).State.Contains(problem, StringComparison.Ordinal));

        await page.DeclareAsync(1);
        await page.PublishAsync(1, PublicState.Investigating, "Looking.", "Slow pages");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ReadinessOf(page).IsReady, Is.True);
            Assert.That(await page.Http.GetStringAsync("/status"), Does.Contain("Slow pages"));
        }
    }

    private Task<PublicPage> OpenAsync(string? command = null) => PublicPage.OpenAsync(settings: new StatusPageSettings("Example", new Uri("https://status.example.com"), null)
    {
        Copy = new CopySettings(folder, command, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)),
    });

    private static Readiness ReadinessOf(PublicPage page) =>
        page.Services.GetServices<IReadinessCheck>().Single().CheckAsync(CancellationToken.None).GetAwaiter().GetResult();

    private string At(string path) => Path.Combine(folder, path);

    private string Read(string path) => File.ReadAllText(At(path));
}
