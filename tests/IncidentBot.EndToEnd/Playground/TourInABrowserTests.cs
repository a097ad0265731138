using IncidentBot.Playground.Scene;
using Microsoft.Playwright;

namespace IncidentBot.EndToEnd.Playground;

/// <summary>The guided tour, played to its end by clicks and typing in a real browser.</summary>
[Category("Browser")]
internal sealed class TourInABrowserTests
{
    private const string Title = "API answers with errors";
    private const string PublicWords = "Some requests to the API fail with error 500. We are rolling back the last deployment.";
    private const string LastWords = "The API answers normally again since 10:40 UTC. We rolled back a deployment; you need not do anything. If you still see errors, please tell us.";

    [Test]
    public async Task Every_step_of_the_tour_works_as_described()
    {
        await using var play = await Play.StartAsync();
        var browser = await Chromium.SharedAsync();
        await using var context = await browser.OpenAsync(1440, 900);
        var page = await PlayPage.OpenAsync(context, play);

        await page.WithPictureOfFailureAsync(async () =>
        {
            await DeclareAsync(play, page);
            await TakeTheRolesAsync(play, page);
            await TellCustomersAsync(play, page);
            await ForgetAnUpdateAsync(play, page);
            await KillTheBotAsync(play, page);
            await ResolveAsync(play, page);
            await page.Page.GetByText("The tour is complete").WaitForAsync();
        });

        await page.KeepPictureAsync("tour-done");
        var machine = await play.SeeMachineAsync(seen => seen.GetProperty("proof").GetProperty("waiting").GetInt32() == 0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(page.Complaints, Is.Empty);
            Assert.That(machine.GetProperty("proof").GetProperty("lost").GetInt32(), Is.Zero);
            Assert.That(machine.GetProperty("proof").GetProperty("doubled").GetInt32(), Is.Zero);
            Assert.That(machine.GetProperty("bot").GetProperty("lives").GetInt32(), Is.EqualTo(2));
        }
    }

    private static async Task DeclareAsync(Play play, PlayPage page)
    {
        await page.PressAsync("Put it in the composer");
        await Assertions.Expect(page.Composer).ToHaveValueAsync($"/incident declare critical: {Title}");
        await page.Page.Keyboard.PressAsync("Enter");
        await play.UntilAsync(() => play.Room is { Pins.Count: > 0 } room && room.Members.Contains(Cast.Maya.Id), "the room");
        await page.OpenChannelAsync(play.Room!.Name);
        await page.SeeAsync($"INC-1 · {Title}");
        await page.SeeStepDoneAsync(1);
    }

    private static async Task TakeTheRolesAsync(Play play, PlayPage page)
    {
        await page.BecomeAsync(Cast.Jonas);
        await page.OpenChannelAsync(play.Room!.Name);
        await page.PressAsync("Take the lead");
        await page.SeeAsync("First steps for you, the lead");

        await page.BecomeAsync(Cast.Priya);
        await page.Page.GetByText("More channels").ClickAsync();
        await page.PressAsync($"Join #{play.Room.Name}");
        await page.OpenChannelAsync(play.Room.Name);
        await page.SendAsync("/incident messenger me");
        await page.SeeAsync("First steps for you, the messenger");
        await page.SeeStepDoneAsync(2);
    }

    private static async Task TellCustomersAsync(Play play, PlayPage page)
    {
        await PublishAsync(page, PublicWords, async () =>
        {
            await page.Dialog.GetByRole(AriaRole.Combobox, new() { Name = "API" }).ClickAsync();
            await page.Dialog.GetByRole(AriaRole.Option, new() { Name = "partial outage" }).First.ClickAsync();
        });
        await page.OpenTabAsync("Status page");
        await page.Page.FrameLocator("#panel iframe").GetByText(PublicWords).First.WaitForAsync();
        await page.KeepPictureAsync("status-page");
        await page.OpenTabAsync("Tour");
        await page.SeeStepDoneAsync(3);
        Assert.That(await play.Http.GetStringAsync("/status"), Does.Contain(PublicWords));
    }

    private static async Task ForgetAnUpdateAsync(Play play, PlayPage page)
    {
        for (var press = 0; press < 6 && !Said(play, "public update was promised"); press++)
            await MoveToTheNextReminderAsync(play, page);
        await page.SeeStepDoneAsync(4);
        await page.OpenTabAsync("Promise");
        await page.KeepPictureAsync("playground");
        await page.OpenTabAsync("Tour");
    }

    private static async Task KillTheBotAsync(Play play, PlayPage page)
    {
        var before = play.Room!.Messages.Count;
        await page.Page.Locator("#trouble").GetByRole(AriaRole.Button).First.ClickAsync();
        await page.PressAsync("Kill the bot");
        await page.Page.GetByText("Bot is dead").First.WaitForAsync();
        await page.PressAsync("+5 min", exact: false);
        await page.PressAsync("+5 min", exact: false);
        Assert.That(play.Room.Messages, Has.Count.EqualTo(before), "a dead bot sent a message");

        await page.Page.Locator("#trouble").GetByRole(AriaRole.Button).First.ClickAsync();
        await page.PressAsync("Start it again");
        await page.Page.GetByText("Bot runs").First.WaitForAsync();
        await page.SeeStepDoneAsync(5);
    }

    private static async Task ResolveAsync(Play play, PlayPage page)
    {
        await page.Page.Keyboard.PressAsync("Escape");
        await page.SendAsync("/incident resolve confirm rolled back the last deployment");
        await page.SeeAsync("resolved");
        await PublishAsync(page, LastWords, () => Assertions.Expect(page.Dialog.GetByRole(AriaRole.Combobox, new() { Name = "State" })).ToHaveTextAsync("Resolved"));
        await page.SendAsync("/incident timeline");
        await page.SeeStepDoneAsync(6);
        Assert.That(await play.Http.GetStringAsync("/status"), Does.Contain(LastWords).And.Contain("All Systems Operational"));
    }

    private static async Task PublishAsync(PlayPage page, string words, Func<Task> andTheRest)
    {
        await page.SendAsync("/incident statuspage");
        await page.Dialog.GetByRole(AriaRole.Textbox, new() { Name = "What customers read" }).FillAsync(words);
        await andTheRest();
        await page.KeepPictureAsync("form");
        await page.Dialog.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await page.Dialog.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await page.Dialog.GetByText("It will be published at").WaitForAsync();
        await page.Dialog.GetByRole(AriaRole.Button, new() { Name = "Close" }).Last.ClickAsync();
        await page.Dialog.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await page.SeeAsync(words);
    }

    private static async Task MoveToTheNextReminderAsync(Play play, PlayPage page)
    {
        var answered = page.Page.WaitForResponseAsync(response => response.Url.EndsWith("/api/clock", StringComparison.Ordinal));
        await page.PressAsync("To the next reminder", exact: false);
        await answered;
        await play.SeeMachineAsync(machine => machine.GetProperty("proof").GetProperty("waiting").GetInt32() == 0);
    }

    private static bool Said(Play play, string words) => play.Room!.Messages.Any(message => message.Text.Contains(words, StringComparison.OrdinalIgnoreCase));
}
