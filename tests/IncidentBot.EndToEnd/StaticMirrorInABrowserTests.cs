using Deque.AxeCore.Playwright;
using IncidentBot.StatusPage;
using IncidentBot.StatusPage.StaticMirror;
using IncidentBot.StatusPage.Serving;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace IncidentBot.EndToEnd;

/// <summary>The static copy, opened from a disk without any server.</summary>
[Category("Browser")]
internal sealed class StaticMirrorInABrowserTests
{
    [Test]
    public async Task A_reader_can_navigate_through_the_files()
    {
        var folder = Directory.CreateTempSubdirectory("incidentbot-copy-").FullName;
        var browser = await Chromium.SharedAsync();
        await using (var served = await Gallery.InTroubleAsync())
        {
            var writer = ActivatorUtilities.CreateInstance<MirrorWriter>(served.Services, new MirrorSettings(folder, null, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)));
            await writer.WriteAsync(await served.Services.GetRequiredService<SnapshotSource>().ReadAsync(CancellationToken.None), CancellationToken.None);
        }

        await using var context = await browser.OpenAsync(360, 740);
        var page = await context.NewPageAsync();
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add(message.Text);
        page.RequestFailed += (_, request) => complaints.Add(request.Url);
        await page.GotoAsync(new Uri(Path.Combine(folder, "index.html")).AbsoluteUri);
        var front = await page.Locator("body").InnerTextAsync();
        var way = new List<string>();
        foreach (var link in new[] { "History", "April 2026", "Receipts arrive late", "Current status", Gallery.Slow, "Uptime", "Subscribe", "Acme" })
        {
            await page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).First.ClickAsync();
            way.Add(await page.Locator("h1").InnerTextAsync());
        }

        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Directory.CreateDirectory(Path.Combine(TestContext.CurrentContext.WorkDirectory, "pictures")).FullName, "status-copy.png"), FullPage = true });
        // Ignore the requests that axe makes itself.
        var heard = complaints.ToList();
        var found = await page.RunAxe();
        Directory.Delete(folder, recursive: true);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(way, Is.EqualTo(new[] { "May 2026", "April 2026", "Receipts arrive late", "Acme", Gallery.Slow, "Uptime", "Stay informed", "Acme" }));
            Assert.That(front, Does.Contain("This is a copy of the status page, written 10 May 2026, 17:59 UTC").And.Match(@"\d+ d ago"));
            Assert.That(found.Violations.Select(violation => $"{violation.Id}: {violation.Nodes[0].Html}"), Is.Empty);
            Assert.That(await page.EvaluateAsync<string>("getComputedStyle(document.body).maxWidth"), Is.EqualTo("736px"), "the style sheet is loaded");
            Assert.That(heard, Is.Empty);
        }
    }
}
