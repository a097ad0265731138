using System.Globalization;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using IncidentBot.Slack.BlockKit;
using NodaTime;

namespace IncidentBot.SlackEdge.Messages;

/// <summary>The small phrases every message is made of, in mrkdwn.</summary>
internal static class Say
{
    /// <summary>How much of a title a message shows.</summary>
    public const int TitleLength = 250;

    private const int SummaryLength = 1500;

    private static readonly Duration OfToday = Duration.FromHours(12);

    public static string Title(Incident incident) => Mrkdwn.EscapeAndFit(incident.Title, TitleLength);

    /// <summary>Number and title: how an incident is named in a sentence.</summary>
    public static string Name(Incident incident) => $"*{incident.Id}* {Title(incident)}";

    public static string Text(string words) => Mrkdwn.EscapeAndFit(words, SummaryLength);

    public static string Person(PersonId person) => Mrkdwn.User(person.Value);

    public static string PersonOr(PersonId? person, string nobody) => person is { } somebody ? Person(somebody) : nobody;

    /// <summary>Who keeps customers informed; on customer impact never nobody (R29).</summary>
    public static string Messenger(Incident incident, string notNeeded) => incident switch
    {
        { Messenger: { } messenger } => Person(messenger),
        { CustomerImpact: true } => $"nobody yet, {Person(incident.CommunicationOwner)} stands in",
        _ => notNeeded,
    };

    /// <summary>To the second and in UTC, as customers' clocks are told: <c>14:30:10 UTC</c>.</summary>
    public static string UtcSecond(Instant instant) => instant.ToString("HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>Day and time as customers read them.</summary>
    public static string Utc(Instant instant) => instant.ToString("uuuu-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A moment in the reader's own time; the fallback is UTC.</summary>
    public static string At(Instant instant) =>
        Mrkdwn.Date(instant.ToDateTimeOffset(), "{time}", instant.ToString("HH:mm 'UTC'", CultureInfo.InvariantCulture));

    /// <summary>A moment seen from now: a time alone means the nearest one of that name, so what is further off has its day.</summary>
    public static string At(Instant instant, Instant now) => Duration.Max(instant - now, now - instant) < OfToday ? At(instant) : On(instant);

    /// <summary>Day and time, for what may be days ago.</summary>
    public static string On(Instant instant) =>
        Mrkdwn.Date(instant.ToDateTimeOffset(), "{date_short_pretty} {time}", instant.ToString("uuuu-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture));

    /// <summary>When something is due, and how late it is already.</summary>
    public static string Due(Instant due, Instant now) =>
        due <= now ? $"{At(due, now)}, *{Late(due, now)} late*" : $"{At(due, now)} (in {Durations.Words(due - now)})";

    public static string Ago(Instant then, Instant now) =>
        now - then < Duration.FromMinutes(1) ? "just now" : $"{At(then, now)} ({Durations.Words(now - then)} ago)";

    /// <summary>The zone people's clock times are read in, as they know it.</summary>
    public static string Zone(DateTimeZone zone) => zone.Id is "Etc/UTC" ? "UTC" : zone.Id;

    /// <summary>How often: <c>every 30 min</c>, <c>every hour</c>.</summary>
    public static string Every(Duration cadence) => cadence == Duration.FromHours(1) ? "every hour" : $"every {Durations.Words(cadence)}";

    public static string Late(Instant due, Instant now) => Durations.Words(now - due);

    /// <summary>A shape as well as a colour, and the word beside it: severity never rests on colour alone.</summary>
    public static string Mark(Incident incident, IncidentPolicy policy) => incident.Phase switch
    {
        Phase.Resolved or Phase.Closed => ":white_check_mark:",
        Phase.FalsePositive or Phase.Merged => ":heavy_multiplication_x:",
        Phase.Triage => ":grey_question:",
        _ => policy.Severities.Get(incident.Severity).Rank == 1 ? ":red_circle:" : ":large_orange_diamond:",
    };

    /// <summary>The phase as people read it.</summary>
    public static string PhaseWord(Phase phase) => phase.Word().Replace('_', ' ');
}
