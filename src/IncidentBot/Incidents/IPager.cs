using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Incidents;

/// <summary>Why the people on call are paged.</summary>
internal abstract record PageReason
{
    private PageReason()
    {
    }

    /// <summary>The incident began, or turned into one that pages.</summary>
    public sealed record Declared : PageReason;

    /// <summary>An update is overdue, and the reminders brought no answer.</summary>
    public sealed record Overdue(PlannedReminder Reminder) : PageReason;
}

/// <summary>
/// Pages the people on call. Writes the rows that carry the page in the transaction that decided on it, so each page is requested once.
/// </summary>
internal interface IPager
{
    Task PageAsync(Incident incident, PageReason reason, Instant now, DbSession session);
}
