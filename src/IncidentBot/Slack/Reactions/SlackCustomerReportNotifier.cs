using IncidentBot.Core.Incidents;
using IncidentBot.CustomerReports;
using IncidentBot.SlackEdge.Outbound;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.SlackEdge.Reactions;

/// <summary>A reader's words reach the messenger in the incident's room.</summary>
internal sealed class SlackCustomerReportNotifier(SlackOutbox outbox) : ICustomerReportNotifier
{
    public Task TellAsync(Incident incident, CustomerReport words, Instant now, DbSession session) =>
        outbox.AddAsync(session, incident, new SlackIntent.TellCustomerReport(words.Text, words.Contact), now);
}
