using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace IncidentBot.EndToEnd;

/// <summary>Every page on a phone, in dark mode, on paper, without script, by keyboard, and for a screen reader.</summary>
[Category("Browser")]
internal sealed class StatusPageLooksTests
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    // Looking changes nothing: all of these tests read the same pages in the same browser.
    private Showroom room = null!;
    private Chromium browser = null!;

    [OneTimeSetUp]
    public async Task OpenAsync()
    {
        browser = await Chromium.SharedAsync();
        room = await Showroom.OpenAsync();
    }

    [OneTimeTearDown]
    public async Task CloseAsync()
    {
        if (room is not null)
            await room.DisposeAsync();
    }

    [TestCase("phone", 360, 740, ColorScheme.Light)]
    [TestCase("phone-dark", 360, 740, ColorScheme.Dark)]
    [TestCase("desktop", 1280, 900, ColorScheme.Light)]
    [TestCase("desktop-dark", 1280, 900, ColorScheme.Dark)]
    public async Task Every_page_fits_loads_nothing_from_elsewhere_and_passes_axe(string name, int width, int height, ColorScheme scheme)
    {
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

        foreach (var exhibit in room.Exhibits.Where(exhibit => exhibit.IsMain || (width < 400) == (scheme == ColorScheme.Light)))
        {
            await exhibit.OpenAsync(page);
            await KeepAsync(page, $"{name}{exhibit.Name}");
            if (await ScrollsSidewaysAsync(page))
                complaints.Add($"{exhibit.Name} scrolls sideways");
            var found = await page.RunAxe(Rules);
            complaints.AddRange(found.Violations.Select(violation => $"{exhibit.Name}: {violation.Id}: {string.Join("; ", violation.Nodes.Select(node => node.Html[..Math.Min(300, node.Html.Length)]))}"));
        }

        // The browser logs responses without success, which some of these are on purpose.
        Assert.That(complaints.Where(complaint => !complaint.StartsWith("Failed to load resource: the server responded with a status of", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task No_page_scrolls_horizontally_on_320_pixels_or_with_letters_four_times_as_large()
    {
        await using var narrow = await browser.OpenAsync(320, 256);
        await using var large = await browser.OpenAsync(1280, 1024);
        var (small, wide) = (await narrow.NewPageAsync(), await large.NewPageAsync());
        var sideways = new List<string>();

        foreach (var exhibit in room.Exhibits)
        {
            await exhibit.OpenAsync(small);
            if (await ScrollsSidewaysAsync(small))
                sideways.Add($"{exhibit.Name} on 320 pixels");
            await exhibit.OpenAsync(wide);
            await wide.EvaluateAsync("document.documentElement.style.fontSize = '400%'");
            if (await ScrollsSidewaysAsync(wide))
                sideways.Add($"{exhibit.Name} with large letters");
            if (exhibit.Name is "-status" or "-status-uptime" or "-crowd" or "-subscribe")
            {
                await KeepAsync(small, $"narrow{exhibit.Name}");
                await KeepAsync(wide, $"large{exhibit.Name}");
            }
        }

        Assert.That(sideways, Is.Empty);
    }

    [Test]
    public async Task On_paper_the_text_is_complete_and_without_controls()
    {
        var served = room.Trouble;
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
    public async Task The_readers_local_time_is_shown_beside_UTC_only()
    {
        var served = room.Trouble;
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
    public async Task The_keyboard_reaches_every_control_and_the_focus_is_always_visible()
    {
        var served = room.Trouble;
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

    [Test]
    public async Task The_first_tab_stop_skips_the_header()
    {
        await using var context = await browser.OpenAsync(360, 740);
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(room.Trouble.Http.BaseAddress!, "/status").AbsoluteUri);

        await page.Keyboard.PressAsync("Tab");
        var skip = page.Locator(".skip");
        var seen = await skip.BoundingBoxAsync();
        await KeepAsync(page, "skip");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(seen!.Width, Is.GreaterThan(100), "it is visible");
            Assert.That(await page.EvaluateAsync<bool>("document.querySelector('main').contains(document.activeElement)"), Is.True);
        }
    }

    [TestCase("/status/subscribe", "email", "reader@example.com", "Please check your inbox")]
    [TestCase("/status/incidents/1", "ask-text", "My invoices are missing.", "Thank you")]
    public async Task A_form_can_be_submitted_by_keyboard_alone(string path, string field, string words, string answer)
    {
        await using var context = await browser.OpenAsync(360, 740, script: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(room.Forms.Http.BaseAddress!, path).AbsoluteUri);

        var unseen = new List<string>();
        await TabToAsync(page, $"#{field}", unseen);
        await page.Keyboard.TypeAsync(words);
        await TabToAsync(page, "main button", unseen);
        await KeepAsync(page, $"keyboard-{field}");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("h1").GetByText(answer).WaitForAsync();

        Assert.That(unseen, Is.Empty, "the focus must be visible");
    }

    private static async Task TabToAsync(IPage page, string wanted, List<string> unseen)
    {
        for (var press = 0; press < 30; press++)
        {
            await page.Keyboard.PressAsync("Tab");
            var focused = page.Locator(":focus");
            if (await focused.EvaluateAsync<bool>("element => getComputedStyle(element).outlineStyle === 'none' || element.getBoundingClientRect().width < 2"))
                unseen.Add(await focused.EvaluateAsync<string>("element => element.outerHTML"));
            if (await page.Locator($"{wanted}:focus").CountAsync() == 1)
                return;
        }

        Assert.Fail($"The keyboard does not come to {wanted}.");
    }

    private static Task<bool> ScrollsSidewaysAsync(IPage page) => page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth");

    private static async Task KeepAsync(IPage page, string name)
    {
        var kept = Directory.CreateDirectory(Path.Combine(TestContext.CurrentContext.WorkDirectory, "pictures"));
        var path = Path.Combine(kept.FullName, $"status-{name}.png");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = path, FullPage = true });
        TestContext.AddTestAttachment(path);
    }
}
