using IncidentBot.SlackEmulator;
using Microsoft.Playwright;

namespace IncidentBot.EndToEnd;

/// <summary>The public page as customers see it: in a real browser, on a phone, without script.</summary>
[Category("Browser")]
internal sealed class StatusPageInABrowserTests
{
    [Test]
    public async Task A_phone_shows_the_whole_page_without_script_or_horizontal_scrolling([Values(ColorScheme.Light, ColorScheme.Dark)] ColorScheme scheme)
    {
        await using var world = await World.StartAsync();
        await PublishAsync(world, "Requests fail with error 500. " + new string('x', 400) + " We are working on it.");
        var browser = await Chromium.SharedAsync();
        await using var context = await browser.OpenAsync(360, 740, scheme, script: false);
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
}
