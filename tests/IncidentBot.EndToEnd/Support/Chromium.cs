using Microsoft.Playwright;

namespace IncidentBot.EndToEnd.Support;

/// <summary>A real browser, the system's Chromium. All tests share its process; each opens contexts of its own, which share neither cookies nor caches.</summary>
internal sealed class Chromium
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static readonly Lazy<Task<Chromium>> Common = new(StartAsync);

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (this.playwright, this.browser) = (playwright, browser);

    /// <summary>The browser, started by the first test that wants it. Where there is none the test is skipped, in CI it fails.</summary>
    public static Task<Chromium> SharedAsync()
    {
        var isThere = Places.Any(File.Exists);
        if (!isThere && Environment.GetEnvironmentVariable("CI") != "true")
            Assert.Ignore("No chromium here; bash tests/run.sh installs it.");
        Assert.That(isThere, Is.True, "chromium is missing: bash tests/run.sh installs it");
        return Common.Value;
    }

    /// <summary>Ends it, if any test wanted it.</summary>
    public static async Task EndSharedAsync()
    {
        if (!Common.IsValueCreated)
            return;
        var shared = await Common.Value;
        await shared.browser.DisposeAsync();
        shared.playwright.Dispose();
    }

    public Task<IBrowserContext> OpenAsync(int width, int height, ColorScheme scheme = ColorScheme.Light, string zone = "Etc/UTC", bool script = true) =>
        browser.NewContextAsync(new BrowserNewContextOptions
        {
            ColorScheme = scheme,
            TimezoneId = zone,
            JavaScriptEnabled = script,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new ViewportSize { Width = width, Height = height },
        });

    private static async Task<Chromium> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return new Chromium(playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Places.First(File.Exists), Args = ["--no-sandbox"] }));
    }
}
