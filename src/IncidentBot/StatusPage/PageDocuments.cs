using System.Globalization;
using IncidentBot.Core.StatusPage;
using IncidentBot.StatusPage.Facts;
using IncidentBot.StatusPage.Pages;
using IncidentBot.StatusPage.Serving;
using Microsoft.AspNetCore.Components;
using NodaTime;

namespace IncidentBot.StatusPage;

/// <summary>The HTML pages for customers.</summary>
internal sealed class PageDocuments(StatusPageReader reader, PublicIncidents incidents, PageRenderer renderer, ComponentCatalog catalog, Clock clock)
{
    private readonly StatusNames _names = new(catalog);

    public PublicDocument Front { get; } = Page(Addresses.Front, context => renderer.RenderAsync(
        PageLayout.Of(context) with { Subject = context.Overall.Description, IsFront = true }, FrontPage.Show(context, new StatusNames(catalog))));

    public PublicDocument Uptime { get; } = Page(Addresses.Uptime, context => renderer.RenderAsync(
        PageLayout.Of(context) with { Subject = "Uptime" }, UptimePage.Show(context)));

    public PublicDocument Follow { get; } = Page(Addresses.Follow, context => renderer.RenderAsync(
        PageLayout.Of(context) with { Subject = "Stay informed" }, FollowPage.Show(context)));

    public PublicDocument Missing { get; } = Page("missing", context => renderer.RenderAsync(
        PageLayout.Of(context) with { Subject = "Not found" }, IncidentPage.Missing(), StatusCodes.Status404NotFound));

    /// <summary>The history page of the current month.</summary>
    public PublicDocument ThisMonth => Month(clock.Now.InUtc().Date.ToYearMonth());

    /// <summary>The permanent page of one incident.</summary>
    public PublicDocument? Incident(string? number) => TryParse(number, out var id) ? Incident(id) : null;

    /// <inheritdoc cref="Incident(string?)"/>
    public PublicDocument Incident(long number) => new()
    {
        Name = Addresses.Incident(number),
        ShowsRelativeTime = true,
        IsCurrent = facts => facts.Incidents.Any(incident => incident.Number == number),
        // Several requests wait for the same read, so the end of one request must not cancel it.
        Load = async snapshot => await incidents.FindAsync(snapshot, number, CancellationToken.None) is { } incident
            ? context => RenderAsync(context, incident)
            : null,
    };

    /// <summary>The page of planned work, as long as the work is in the lists.</summary>
    public PublicDocument? Maintenance(string? number) => TryParse(number, out var id) ? Maintenance(id) : null;

    /// <inheritdoc cref="Maintenance(string?)"/>
    public PublicDocument Maintenance(long number) => new()
    {
        Name = Addresses.Maintenance(number),
        ShowsRelativeTime = true,
        Load = snapshot => ValueTask.FromResult<Render?>(snapshot.Facts.Maintenances.FirstOrDefault(known => known.Number == number) is { } work
            ? context => Render(context, work.Title, MaintenancePage.Show(work, _names))
            : null),
    };

    /// <summary>The history page of one month: the incidents first published in it.</summary>
    public PublicDocument? Month(string? text) => Addresses.TryParseMonth(text, out var month) ? Month(month) : null;

    private PublicDocument Month(YearMonth month) => new()
    {
        Name = Addresses.Month(month),
        ShowsRelativeTime = true,
        IsCurrent = _ => month.Equals(clock.Now.InUtc().Date.ToYearMonth()),
        Load = async snapshot =>
        {
            // Months before the first incident and after the current month have no page.
            var (first, current) = (snapshot.Facts.Earliest.InUtc().Date.ToYearMonth(), clock.Now.InUtc().Date.ToYearMonth());
            if (month.CompareTo(first) < 0 || month.CompareTo(current) > 0)
                return null;
            var begun = await reader.BegunAsync(month.Begin(), month.PlusMonths(1).Begin());
            return context => RenderAsync(context, month, begun);
        },
    };

    /// <summary>Renders the page of an incident that is already loaded.</summary>
    public ValueTask<PublicAnswer> RenderAsync(PageContext context, PublicIncident incident) =>
        Render(
            context,
            incident.Title,
            IncidentPage.Show(incident, _names, context, TakesReports(context), context.IsCopy ? null : context.Settings.SubscribePath));

    /// <summary>Renders the page of a month whose incidents are already loaded.</summary>
    public ValueTask<PublicAnswer> RenderAsync(PageContext context, YearMonth month, IReadOnlyList<PublicIncident> begun) =>
        Render(context, $"History, {month.Words()}", HistoryPage.Show(context, month, begun));

    private static bool TryParse(string? text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0;

    private static PublicDocument Page(string name, Func<PageContext, ValueTask<PublicAnswer>> render) =>
        PublicDocument.Of(name, render) with { ShowsRelativeTime = true };

    // A copy has no server behind it. While the database is away, a report could not be stored.
    private static bool TakesReports(PageContext context) => context is { Settings.AskReaders: true, IsCopy: false, StaleSince: null };

    private ValueTask<PublicAnswer> Render(PageContext context, string subject, RenderFragment main) =>
        renderer.RenderAsync(PageLayout.Of(context) with { Subject = subject }, main);
}
