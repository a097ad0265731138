using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using IncidentBot.Tests.StatusPage;
using Microsoft.Playwright;

namespace IncidentBot.EndToEnd;

/// <summary>Every page for everybody: on a phone, in the dark, on paper, without script, by keyboard, for a screen reader.</summary>
[Category("Browser")]
internal sealed class StatusPageLooksTests
{
    private static readonly string[] Paths =
    [
        "/status", "/status/incidents/41", "/status/incidents/19", "/status/maintenance/3", "/status/history", "/status/history/2026-03", "/status/uptime", "/status/follow", "/status/nothing",
    ];

    [Test]
    public async Task Axe_finds_nothing_on_any_page([Values(ColorScheme.Light, ColorScheme.Dark)] ColorScheme scheme, [Values(360, 1280)] int width)
    {
        await using var trouble = await Gallery.InTroubleAsync();
        await using var calm = await Gallery.CalmAsync();
        await using var stale = await Gallery.CalmAsync();
        await GoAwayAsync(stale);
        await using var browser = await Chromium.StartAsync();
        await using var context = await browser.OpenAsync(width, 800, scheme);
        var page = await context.NewPageAsync();
        var found = new List<string>();

        foreach (var (served, path) in Paths.Select(path => (trouble, path)).Concat([(calm, "/status"), (stale, "/status")]))
        {
            await page.GotoAsync(new Uri(served.Http.BaseAddress!, path).AbsoluteUri);
            var result = await page.RunAxe(new AxeRunOptions
            {
                RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
            });
            found.AddRange(result.Violations.Select(violation => $"{path}: {violation.Id}: {string.Join("; ", violation.Nodes.Select(node => node.Html))}"));
        }

        Assert.That(found, Is.Empty);
    }

    [TestCase("phone", 360, 740, ColorScheme.Light)]
    [TestCase("phone-dark", 360, 740, ColorScheme.Dark)]
    [TestCase("desktop", 1280, 900, ColorScheme.Light)]
    [TestCase("desktop-dark", 1280, 900, ColorScheme.Dark)]
    public async Task Every_page_fits_and_asks_nobody_else(string name, int width, int height, ColorScheme scheme)
    {
        await using var trouble = await Gallery.InTroubleAsync();
        await using var calm = await Gallery.CalmAsync();
        await using var stale = await Gallery.CalmAsync();
        await GoAwayAsync(stale);
        await using var browser = await Chromium.StartAsync();
        await using var context = await browser.OpenAsync(width, height, scheme);
        var page = await context.NewPageAsync();
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add(message.Text);
        page.PageError += (_, error) => complaints.Add(error);
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url).Host != "127.0.0.1")
                complaints.Add($"asked a stranger: {request.Url}");
        };

        foreach (var (served, path, shown) in Paths.Select(path => (trouble, path, path)).Concat([(calm, "/status", "calm"), (stale, "/status", "stale")]))
        {
            await page.GotoAsync(new Uri(served.Http.BaseAddress!, path).AbsoluteUri);
            await KeepAsync(page, $"{name}{shown.Replace('/', '-')}");
            if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
                complaints.Add($"{path} scrolls sideways");
        }

        Assert.That(complaints.Where(complaint => !complaint.Contains("404", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task On_paper_every_word_is_there_and_nothing_that_wants_a_click()
    {
        await using var served = await Gallery.InTroubleAsync();
        await using var browser = await Chromium.StartAsync();
        await using var context = await browser.OpenAsync(800, 1100, ColorScheme.Dark);
        var page = await context.NewPageAsync();
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });

        await page.GotoAsync(new Uri(served.Http.BaseAddress!, "/status").AbsoluteUri);
        await KeepAsync(page, "print");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"), Is.EqualTo("rgb(255, 255, 255)"));
            Assert.That(await page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" }).IsVisibleAsync(), Is.False);
            Assert.That(await page.GetByText("One of our payment providers rejects requests.").IsVisibleAsync(), Is.True);
        }
    }

    [Test]
    [Requirement("R97")]
    public async Task The_readers_own_time_stands_beside_ours_and_only_there()
    {
        await using var served = await Gallery.InTroubleAsync();
        await using var browser = await Chromium.StartAsync();
        await using var far = await browser.OpenAsync(360, 740, zone: "America/New_York");
        await using var here = await browser.OpenAsync(360, 740);
        await using var plain = await browser.OpenAsync(360, 740, zone: "America/New_York", script: false);
        var address = new Uri(served.Http.BaseAddress!, "/status").AbsoluteUri;

        var words = new List<string>();
        foreach (var context in new[] { far, here, plain })
        {
            var page = await context.NewPageAsync();
            await page.GotoAsync(address);
            words.Add(await page.Locator(".promise").First.InnerTextAsync());
            if (context == far)
                await KeepAsync(page, "far-away");
            if (context == plain)
                await KeepAsync(page, "no-script");
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(words[0], Does.Match(@"^Next update by \d\d:\d\d UTC \(\d\d:\d\d (GMT-4|EDT)\) \(in 12 min\)$"));
            Assert.That(words[1], Does.Match(@"^Next update by \d\d:\d\d UTC \(in 12 min\)$"));
            Assert.That(words[2], Is.EqualTo(words[1]));
        }
    }

    [Test]
    public async Task The_keyboard_alone_goes_everywhere_and_always_shows_where_it_is()
    {
        await using var served = await Gallery.InTroubleAsync();
        await using var browser = await Chromium.StartAsync();
        await using var context = await browser.OpenAsync(1280, 800);
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(served.Http.BaseAddress!, "/status").AbsoluteUri);

        var reached = new List<string>();
        var unseen = new List<string>();
        var links = await page.Locator("a[href]").CountAsync();
        for (var press = 0; press < links; press++)
        {
            await page.Keyboard.PressAsync("Tab");
            var link = page.Locator("a:focus");
            reached.Add(await link.GetAttributeAsync("href") ?? "");
            if (await link.EvaluateAsync<string>("element => getComputedStyle(element).outlineStyle") == "none")
                unseen.Add(reached[^1]);
        }

        var all = await page.Locator("a[href]").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");
        await page.GetByRole(AriaRole.Link, new() { Name = Gallery.Slow }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/status/incidents/41");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(reached, Is.EqualTo(all), "the order of the page");
            Assert.That(unseen, Is.Empty);
        }
    }

    private static async Task GoAwayAsync(PublicPage page)
    {
        await page.Http.GetStringAsync("/status");
        page.Database.IsAway = true;
        page.Time.Move(TimeSpan.FromMinutes(17));
    }

    private static async Task KeepAsync(IPage page, string name)
    {
        var kept = Directory.CreateDirectory(Path.Combine(TestContext.CurrentContext.WorkDirectory, "pictures"));
        var path = Path.Combine(kept.FullName, $"status-{name}.png");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = path, FullPage = true });
        TestContext.AddTestAttachment(path);
    }
}
