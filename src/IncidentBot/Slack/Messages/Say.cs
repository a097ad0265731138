using System.Globalization;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using IncidentBot.Core.StatusPage;
using IncidentBot.Slack.BlockKit;
using NodaTime;

namespace IncidentBot.SlackEdge.Messages;

/// <summary>The phrases that messages are built from, in mrkdwn.</summary>
internal static class Say
{
    /// <summary>The length a title is cut to.</summary>
    public const int TitleLength = 250;

    private const int SummaryLength = 1500;

    private static readonly Duration TimeAloneIsClear = Duration.FromHours(12);

    public static string Title(Incident incident) => Mrkdwn.EscapeAndFit(incident.Title, TitleLength);

    /// <summary>Number and title, for use in a sentence.</summary>
    public static string Name(Incident incident) => $"*{incident.Id}* {Title(incident)}";

    public static string Text(string words) => Mrkdwn.EscapeAndFit(words, SummaryLength);

    public static string Person(PersonId person) => Mrkdwn.User(person.Value);

    public static string PersonOr(PersonId? person, string fallback) => person is { } known ? Person(known) : fallback;

    /// <summary>A role and its holder: <c>lead @ada</c>, or <c>no lead yet</c>.</summary>
    public static string Role(string role, PersonId? holder) => holder is { } person ? $"{role} {Person(person)}" : $"no {role} yet";

    /// <summary>The messenger. With customer impact and no messenger, the person who stands in.</summary>
    public static string Messenger(Incident incident, string notNeeded) => incident switch
    {
        { Messenger: { } messenger } => Person(messenger),
        { CustomerImpact: true } => $"none yet, {Person(incident.CommunicationOwner)} stands in",
        _ => notNeeded,
    };

    /// <summary>To the second, in UTC: <c>14:30:10 UTC</c>.</summary>
    public static string UtcSecond(Instant instant) => instant.ToString("HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>Day and time in UTC, as in texts for customers.</summary>
    public static string Utc(Instant instant) => instant.ToString("uuuu-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A time in the reader's own zone; the fallback is UTC.</summary>
    public static string At(Instant instant) =>
        Mrkdwn.Date(instant.ToDateTimeOffset(), "{time}", instant.ToString("HH:mm 'UTC'", CultureInfo.InvariantCulture));

    /// <summary>The time alone within 12 hours of <paramref name="now"/>; otherwise with the day.</summary>
    public static string At(Instant instant, Instant now) => Duration.Max(instant - now, now - instant) < TimeAloneIsClear ? At(instant) : On(instant);

    /// <summary>Day and time in the reader's own zone.</summary>
    public static string On(Instant instant) =>
        Mrkdwn.Date(instant.ToDateTimeOffset(), "{date_short_pretty} {time}", instant.ToString("uuuu-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture));

    /// <summary>The due time, and how soon or how late that is.</summary>
    public static string Due(Instant due, Instant now) =>
        due <= now ? $"{At(due, now)}, *{Late(due, now)} late*" : $"{At(due, now)} (in {Durations.Words(due - now)})";

    public static string Ago(Instant then, Instant now) =>
        now - then < Duration.FromMinutes(1) ? "just now" : $"{At(then, now)} ({Durations.Words(now - then)} ago)";

    /// <summary>The name of the zone that typed clock times are read in.</summary>
    public static string Zone(DateTimeZone zone) => zone.Id is "Etc/UTC" ? "UTC" : zone.Id;

    /// <summary>How often: <c>every 30 min</c>, <c>every hour</c>.</summary>
    public static string Every(Duration cadence) => cadence == Duration.FromHours(1) ? "every hour" : $"every {Durations.Words(cadence)}";

    public static string Late(Instant due, Instant now) => Durations.Words(now - due);

    /// <summary>An emoji whose shape and colour differ by state. The state is always in words too.</summary>
    public static string Mark(Incident incident, IncidentPolicy policy) => incident.Phase switch
    {
        Phase.Resolved or Phase.Closed => ":white_check_mark:",
        Phase.FalsePositive or Phase.Merged => ":heavy_multiplication_x:",
        Phase.Triage => ":grey_question:",
        _ => policy.Severities.Get(incident.Severity).Rank == 1 ? ":red_circle:" : ":large_orange_diamond:",
    };

    /// <summary>The phase as a word for people.</summary>
    public static string PhaseWord(Phase phase) => phase.Word().Replace('_', ' ');

    /// <summary>Components and their states, one a line, cut to the length of a block.</summary>
    public static string Components(IEnumerable<KeyValuePair<string, ComponentStatus>> components, ComponentCatalog catalog) =>
        TextFit.Cut(string.Join('\n', components.Select(pair => $"{ComponentName(pair.Key, catalog)}: {pair.Value.Label()}")), 2900);

    private static string ComponentName(string id, ComponentCatalog catalog) => Mrkdwn.EscapeAndFit(catalog.Find(id)?.Name ?? id, 100);
}
