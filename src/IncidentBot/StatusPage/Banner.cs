using IncidentBot.Core.StatusPage;
using IncidentBot.StatusPage.Json;
using IncidentBot.StatusPage.Serving;

namespace IncidentBot.StatusPage;

/// <summary>The present in one sentence, for other pages.</summary>
internal static class Banner
{
    public static BannerPayload Of(Sheet sheet)
    {
        var open = sheet.Model.Open;
        return new BannerPayload(
            Show: open.Count > 0 || sheet.Model.Overall.Indicator != PageIndicator.None || sheet.StaleSince is not null,
            sheet.Overall.Indicator.Word(),
            open.Count == 1 ? $"{open[0].State.Label()}: {open[0].Title}" : sheet.Overall.Description,
            sheet.Link("status"),
            [
                .. open.Select(incident => new BannerEntry(
                    incident.Title, incident.State.Word(), incident.Impact.Word(), sheet.Link(Addresses.Incident(incident.Number)[1..]), incident.UpdatedAt.Rfc3339(),
                    incident.NextUpdateBy?.Rfc3339())),
            ],
            new PageExtra(sheet.StaleSince?.Rfc3339(), sheet.IsCopy ? sheet.Now.Rfc3339() : null));
    }
}
