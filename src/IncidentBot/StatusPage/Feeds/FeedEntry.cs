using System.Globalization;
using System.Net;
using System.Text;
using IncidentBot.Core.StatusPage;
using IncidentBot.StatusPage.Facts;
using IncidentBot.StatusPage.Maintenance;
using IncidentBot.StatusPage.Serving;
using NodaTime;

namespace IncidentBot.StatusPage.Feeds;

/// <summary>One entry of a feed: an incident or planned work, with all that was said of it.</summary>
internal sealed record FeedEntry(string Id, string Title, Uri Link, Instant PublishedAt, Instant UpdatedAt, string Html)
{
    /// <summary>Newest first.</summary>
    public static IReadOnlyList<FeedEntry> Of(Sheet sheet) =>
    [
        .. sheet.Model.Newest.Select(incident => Of(sheet, incident))
            .Concat(sheet.Model.Maintenances.Select(work => Of(sheet, work)))
            .OrderByDescending(entry => entry.PublishedAt)
            .Take(StatusPageReader.MostInList),
    ];

    /// <summary>When anything in them last changed.</summary>
    public static Instant Newest(Sheet sheet, IReadOnlyList<FeedEntry> entries) => entries.Select(entry => entry.UpdatedAt).DefaultIfEmpty(sheet.Model.Since).Max();

    /// <summary>What the feed says of itself; one that is a file says how old it is.</summary>
    public static string About(Sheet sheet) => $"What customers were told, newest first.{(sheet.IsCopy ? $" This is a copy, written {sheet.Now.DateAndTime()}." : "")}";

    private static FeedEntry Of(Sheet sheet, PublicIncident incident) => new(
        string.Create(CultureInfo.InvariantCulture, $"tag:{Host(sheet)},2005:Incident/{incident.Number}"),
        incident.Title,
        sheet.Link(Addresses.Incident(incident.Number)[1..]),
        incident.StartedAt,
        incident.UpdatedAt,
        string.Concat(incident.Updates.Select(update => Paragraph(update.PublishedAt, update.State.Label(), update.Body, update.Amendment.TrimStart(',', ' ')))));

    private static FeedEntry Of(Sheet sheet, PublicMaintenance work) => new(
        string.Create(CultureInfo.InvariantCulture, $"tag:{Host(sheet)},2005:Maintenance/{work.Number}"),
        work.Title,
        sheet.Link(Addresses.Maintenance(work.Number)[1..]),
        work.StartedAt,
        work.UpdatedAt,
        $"<p><strong>THIS IS A SCHEDULED EVENT {When(work)}</strong></p>"
        + string.Concat(work.Updates.Select(update => Paragraph(update.PublishedAt, update.State.Label(), update.Body))));

    public static string Host(Sheet sheet) => sheet.Link("").Host;

    // Programs that read such feeds look for exactly this form of day, time and state.
    private static string Paragraph(Instant at, string state, string body, string amendment = "") => new StringBuilder("<p><small>")
        .Append(at.InUtc().ToString("MMM", CultureInfo.InvariantCulture))
        .Append(" <var data-var='date'>").Append(at.InUtc().Day).Append("</var>, <var data-var='time'>")
        .Append(at.InUtc().ToString("HH:mm", CultureInfo.InvariantCulture))
        .Append("</var> UTC</small><br><strong>").Append(state).Append("</strong> - ")
        .Append(WebUtility.HtmlEncode(XmlText.Clean(body)).ReplaceLineEndings("<br>"))
        .Append(amendment.Length == 0 ? "" : $"<br><em>{amendment}</em>")
        .Append("</p>")
        .ToString();

    private static string When(PublicMaintenance work) =>
        $"{work.ScheduledFor.InUtc().ToString("MMM d, HH:mm", CultureInfo.InvariantCulture)} - {work.ScheduledUntil.InUtc().ToString("MMM d, HH:mm", CultureInfo.InvariantCulture)} UTC";
}
