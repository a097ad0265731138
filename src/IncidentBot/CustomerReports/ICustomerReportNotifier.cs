using IncidentBot.Core.Incidents;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.CustomerReports;

/// <summary>What a reader of the public page wrote. Nobody has checked who they are or whether it is so.</summary>
/// <param name="Text">What they see, as they wrote it; bounded, and to be escaped wherever it is shown.</param>
/// <param name="Contact">How to reach them, if they said; likewise.</param>
internal sealed record CustomerReport(string Text, string? Contact)
{
    public const int LongestText = 1000;

    public const int LongestContact = 200;
}

/// <summary>Tells the people of an incident what a reader wrote: writes the row that will carry it, in the transaction that took it.</summary>
internal interface ICustomerReportNotifier
{
    Task TellAsync(Incident incident, CustomerReport words, Instant now, DbSession session);
}
