using System.Globalization;
using NodaTime;

namespace IncidentBot.Core.StatusPage;

/// <summary>A time for customers in any time zone: always UTC, with a date when it is not today.</summary>
public static class PublicTime
{
    /// <summary>
    /// <c>14:30 UTC</c>, or <c>00:10 UTC on 3 March 2026</c> when <paramref name="instant"/> is not on the UTC day of <paramref name="now"/>.
    /// </summary>
    public static string Words(Instant instant, Instant now)
    {
        var moment = instant.InUtc();
        return moment.Date == now.InUtc().Date
            ? moment.ToString("HH:mm 'UTC'", CultureInfo.InvariantCulture)
            : moment.ToString("HH:mm 'UTC on' d MMMM uuuu", CultureInfo.InvariantCulture);
    }

    /// <summary><c>02:00 UTC on 14 March 2026</c>, for texts that are read days before or after.</summary>
    public static string Dated(Instant instant) => instant.InUtc().ToString("HH:mm 'UTC on' d MMMM uuuu", CultureInfo.InvariantCulture);
}
