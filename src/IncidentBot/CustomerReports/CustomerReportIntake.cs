using System.Net;
using System.Security.Cryptography;
using System.Text;
using IncidentBot.Core.Incidents;
using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.CustomerReports;

/// <summary>What became of a reader's words.</summary>
internal enum CustomerReportOutcome
{
    /// <summary>They are on their way to the incident's people, or were before.</summary>
    Taken,

    /// <summary>There is nothing a person could read.</summary>
    Blank,

    TooLong,

    /// <summary>The public knows of no such incident.</summary>
    Unknown,

    /// <summary>The incident is over.</summary>
    Over,

    TooMany,
}

/// <summary>Takes what readers of the public page write about an open incident (R38). The same words again are taken once.</summary>
internal sealed class CustomerReportIntake(IDatabase database, IncidentStore incidents, DeliveryStore deliveries, ICustomerReportNotifier notifier, CustomerReportLimits limits, Clock clock)
{
    public async Task<CustomerReportOutcome> TakeAsync(IncidentId id, string? text, string? contact, IPAddress? from, CancellationToken cancellationToken)
    {
        if (Words.IsBlank(text))
            return CustomerReportOutcome.Blank;
        var words = new CustomerReport(Words.Text(text!), Words.IsBlank(contact) ? null : Words.Title(contact!));
        if (words.Text.Length > CustomerReport.LongestText || words.Contact?.Length > CustomerReport.LongestContact)
            return CustomerReportOutcome.TooLong;

        // What nobody may know of is answered like what is not there, before anything else could tell them apart.
        switch (await database.ReadAsync(session => incidents.FindAsync(session, id), cancellationToken))
        {
            case null or { IsConfidential: true } or { PublicState: null }:
                return CustomerReportOutcome.Unknown;
            case { IsOpenInPublic: false } or { Phase: Phase.Merged or Phase.FalsePositive }:
                return CustomerReportOutcome.Over;
        }

        if (!limits.TryTake(from))
            return CustomerReportOutcome.TooMany;
        var now = clock.Now;
        await database.WriteAsync(
            async session =>
            {
                if (await incidents.FindAsync(session, id) is { IsConfidential: false } incident && await deliveries.RecordAsync(session, KeyOf(id, words), now, answer: null))
                    await notifier.TellAsync(incident, words, now, session);
            },
            cancellationToken);
        return CustomerReportOutcome.Taken;
    }

    private static string KeyOf(IncidentId id, CustomerReport words) =>
        $"reader:{id.Number}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{words.Text}\n\0{words.Contact}")).AsSpan(0, 16))}";
}
