using IncidentBot.Core.Incidents;
using IncidentBot.Slack.BlockKit;
using IncidentBot.Slack.Requests;
using IncidentBot.SlackEdge.Forms;
using IncidentBot.SlackEdge.Rooms;
using IncidentBot.Storage;

namespace IncidentBot.SlackEdge.Interactions;

/// <summary>Provides the options of external menus: open incidents by number or title.</summary>
internal sealed class OptionsHandler(IDatabase database, IncidentLookup lookup)
{
    // Slack's limit for one response.
    private const int MostOptions = 100;

    public async Task<BlockOptionsResponse> HandleAsync(BlockOptionsRequest asked, CancellationToken cancellationToken)
    {
        if (asked.BlockId != AddToTimelineForm.IncidentBlock)
            return new BlockOptionsResponse(Array.Empty<Option>());
        var open = await database.ReadAsync(session => lookup.OpenForAsync(session, new PersonId(asked.UserId)), cancellationToken);
        var options = open
            .Select(one => AddToTimelineForm.OptionFor(one.Incident))
            .Where(option => option.Text.Contains(asked.Value.Trim(), StringComparison.OrdinalIgnoreCase))
            .Take(MostOptions)
            .ToList();
        return new BlockOptionsResponse(options);
    }
}
