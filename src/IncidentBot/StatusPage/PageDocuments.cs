using System.Globalization;
using IncidentBot.Core.StatusPage;
using IncidentBot.StatusPage.Facts;
using IncidentBot.StatusPage.Pages;
using IncidentBot.StatusPage.Serving;
using Microsoft.AspNetCore.Components;
using NodaTime;

namespace IncidentBot.StatusPage;

/// <summary>The pages customers read.</summary>
internal sealed class PageDocuments(StatusPageReader reader, PublicIncidents incidents, PageRenderer renderer, ComponentCatalog catalog, Clock clock)
{
    private readonly StatusNames names = new(catalog);

    public PublicDocument Front { get; } = Page(Addresses.Front, context => renderer.RenderAsync(
        PageLayout.Of(context) with { Subject = context.Overall.Description, IsFront = true }, FrontPage.Show(context, new StatusNames(catalog))));

    public PublicDocument Uptime { get; } = Page(Addresses.Uptime, context => renderer.RenderAsync(PageLayout.Of(context) with { Subject = "Uptime" }, UptimePage.Show(context)));

    public PublicDocument Follow { get; } = Page(Addresses.Follow, context => renderer.RenderAsync(PageLayout.Of(context) with { Subject = "Stay informed" }, FollowPage.Show(context)));

    public PublicDocument Missing { get; } = Page("missing", context => renderer.RenderAsync(
        PageLayout.Of(context) with { Subject = "Not found" }, IncidentPage.Missing(), StatusCodes.Status404NotFound));

    /// <summary>The month that is not over yet.</summary>
    public PublicDocument ThisMonth => Month(clock.Now.InUtc().Date.ToYearMonth());

    /// <summary>The permanent page of one incident.</summary>
    public PublicDocument? Incident(string? number) => TryParse(number, out var id) ? Incident(id) : null;

    /// <inheritdoc cref="Incident(string?)"/>
    public PublicDocument Incident(long number) => new()
    {
        Name = Addresses.Incident(number),
        TellsTime = true,
        IsPresent = facts => facts.Incidents.Any(incident => incident.Number == number),
        // Others wait for the same reading: the end of one request does not end it.
        Open = async snapshot => await incidents.FindAsync(snapshot, number, CancellationToken.None) is { } incident ? context => RenderAsync(context, incident) : null,
    };

    /// <summary>The permanent page of some planned work, as long as it is in the lists.</summary>
    public PublicDocument? Maintenance(string? number) => TryParse(number, out var id) ? Maintenance(id) : null;

    /// <inheritdoc cref="Maintenance(string?)"/>
    public PublicDocument Maintenance(long number) => new()
    {
        Name = Addresses.Maintenance(number),
        TellsTime = true,
        Open = snapshot => ValueTask.FromResult<Render?>(snapshot.Facts.Maintenances.FirstOrDefault(known => known.Number == number) is { } work
            ? context => Render(context, work.Title, MaintenancePage.Show(work, names))
            : null),
    };

    /// <summary>What customers first heard of in one month.</summary>
    public PublicDocument? Month(string? text) => Addresses.TryParseMonth(text, out var month) ? Month(month) : null;

    private PublicDocument Month(YearMonth month) => new()
    {
        Name = Addresses.Month(month),
        TellsTime = true,
        IsPresent = _ => month.Equals(clock.Now.InUtc().Date.ToYearMonth()),
        Open = async snapshot =>
        {
            // The months before us and after us have no pages: an endless row of empty ones helps nobody.
            if (month.CompareTo(snapshot.Facts.Earliest.InUtc().Date.ToYearMonth()) < 0 || month.CompareTo(clock.Now.InUtc().Date.ToYearMonth()) > 0)
                return null;
            var begun = await reader.BegunAsync(month.Begin(), month.PlusMonths(1).Begin());
            return context => RenderAsync(context, month, begun);
        },
    };

    /// <summary>The permanent page of an incident that is at hand.</summary>
    public ValueTask<PublicAnswer> RenderAsync(PageContext context, PublicIncident incident) =>
        Render(context, incident.Title, IncidentPage.Show(incident, names, context, TakesWords(context), context.IsCopy ? null : context.Settings.SubscribePath));

    /// <summary>The page of a month of which all is at hand.</summary>
    public ValueTask<PublicAnswer> RenderAsync(PageContext context, YearMonth month, IReadOnlyList<PublicIncident> begun) =>
        Render(context, $"History, {month.Words()}", HistoryPage.Show(context, month, begun));

    private static bool TryParse(string? text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0;

    private static PublicDocument Page(string name, Func<PageContext, ValueTask<PublicAnswer>> render) => PublicDocument.Of(name, render) with { TellsTime = true };

    // A copy has nobody behind it, and a page that knows nothing new could not pass them on.
    private static bool TakesWords(PageContext context) => context is { Settings.AskReaders: true, IsCopy: false, StaleSince: null };

    private ValueTask<PublicAnswer> Render(PageContext context, string subject, RenderFragment main) => renderer.RenderAsync(PageLayout.Of(context) with { Subject = subject }, main);
}
