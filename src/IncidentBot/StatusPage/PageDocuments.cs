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

    public PublicDocument Front { get; } = Page(Addresses.Front, sheet => renderer.RenderAsync(
        PageFrame.Of(sheet) with { Subject = sheet.Overall.Description, IsFront = true }, FrontPage.Show(sheet, new StatusNames(catalog))));

    public PublicDocument Uptime { get; } = Page(Addresses.Uptime, sheet => renderer.RenderAsync(PageFrame.Of(sheet) with { Subject = "Uptime" }, UptimePage.Show(sheet)));

    public PublicDocument Follow { get; } = Page(Addresses.Follow, sheet => renderer.RenderAsync(PageFrame.Of(sheet) with { Subject = "Stay informed" }, FollowPage.Show(sheet)));

    public PublicDocument Missing { get; } = Page("missing", sheet => renderer.RenderAsync(
        PageFrame.Of(sheet) with { Subject = "Not found" }, IncidentPage.Missing(), StatusCodes.Status404NotFound));

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
        Open = async snapshot => await incidents.FindAsync(snapshot, number, CancellationToken.None) is { } incident ? sheet => DrawAsync(sheet, incident) : null,
    };

    /// <summary>The permanent page of some planned work, as long as it is in the lists.</summary>
    public PublicDocument? Maintenance(string? number) => TryParse(number, out var id) ? Maintenance(id) : null;

    /// <inheritdoc cref="Maintenance(string?)"/>
    public PublicDocument Maintenance(long number) => new()
    {
        Name = Addresses.Maintenance(number),
        TellsTime = true,
        Open = snapshot => ValueTask.FromResult<Draw?>(snapshot.Facts.Maintenances.FirstOrDefault(known => known.Number == number) is { } work
            ? sheet => Draw(sheet, work.Title, MaintenancePage.Show(work, names))
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
            return sheet => DrawAsync(sheet, month, begun);
        },
    };

    /// <summary>The permanent page of an incident that is at hand.</summary>
    public ValueTask<PublicAnswer> DrawAsync(Sheet sheet, PublicIncident incident) =>
        Draw(sheet, incident.Title, IncidentPage.Show(incident, names, sheet, TakesWords(sheet), sheet.IsCopy ? null : sheet.Settings.SubscribePath));

    /// <summary>The page of a month of which all is at hand.</summary>
    public ValueTask<PublicAnswer> DrawAsync(Sheet sheet, YearMonth month, IReadOnlyList<PublicIncident> begun) =>
        Draw(sheet, $"History, {month.Words()}", HistoryPage.Show(sheet, month, begun));

    private static bool TryParse(string? text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0;

    private static PublicDocument Page(string name, Func<Sheet, ValueTask<PublicAnswer>> draw) => PublicDocument.Of(name, draw) with { TellsTime = true };

    // A copy has nobody behind it, and a page that knows nothing new could not pass them on.
    private static bool TakesWords(Sheet sheet) => sheet is { Settings.AskReaders: true, IsCopy: false, StaleSince: null };

    private ValueTask<PublicAnswer> Draw(Sheet sheet, string subject, RenderFragment main) => renderer.RenderAsync(PageFrame.Of(sheet) with { Subject = subject }, main);
}
