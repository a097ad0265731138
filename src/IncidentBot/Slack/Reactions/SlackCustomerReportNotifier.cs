using IncidentBot.Core.Incidents;
using IncidentBot.CustomerReports;
using IncidentBot.SlackEdge.Outbound;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.SlackEdge.Reactions;

/// <summary>Posts the report of a reader in the room of the incident.</summary>
internal sealed class SlackCustomerReportNotifier(SlackOutbox outbox) : ICustomerReportNotifier
{
    public Task TellAsync(Incident incident, CustomerReport report, Instant now, DbSession session) =>
        outbox.AddAsync(session, incident, new SlackIntent.TellCustomerReport(report.Text, report.Contact), now);
}
