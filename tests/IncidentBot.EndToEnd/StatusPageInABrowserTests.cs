using IncidentBot.SlackEmulator;
using Microsoft.Playwright;

namespace IncidentBot.EndToEnd;

/// <summary>The public page as customers see it: in a real browser, on a phone, without script.</summary>
[Category("Browser")]
internal sealed class StatusPageInABrowserTests
{
    private static readonly string[] Browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    [Test]
    public async Task A_phone_shows_the_whole_page_without_script_or_sideways_scrolling([Values] ColorScheme scheme)
    {
        await using var world = await World.StartAsync();
        await PublishAsync(world, "Requests fail with error 500. " + new string('x', 400) + " We are working on it.");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await LaunchAsync(playwright);
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            JavaScriptEnabled = true,
            ColorScheme = scheme,
            ViewportSize = new ViewportSize { Width = 360, Height = 740 },
        });
        var page = await context.NewPageAsync();
        var strangers = new List<string>();
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(world.Http.BaseAddress!.AbsoluteUri, StringComparison.Ordinal))
                strangers.Add(request.Url);
        };

        await page.GotoAsync(new Uri(world.Http.BaseAddress!, "/status").AbsoluteUri);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), Is.True, "scrolls sideways");
            Assert.That(await page.Locator("script").CountAsync(), Is.Zero);
            Assert.That(strangers, Is.Empty);
            Assert.That(await page.GetByText("Requests fail with error 500").First.IsVisibleAsync(), Is.True);
            Assert.That(await page.GetByText("Next update by").First.IsVisibleAsync(), Is.True);
        }
    }

    private static async Task PublishAsync(World world, string text)
    {
        var room = await world.DeclareAsync();
        await room.RunAsync(world.Ada, "statuspage");
        await world.UntilFormAsync(world.Ada, "What customers read");
        var preview = await world.Ada.SubmitAsync([("text", text), ("title", "API unavailable")]);
        Assert.That(preview.Outcome, Is.EqualTo(SubmitOutcome.Pushed), string.Join(';', preview.Errors) + preview.Failure);
        await world.Ada.SubmitAsync([]);
    }

    private static Task<IBrowser> LaunchAsync(IPlaywright playwright)
    {
        var path = Browsers.FirstOrDefault(File.Exists);
        if (path is null && Environment.GetEnvironmentVariable("CI") != "true")
            Assert.Ignore("No chromium here; bash tests/run.sh installs it.");
        Assert.That(path, Is.Not.Null, "chromium is missing: bash tests/run.sh installs it");
        return playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Args = ["--no-sandbox"] });
    }
}
