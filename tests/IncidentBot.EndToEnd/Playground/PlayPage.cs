using IncidentBot.Playground.Scene;
using Microsoft.Playwright;

namespace IncidentBot.EndToEnd.Playground;

/// <summary>The playground's page, used through its visible labels.</summary>
internal sealed class PlayPage(IPage page, Play play)
{
    private readonly List<string> complaints = [];

    public IPage Page => page;

    /// <summary>Errors of the page's scripts, and requests to other servers.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    public ILocator Composer => page.GetByLabel(new System.Text.RegularExpressions.Regex("^Message #"));

    public ILocator Dialog => page.Locator("dialog[open]");

    public ILocator Conversation => page.GetByRole(AriaRole.Main);

    public ILocator Panel => page.Locator("#panel");

    public static async Task<PlayPage> OpenAsync(IBrowserContext context, Play play)
    {
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(15_000);
        var opened = new PlayPage(page, play);
        page.PageError += (_, error) => opened.complaints.Add(error);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(play.Address.AbsoluteUri, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                opened.complaints.Add($"asked a stranger: {request.Url}");
        };
        await page.GotoAsync(play.Address.AbsoluteUri);
        await opened.Composer.WaitForAsync();
        return opened;
    }

    public Task PressAsync(string button, bool exact = true) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = exact }).First.ClickAsync();

    /// <summary>Types a message in the open channel and sends it.</summary>
    public async Task SendAsync(string text)
    {
        await Composer.ClickAsync();
        await page.Keyboard.TypeAsync(text);
        // The first Escape closes the composer's suggestions; Enter then sends.
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Enter");
    }

    public async Task BecomeAsync(Player who)
    {
        await page.Locator("#people").GetByRole(AriaRole.Button).First.ClickAsync();
        await page.GetByRole(AriaRole.Menuitemradio, new() { Name = who.RealName }).ClickAsync();
        await page.Locator("#people").GetByText(who.RealName).First.WaitForAsync();
    }

    public async Task OpenChannelAsync(string name) => await page.GetByRole(AriaRole.Navigation, new() { Name = "Channels and apps" }).GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();

    public Task SeeAsync(string words) => Conversation.GetByText(words).First.WaitForAsync();

    public Task OpenTabAsync(string name) => page.GetByRole(AriaRole.Tab, new() { Name = name }).ClickAsync();

    /// <summary>Waits until the tour marks this step as done.</summary>
    public async Task SeeStepDoneAsync(int number)
    {
        await play.SeeMachineAsync(machine => machine.GetProperty("tour").GetProperty("steps")[number - 1].GetProperty("done").GetBoolean());
        await Assertions.Expect(Panel.Locator(".step--done")).ToHaveCountAsync(number, new() { Timeout = 30_000 });
    }

    public Task<bool> ScrollsSidewaysAsync() => page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth");

    /// <summary>Runs the action; a failure attaches a screenshot of the page.</summary>
    public async Task WithPictureOfFailureAsync(Func<Task> steps)
    {
        try
        {
            await steps();
        }
        catch
        {
            await KeepPictureAsync("failure");
            throw;
        }
    }

    /// <summary>Saves a screenshot beside the test results. With UPDATE_PICTURES set, it also replaces the picture in docs.</summary>
    public async Task KeepPictureAsync(string name)
    {
        var shown = Path.Combine(Tests.Repository.Root, "docs", "pictures", $"{name}.png");
        var renew = Environment.GetEnvironmentVariable("UPDATE_PICTURES") is { Length: > 0 } && File.Exists(shown);
        var kept = Directory.CreateDirectory(Path.Combine(TestContext.CurrentContext.WorkDirectory, "pictures"));
        var path = renew ? shown : Path.Combine(kept.FullName, $"{name}.png");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = path });
        TestContext.AddTestAttachment(path);
    }
}
