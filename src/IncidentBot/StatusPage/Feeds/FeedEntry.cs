using System.Globalization;
using System.Net;
using System.Text;
using IncidentBot.Core.StatusPage;
using IncidentBot.StatusPage.Facts;
using IncidentBot.StatusPage.Maintenance;
using IncidentBot.StatusPage.Serving;
using NodaTime;

namespace IncidentBot.StatusPage.Feeds;

/// <summary>One entry of a feed: an incident or planned work, with all its updates.</summary>
internal sealed record FeedEntry(string Id, string Title, Uri Link, Instant PublishedAt, Instant UpdatedAt, string Html)
{
    /// <summary>Newest first.</summary>
    public static IReadOnlyList<FeedEntry> Of(PageContext context) =>
    [
        .. context.Model.Newest.Select(incident => Of(context, incident))
            .Concat(context.Model.Maintenances.Select(work => Of(context, work)))
            .OrderByDescending(entry => entry.PublishedAt)
            .Take(StatusPageReader.MostInList),
    ];

    /// <summary>The time of the last change in the entries.</summary>
    public static Instant Newest(PageContext context, IReadOnlyList<FeedEntry> entries) =>
        entries.Select(entry => entry.UpdatedAt).DefaultIfEmpty(context.Model.Since).Max();

    /// <summary>The description of the feed. In the static copy it includes the time of writing.</summary>
    public static string About(PageContext context) =>
        $"What customers were told, newest first.{(context.IsCopy ? $" This is a copy, written {context.Now.DateAndTime()}." : "")}";

    private static FeedEntry Of(PageContext context, PublicIncident incident) => new(
        string.Create(CultureInfo.InvariantCulture, $"tag:{Host(context)},2005:Incident/{incident.Number}"),
        incident.Title,
        context.Link(Addresses.Incident(incident.Number)[1..]),
        incident.StartedAt,
        incident.UpdatedAt,
        string.Concat(incident.Updates.Select(update =>
            Paragraph(update.PublishedAt, update.State.Label(), update.Body, update.Amendment.TrimStart(',', ' ')))));

    private static FeedEntry Of(PageContext context, PublicMaintenance work) => new(
        string.Create(CultureInfo.InvariantCulture, $"tag:{Host(context)},2005:Maintenance/{work.Number}"),
        work.Title,
        context.Link(Addresses.Maintenance(work.Number)[1..]),
        work.StartedAt,
        work.UpdatedAt,
        $"<p><strong>THIS IS A SCHEDULED EVENT {When(work)}</strong></p>"
        + string.Concat(work.Updates.Select(update => Paragraph(update.PublishedAt, update.State.Label(), update.Body))));

    public static string Host(PageContext context) => context.Link("").Host;

    // Programs parse exactly this form of day, time and state.
    private static string Paragraph(Instant at, string state, string body, string amendment = "") => new StringBuilder("<p><small>")
        .Append(at.InUtc().ToString("MMM", CultureInfo.InvariantCulture))
        .Append(" <var data-var='date'>").Append(at.InUtc().Day).Append("</var>, <var data-var='time'>")
        .Append(at.InUtc().ToString("HH:mm", CultureInfo.InvariantCulture))
        .Append("</var> UTC</small><br><strong>").Append(state).Append("</strong> - ")
        .Append(WebUtility.HtmlEncode(XmlText.Clean(body)).ReplaceLineEndings("<br>"))
        .Append(amendment.Length == 0 ? "" : $"<br><em>{amendment}</em>")
        .Append("</p>")
        .ToString();

    private static string When(PublicMaintenance work) => $"{DayAndTime(work.ScheduledFor)} - {DayAndTime(work.ScheduledUntil)} UTC";

    private static string DayAndTime(Instant instant) => instant.InUtc().ToString("MMM d, HH:mm", CultureInfo.InvariantCulture);
}
