using IncidentBot.Core.Incidents;
using NodaTime;

namespace IncidentBot.Configuration;

/// <summary>The whole configuration, read once at the start and known to be usable.</summary>
internal sealed record Settings
{
    /// <summary>The zone in which people's clock times are meant.</summary>
    public const string TimeZoneKey = "TimeZone";

    private static readonly IReadOnlyList<string> Sections =
    [
        SlackOptions.Section, SeverityOptions.Section, ReminderOptions.Section, StatusPageOptions.Section,
        SupportOptions.Section, PagingOptions.Section, HealthOptions.Section, ObservabilityOptions.Section, StorageOptions.Section, WordingOptions.Section,
        SubscriptionOptions.Section, ExternalPageOptions.Section, OutboxOptions.Section,
    ];

    public required SlackOptions Slack { get; init; }

    public required IncidentPolicy Policy { get; init; }

    public required StatusPageOptions StatusPage { get; init; }

    public required SupportOptions Support { get; init; }

    public required PagingOptions Paging { get; init; }

    public required HealthOptions Health { get; init; }

    public required StorageOptions Storage { get; init; }

    public required OutboxOptions Outbox { get; init; }

    public required ObservabilityOptions Observability { get; init; }

    public required WordingOptions Wording { get; init; }

    public required SubscriptionOptions Subscriptions { get; init; }

    public required ExternalPageOptions Publishing { get; init; }

    public required DateTimeZone Zone { get; init; }

    /// <exception cref="ConfigurationException">Something is wrong; it names everything that is.</exception>
    public static Settings Read(IConfiguration configuration, params IReadOnlyList<ConfigurationProblem> foundBefore)
    {
        var reader = new SettingsReader(configuration);
        var settings = Read(reader);
        // A file that could not be read has said so itself; that its key is missing then would be noise.
        var problems = foundBefore.Concat(reader.Problems.Where(problem => !foundBefore.Any(file => IsAbout(file, problem)))).Distinct().ToList();
        return problems.Count == 0 ? settings : throw new ConfigurationException(problems);
    }

    internal static Settings Read(SettingsReader reader)
    {
        var reminders = reader.Section(ReminderOptions.Section);
        var policy = ReminderOptions.Read(reminders);
        var page = StatusPageOptions.Read(reader.Section(StatusPageOptions.Section));
        var settings = new Settings
        {
            Slack = SlackOptions.Read(reader.Section(SlackOptions.Section)),
            Policy = new IncidentPolicy(
                SeverityOptions.Read(reader.Section(SeverityOptions.Section), reminders, policy.PublicCeiling),
                policy,
                page.Components) { Publishing = page.Publishing },
            StatusPage = page,
            Support = SupportOptions.Read(reader.Section(SupportOptions.Section)),
            Paging = PagingOptions.Read(reader.Section(PagingOptions.Section)),
            Health = HealthOptions.Read(reader.Section(HealthOptions.Section)),
            Storage = StorageOptions.Read(reader.Section(StorageOptions.Section)),
            Outbox = OutboxOptions.Read(reader.Section(OutboxOptions.Section)),
            Observability = ObservabilityOptions.Read(reader.Section(ObservabilityOptions.Section)),
            Wording = WordingOptions.Read(reader.Section(WordingOptions.Section)),
            Subscriptions = SubscriptionOptions.Read(reader.Section(SubscriptionOptions.Section), page),
            Publishing = ExternalPageOptions.Read(reader.Section(ExternalPageOptions.Section), page),
            Zone = ReadZone(reader),
        };
        reader.RefuseUnknownKeys(Sections);
        return settings;
    }

    private static DateTimeZone ReadZone(SettingsReader reader)
    {
        var id = reader.Text(TimeZoneKey, "Etc/UTC") ?? "Etc/UTC";
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is { } zone)
            return zone;
        var nearest = NearestName.Find(id, DateTimeZoneProviders.Tzdb.Ids);
        reader.Problem(TimeZoneKey, $"\"{id}\" is no time zone; it should be an IANA name such as Europe/Berlin{(nearest is null ? "." : $"; did you mean {nearest}?")}");
        return DateTimeZone.Utc;
    }

    private static bool IsAbout(ConfigurationProblem file, ConfigurationProblem problem) =>
        file.Key.Equals(problem.Key + FileValues.Suffix, StringComparison.OrdinalIgnoreCase)
        || (problem.Key.EndsWith('s') && file.Key.Equals(problem.Key[..^1] + FileValues.Suffix, StringComparison.OrdinalIgnoreCase));
}
