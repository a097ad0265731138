using System.Globalization;
using NodaTime;

namespace IncidentBot.Core.StatusPage;

/// <summary>An instant as customers anywhere read it: UTC always, with its date when that is not today's (R97).</summary>
public static class PublicTime
{
    /// <summary><c>14:30 UTC</c>, or <c>00:10 UTC on 3 March 2026</c> when <paramref name="instant"/> is not on the UTC day of <paramref name="now"/>.</summary>
    public static string Words(Instant instant, Instant now)
    {
        var moment = instant.InUtc();
        return moment.Date == now.InUtc().Date
            ? moment.ToString("HH:mm 'UTC'", CultureInfo.InvariantCulture)
            : moment.ToString("HH:mm 'UTC on' d MMMM uuuu", CultureInfo.InvariantCulture);
    }

    /// <summary><c>02:00 UTC on 14 March 2026</c>: for what is read days before and after.</summary>
    public static string Dated(Instant instant) => instant.InUtc().ToString("HH:mm 'UTC on' d MMMM uuuu", CultureInfo.InvariantCulture);
}
