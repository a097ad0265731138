using Deque.AxeCore.Playwright;
using IncidentBot.Tests.Subscriptions.Support;
using Microsoft.Playwright;

namespace IncidentBot.EndToEnd;

/// <summary>Subscribing in a real browser without script, by keyboard alone, on a phone.</summary>
[Category("Browser")]
internal sealed class SubscribeInABrowserTests
{
    [Test]
    public async Task A_reader_subscribes_by_keyboard_and_every_page_on_the_way_is_accessible([Values(ColorScheme.Light, ColorScheme.Dark)] ColorScheme scheme)
    {
        await using var mail = new MailServer();
        await using var world = await World.StartAsync(
            "--Subscriptions:Smtp:Host=127.0.0.1", $"--Subscriptions:Smtp:Port={mail.Port}", "--Subscriptions:Smtp:Tls=None", "--Subscriptions:Smtp:From=status@example.com");
        var browser = await Chromium.SharedAsync();
        await using var context = await browser.OpenAsync(360, 740, scheme);
        var page = await context.NewPageAsync();

        await page.GotoAsync(new Uri(world.Http.BaseAddress!, "/status/subscribe").AbsoluteUri);
        await AssertAccessibleAsync(page, "Subscribe to updates");
        await page.GetByLabel("E-mail address").FocusAsync();
        await page.Keyboard.TypeAsync("you@example");
        await page.Keyboard.PressAsync("Enter");
        await AssertAccessibleAsync(page, "Nothing was sent yet");
        await page.GetByLabel("E-mail address").FillAsync("you@example.com");
        await page.GetByLabel("Incidents that affect").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.GetByLabel("Website").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.GetByRole(AriaRole.Button).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await AssertAccessibleAsync(page, "Please check your inbox");
        await world.UntilAsync(() => !mail.Mails.IsEmpty, "a mail with the link");
        await page.GotoAsync(new Uri(world.Http.BaseAddress!, mail.Mails.Single().Link("confirm").PathAndQuery).AbsoluteUri);
        await AssertAccessibleAsync(page, "Confirm your subscription");
        var about = await page.Locator("main").InnerTextAsync();
        await page.GetByRole(AriaRole.Button).PressAsync("Enter");
        await AssertAccessibleAsync(page, "You are subscribed");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(about, Does.Contain("Website").And.Contain("you@example.com"));
            Assert.That(await page.Locator("h1").InnerTextAsync(), Is.EqualTo("You are subscribed"));
        }
    }

    /// <summary>Waits for the text, then checks that axe finds nothing and the page fits.</summary>
    private static async Task AssertAccessibleAsync(IPage page, string what)
    {
        await page.Locator("main").GetByText(what).First.WaitForAsync();
        var found = await page.RunAxe();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(found.Violations.Select(violation => $"{violation.Id}: {violation.Nodes[0].Html}"), Is.Empty, what);
            Assert.That(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), Is.True, $"{what} scrolls sideways");
        }
    }
}
