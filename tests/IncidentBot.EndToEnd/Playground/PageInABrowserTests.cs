using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using IncidentBot.Playground.Scene;
using Microsoft.Playwright;

namespace IncidentBot.EndToEnd.Playground;

/// <summary>The page on a phone, in dark mode, by keyboard, and for a screen reader.</summary>
[Category("Browser")]
internal sealed class PageInABrowserTests
{
    [Test]
    public async Task A_phone_shows_every_part_without_horizontal_scrolling([Values(ColorScheme.Light, ColorScheme.Dark)] ColorScheme scheme)
    {
        await using var play = await Play.StartAsync();
        var room = await play.DeclareAsync();
        var browser = await Chromium.SharedAsync();
        await using var context = await browser.OpenAsync(360, 740, scheme);
        var page = await PlayPage.OpenAsync(context, play);
        var parts = page.Page.GetByRole(AriaRole.Navigation, new() { Name = "Parts of the playground" });

        await parts.GetByRole(AriaRole.Button, new() { Name = "Channels" }).ClickAsync();
        await page.OpenChannelAsync(room.Name);
        await page.SeeAsync("INC-1 · API answers with errors");
        var sideways = new List<string>();
        foreach (var part in (string[])["Chat", "Tour", "Promise", "Status", "Channels"])
        {
            await parts.GetByRole(AriaRole.Button, new() { Name = part }).ClickAsync();
            if (await page.ScrollsSidewaysAsync())
                sideways.Add(part);
            await page.KeepPictureAsync($"phone-{scheme}-{part}");
        }

        Assert.That(sideways, Is.Empty);
        Assert.That(page.Complaints, Is.Empty);
    }

    [Test]
    public async Task An_incident_can_be_declared_by_keyboard_alone()
    {
        await using var play = await Play.StartAsync();
        var browser = await Chromium.SharedAsync();
        await using var context = await browser.OpenAsync(1280, 800);
        var page = await PlayPage.OpenAsync(context, play);
        var keyboard = page.Page.Keyboard;

        await TabToAsync(page, page.Composer);
        await keyboard.TypeAsync("/incident");
        await keyboard.PressAsync("Escape");
        await keyboard.PressAsync("Enter");
        var title = page.Dialog.GetByRole(AriaRole.Textbox, new() { Name = "What is broken?" });
        await title.WaitForAsync();
        await TabToAsync(page, title);
        await keyboard.TypeAsync("Search is slow");
        await TabToAsync(page, page.Dialog.GetByRole(AriaRole.Button, new() { Name = "Declare" }));
        await keyboard.PressAsync("Enter");

        await play.UntilAsync(() => play.Room is { Pins.Count: > 0 }, "the room");
        Assert.That(play.Room!.Name, Is.EqualTo("inc-1-search-is-slow"));
        Assert.That(page.Complaints, Is.Empty);
    }

    [Test]
    public async Task Axe_finds_nothing_on_the_page_its_panels_and_its_forms([Values(ColorScheme.Light, ColorScheme.Dark)] ColorScheme scheme)
    {
        await using var play = await Play.StartAsync();
        var room = await play.DeclareAsync();
        var browser = await Chromium.SharedAsync();
        await using var context = await browser.OpenAsync(1440, 900, scheme);
        var page = await PlayPage.OpenAsync(context, play);
        await page.OpenChannelAsync(room.Name);
        await page.SeeAsync("INC-1 · API answers with errors");

        var found = new List<string>();
        foreach (var tab in (string[])["Status page", "Promise", "Tour"])
        {
            await page.OpenTabAsync(tab);
            found.AddRange(await FindingsAsync(page, tab));
        }

        await page.PressAsync("Post update");
        await page.Dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).WaitForAsync();
        found.AddRange(await FindingsAsync(page, "a form"));

        Assert.That(found, Is.Empty);
    }

    [Test]
    public async Task Each_person_sees_what_Slack_would_show_them()
    {
        await using var play = await Play.StartAsync();
        var room = await play.DeclareAsync();
        var browser = await Chromium.SharedAsync();
        await using var context = await browser.OpenAsync(1280, 800);
        var page = await PlayPage.OpenAsync(context, play);
        var channels = page.Page.GetByRole(AriaRole.Navigation, new() { Name = "Channels and apps" });

        await page.BecomeAsync(Cast.Sam);
        await Assertions.Expect(channels.GetByText(Cast.Partners)).ToBeVisibleAsync();
        await Assertions.Expect(channels.GetByText(room.Name)).ToHaveCountAsync(0);
        await page.BecomeAsync(Cast.Robin);
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Heading, new() { Name = "This account has been deactivated" })).ToBeVisibleAsync();
        await page.KeepPictureAsync("deactivated");

        Assert.That(page.Complaints, Is.Empty);
    }

    // A hundred presses of Tab reach every control, or the test fails.
    private static async Task TabToAsync(PlayPage page, ILocator target)
    {
        for (var press = 0; press < 100; press++)
        {
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
                return;
            await page.Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"Tab does not reach {target}.");
    }

    private static async Task<IEnumerable<string>> FindingsAsync(PlayPage page, string where)
    {
        // The status page in its frame has its own tests.
        var result = await page.Page.RunAxe(new AxeRunContext { Exclude = [new AxeSelector("iframe")] });
        return result.Violations.Select(violation => $"{where}: {violation.Id}: {string.Join("; ", violation.Nodes.Select(node => node.Html))}");
    }
}
