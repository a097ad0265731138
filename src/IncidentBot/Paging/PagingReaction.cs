using IncidentBot.Core.Incidents;
using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Paging;

/// <summary>Pages when an incident leaves triage or is declared without it, is reopened, or gets a severity that pages.</summary>
internal sealed class PagingReaction(IPager pager, IncidentPolicy policy) : IIncidentReaction
{
    public async Task ReactAsync(IncidentChange change, DbSession session)
    {
        var (before, after) = (change.Before, change.After);
        if (Pages(after) && (before is null || !Pages(before) || before.Run != after.Run))
            await pager.PageAsync(after, new PageReason.Declared(), change.Now, session);
    }

    private bool Pages(Incident incident) => incident.Phase.IsOpen() && incident.Phase != Phase.Triage && policy.Severities.Get(incident.Severity).Paging switch
    {
        PagingRule.Always => true,
        PagingRule.ByDefault => incident.PageSilencedBecause is null,
        _ => false,
    };
}
