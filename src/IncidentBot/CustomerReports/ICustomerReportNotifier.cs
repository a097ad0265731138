using IncidentBot.Core.Incidents;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.CustomerReports;

/// <summary>What a reader of the public page wrote. Neither the person nor the content is verified.</summary>
/// <param name="Text">What they see, as they wrote it; bounded, and to be escaped wherever it is shown.</param>
/// <param name="Contact">How to reach them, if they gave it; likewise.</param>
internal sealed record CustomerReport(string Text, string? Contact)
{
    public const int LongestText = 1000;

    public const int LongestContact = 200;
}

/// <summary>Passes a report on to the people of the incident: writes its outbox row in the transaction that accepts the report.</summary>
internal interface ICustomerReportNotifier
{
    Task TellAsync(Incident incident, CustomerReport words, Instant now, DbSession session);
}
