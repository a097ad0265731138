using IncidentBot.Core.StatusPage;
using IncidentBot.StatusPage.Json;
using IncidentBot.StatusPage.Serving;

namespace IncidentBot.StatusPage;

/// <summary>The present status in one sentence, for other web pages.</summary>
internal static class Banner
{
    public static BannerPayload Of(PageContext context)
    {
        var open = context.Model.Open;
        return new BannerPayload(
            Show: open.Count > 0 || context.Model.Overall.Indicator != PageIndicator.None || context.StaleSince is not null,
            context.Overall.Indicator.Word(),
            open.Count == 1 ? $"{open[0].State.Label()}: {open[0].Title}" : context.Overall.Description,
            context.Link("status"),
            [
                .. open.Select(incident => new BannerEntry(
                    incident.Title,
                    incident.State.Word(),
                    incident.Impact.Word(),
                    context.Link(Addresses.Incident(incident.Number)[1..]),
                    incident.UpdatedAt.Rfc3339(),
                    incident.NextUpdateBy?.Rfc3339())),
            ],
            new PageExtra(context.StaleSince?.Rfc3339(), context.IsCopy ? context.Now.Rfc3339() : null));
    }
}
