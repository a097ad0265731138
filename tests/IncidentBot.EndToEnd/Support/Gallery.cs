using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using IncidentBot.StatusPage;
using IncidentBot.StatusPage.Facts;
using IncidentBot.StatusPage.Maintenance;
using IncidentBot.Storage;
using IncidentBot.Tests.StatusPage;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace IncidentBot.EndToEnd.Support;

/// <summary>A status page with a past and a present, as customers of a shop would see it.</summary>
internal static class Gallery
{
    public const string Slow = "Some payments fail at checkout";

    private static readonly ComponentCatalog Catalog = new(
    [
        new Component("shopshopshop", "shop", "Shop", null, "Browsing, search and the basket"),
        new Component("paypaypaypay", "pay", "Checkout", null, "Payments and receipts"),
        new Component("apiapiapiapi", "api", "API", "For developers", null),
        new Component("hookhookhook", "hook", "Webhooks", "For developers", "Delivery of events"),
        new Component("sandsandsand", "sand", "Sandbox", "For developers", null) { OnlyShowIfDegraded = true },
    ]);

    /// <summary>Everything that can be on it at once.</summary>
    public static async Task<PublicPage> InTroubleAsync(bool isPlanned = true)
    {
        var page = await OpenAsync(isPlanned);
        await PastAsync(page);
        await page.DeclareAsync(41);
        await page.PublishAsync(41, PublicState.Investigating, "We are sorry: payments by card fail for about a third of customers since 17:05 UTC. Payments by bank transfer work. We are looking for the cause.", Slow, ("paypaypaypay", ComponentStatus.PartialOutage));
        page.Time.Move(TimeSpan.FromMinutes(28));
        await page.PublishAsync(41, PublicState.Identified, "One of our payment providers rejects requests. We are moving all payments to another one, which takes about 20 minutes.\nIf a payment failed you were not charged; please try again or pay by bank transfer.\n\nNext update by 18:11 UTC.", null, ("paypaypaypay", ComponentStatus.MajorOutage), ("hookhookhook", ComponentStatus.DegradedPerformance));
        await page.DeclareAsync(42);
        await page.PublishAsync(42, PublicState.Monitoring, "Search answers again. We are watching it.", "Search was slow " + new string('x', 120), ("shopshopshop", ComponentStatus.DegradedPerformance));
        page.Time.Move(TimeSpan.FromMinutes(18));
        return page;
    }

    /// <summary>Nothing is wrong, and something was.</summary>
    public static async Task<PublicPage> CalmAsync()
    {
        var page = await OpenAsync(isPlanned: false);
        await PastAsync(page);
        return page;
    }

    /// <summary>Too much of everything: components without end, words without blanks, languages from right to left, and signs that turn what follows around.</summary>
    public static async Task<PublicPage> CrowdedAsync()
    {
        var longest = new string('w', 600);
        var components = Enumerable.Range(1, 18).Select(number => new Component(
            $"component{number:000}", $"c{number}", number % 7 == 0 ? $"Warehouse{longest}" : number % 5 == 0 ? "\u05E9\u05D9\u05E8\u05D5\u05EA \u05EA\u05E9\u05DC\u05D5\u05DE\u05D9\u05DD (API)" : $"Service {number}",
            number > 12 ? "Region \u202Eeurt-ue" : number > 6 ? $"Group{longest}" : null, number % 9 == 0 ? longest : null));
        var page = await PublicPage.OpenAsync(new ComponentCatalog([.. components]), new StatusPageSettings("Name" + longest, new Uri("https://status.acme.example"), longest));
        await page.DeclareAsync(1);
        await page.PublishAsync(1, PublicState.Investigating, $"<b>{longest}</b> \u202Etxt.exe\u202C and more.", "\u202E" + longest, ("component001", ComponentStatus.MajorOutage), ("component007", ComponentStatus.PartialOutage));
        for (var number = 2; number <= 6; number++)
        {
            await page.DeclareAsync(number);
            await page.PublishAsync(number, PublicState.Identified, "\u05D0\u05E0\u05D7\u05E0\u05D5 \u05D1\u05D5\u05D3\u05E7\u05D9\u05DD \u05D0\u05EA \u05D4\u05EA\u05E7\u05DC\u05D4 (API).", number % 2 == 0 ? "\u05EA\u05E9\u05DC\u05D5\u05DE\u05D9\u05DD \u05E0\u05DB\u05E9\u05DC\u05D9\u05DD" : $"Trouble {number}");
        }

        return page;
    }

    private static async Task<PublicPage> OpenAsync(bool isPlanned)
    {
        var settings = new StatusPageSettings("Acme", new Uri("https://status.acme.example"), "help@acme.example")
        {
            Brand = new Brand
            {
                Logo = new Logo("""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#5b3fa8"/><path d="M9 23L16 8l7 15" fill="none" stroke="#fff" stroke-width="3"/></svg>"""u8.ToArray(), ".svg", "image/svg+xml"),
                Accent = new AccentColour("#5b3fa8", "#b9a6f0"),
                Links = [new BrandLink("Acme", new Uri("https://acme.example/")), new BrandLink("Terms", new Uri("https://acme.example/terms"))],
            },
            SubscribePath = "/status/subscribe",
        };
        return await PublicPage.OpenAsync(Catalog, settings, also: services => services.AddSingleton<IMaintenanceSource>(isPlanned ? new Planned() : new NoMaintenance()));
    }

    private static async Task PastAsync(PublicPage page)
    {
        await StoryAsync(page, 7, "Sign-in fails", "apiapiapiapi", ComponentStatus.MajorOutage, TimeSpan.FromMinutes(47));
        page.Time.Move(TimeSpan.FromDays(31));
        await StoryAsync(page, 12, "Receipts arrive late", "paypaypaypay", ComponentStatus.DegradedPerformance, TimeSpan.FromHours(5));
        page.Time.Move(TimeSpan.FromDays(20));
        await StoryAsync(page, 19, "Checkout is down", "paypaypaypay", ComponentStatus.PartialOutage, TimeSpan.FromHours(2));
        page.Time.Move(TimeSpan.FromDays(6));
    }

    private static async Task StoryAsync(PublicPage page, long number, string title, string component, ComponentStatus status, TimeSpan length)
    {
        await page.DeclareAsync(number);
        await page.PublishAsync(number, PublicState.Investigating, "We see errors and are looking for the cause.", title, (component, status));
        page.Time.Move(length);
        await page.ResolveAsync(number);
        await page.PublishAsync(number, PublicState.Resolved, "It works again since a few minutes. You need not do anything. If you still see errors please write to help@acme.example.");
    }

    private sealed class Planned : IMaintenanceSource
    {
        public Task<IReadOnlyList<PublicMaintenance>> ReadAsync(DbSession session, Instant since) => Task.FromResult<IReadOnlyList<PublicMaintenance>>(
        [
            new PublicMaintenance
            {
                Number = 3,
                Title = "Faster disks for the API",
                State = MaintenanceState.Scheduled,
                ScheduledFor = Instant.FromUtc(2026, 5, 20, 22, 0),
                ScheduledUntil = Instant.FromUtc(2026, 5, 20, 23, 30),
                Components = ["apiapiapiapi"],
                Updates = [new MaintenanceUpdate(1, MaintenanceState.Scheduled, "The API will be read-only for up to 10 minutes within this time.", new Dictionary<string, StatusChange>(), Instant.FromUtc(2026, 5, 6, 9, 0))],
            },
        ]);
    }
}
