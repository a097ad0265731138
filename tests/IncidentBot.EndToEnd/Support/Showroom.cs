using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using IncidentBot.CustomerReports;
using IncidentBot.Storage;
using IncidentBot.Tests.StatusPage;
using IncidentBot.Tests.Subscriptions.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NodaTime;

namespace IncidentBot.EndToEnd.Support;

/// <summary>A page somebody can have before them: its name, and how one comes to it.</summary>
internal sealed record Exhibit(string Name, Func<IPage, Task> OpenAsync)
{
    /// <summary>Whether it is worth being seen in every light at every width. The others are seen in both lights and at both widths, not in each pair.</summary>
    public bool IsMain { get; init; }

    public static Exhibit At(string name, Uri address) => new(name, page => page.GotoAsync(address.AbsoluteUri));
}

/// <summary>Every page the public can come to, in every state it has. Nothing is changed by looking, so that all tests of looks share it.</summary>
internal sealed class Showroom : IAsyncDisposable
{
    private static readonly string[] InTrouble =
    [
        "/status", "/status/incidents/41", "/status/incidents/19", "/status/incidents/41/thanks", "/status/maintenance/3", "/status/history", "/status/history/2026-03", "/status/uptime", "/status/follow",
        "/status/nothing", "/nothing-at-all",
    ];

    private readonly List<IAsyncDisposable> servers = [];

    private Showroom()
    {
    }

    public required PublicPage Trouble { get; init; }

    /// <summary>A page that takes addresses and words.</summary>
    public required SubscribedWorld Forms { get; init; }

    public List<Exhibit> Exhibits { get; } = [];

    public static async Task<Showroom> OpenAsync()
    {
        var room = new Showroom
        {
            Trouble = await Gallery.InTroubleAsync(),
            Forms = await SubscribedWorld.OpenAsync(pumps: false, frozen: true, change: options => options with { PerClient = 10_000, Total = 10_000 }, more: (services, _) => services.AddCustomerReports().AddSingleton<ICustomerReportNotifier, Nobody>()),
        };
        var (calm, stale, crowd, empty, unknown) = (await Gallery.CalmAsync(), await Gallery.CalmAsync(), await Gallery.CrowdedAsync(), await PublicPage.OpenAsync(new ComponentCatalog([])), await PublicPage.OpenAsync());
        room.servers.AddRange([room.Trouble, room.Forms, calm, stale, crowd, empty, unknown]);
        await GoAwayAsync(stale);
        unknown.Database.IsAway = true;
        room.Exhibits.AddRange(InTrouble.Select(path => Exhibit.At(path.Replace('/', '-'), new Uri(room.Trouble.Http.BaseAddress!, path)) with { IsMain = true }));
        room.Exhibits.AddRange([
            Exhibit.At("-calm", new Uri(calm.Http.BaseAddress!, "/status")), Exhibit.At("-stale", new Uri(stale.Http.BaseAddress!, "/status")), Exhibit.At("-empty", new Uri(empty.Http.BaseAddress!, "/status")),
            Exhibit.At("-unknown", new Uri(unknown.Http.BaseAddress!, "/status")), Exhibit.At("-crowd", new Uri(crowd.Http.BaseAddress!, "/status")), Exhibit.At("-crowd-alone", new Uri(crowd.Http.BaseAddress!, "/status/incidents/1")),
            Exhibit.At("-crowd-uptime", new Uri(crowd.Http.BaseAddress!, "/status/uptime")), Exhibit.At("-crowd-history", new Uri(crowd.Http.BaseAddress!, "/status/history")),
        ]);
        await room.ShowFormsAsync();
        return room;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in servers)
            await server.DisposeAsync();
    }

    private static async Task GoAwayAsync(PublicPage page)
    {
        await page.Http.GetStringAsync("/status");
        page.Database.IsAway = true;
        page.Time.Move(TimeSpan.FromMinutes(17));
    }

    private async Task ShowFormsAsync()
    {
        var incident = await Forms.DeclareAsync();
        await Forms.PublishAsync(incident, title: "Some requests fail");
        await Forms.PostAsync("/status/subscribe", ("email", "ann@example.com"));
        var token = (await Forms.Database.ReadAsync(session => session.QueryAsync<string>("select token from subscription_request"), CancellationToken.None)).Single();
        var asked = 0;
        Uri Address(string path) => new(Forms.Http.BaseAddress!, path);
        Exhibits.AddRange([
            Exhibit.At("-subscribe", Address("/status/subscribe")), Exhibit.At("-subscribe-incident", Address("/status/subscribe?incident=1")),
            Exhibit.At("-confirm", Address($"/status/subscribe/confirm?token={token}")), Exhibit.At("-confirm-expired", Address("/status/subscribe/confirm?token=x")),
            Exhibit.At("-unsubscribe", Address($"/status/unsubscribe?token={new string('A', 43)}")), Exhibit.At("-unsubscribed", Address("/status/unsubscribe")),
            new Exhibit("-subscribe-wrong", page => SendAsync(page, Address("/status/subscribe"), "#email", "no-address")),
            new Exhibit("-subscribe-asked", page => SendAsync(page, Address("/status/subscribe"), "#email", $"reader{Interlocked.Increment(ref asked)}@example.com")),
            new Exhibit("-ask-blank", page => SendAsync(page, Address("/status/incidents/1"), "#ask-text", " ")),
        ]);
    }

    private static async Task SendAsync(IPage page, Uri address, string field, string words)
    {
        await page.GotoAsync(address.AbsoluteUri);
        await page.FillAsync(field, words);
        await page.Locator("main button").ClickAsync();
        await page.Locator("h1").WaitForAsync();
    }

    private sealed class Nobody : ICustomerReportNotifier
    {
        public Task TellAsync(Incident incident, CustomerReport words, Instant now, DbSession session) => Task.CompletedTask;
    }
}
