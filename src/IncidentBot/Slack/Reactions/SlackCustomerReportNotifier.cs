using IncidentBot.Core.Incidents;
using IncidentBot.Readers;
using IncidentBot.SlackEdge.Outbound;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.SlackEdge.Reactions;

/// <summary>A reader's words reach the messenger in the incident's room.</summary>
internal sealed class SlackCustomerReportNotifier(SlackOutbox outbox) : ICustomerReportNotifier
{
    public Task TellAsync(Incident incident, ReaderWords words, Instant now, DbSession session) =>
        outbox.AddAsync(session, incident, new SlackIntent.TellReaderWords(words.Text, words.Contact), now);
}
