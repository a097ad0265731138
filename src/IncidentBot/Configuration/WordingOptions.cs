using System.Collections.Immutable;
using IncidentBot.Wording;
using NodaTime;

namespace IncidentBot.Configuration;

/// <summary>How the wording of public updates is judged; section <c>Wording</c>.</summary>
internal sealed record WordingOptions
{
    public const string Section = "Wording";

    private const string Off = "Off";

    public required WordingSettings Rules { get; init; }

    /// <summary>What customers call the regions.</summary>
    public required IReadOnlyList<string> Regions { get; init; }

    /// <summary>How long before planned work its notice must be out.</summary>
    public required Duration MaintenanceNotice { get; init; }

    /// <summary>Whether other tools may have texts checked over HTTP.</summary>
    public required bool Endpoint { get; init; }

    public static WordingOptions Read(SettingsReader wording) => new()
    {
        Rules = new WordingSettings
        {
            Levels = ReadLevels(wording.Section("Levels")),
            Jargon = [.. wording.List("Jargon")],
            AllowedTerms = [.. wording.List("AllowedTerms")],
            PrivateNames = [.. wording.List("PrivateNames")],
            InternalDomains = [.. wording.List("InternalDomains")],
            PublicMailboxes = [.. wording.List("PublicMailboxes")],
        },
        Regions = wording.List("Regions"),
        MaintenanceNotice = wording.Duration("MaintenanceNotice", Duration.FromDays(7)),
        Endpoint = wording.Switch("Endpoint", fallback: true),
    };

    /// <summary>What the check should know of the installation.</summary>
    public WordingContext ContextFor(StatusPageOptions page) => new()
    {
        // Until somebody names it, the page is called what every page is called.
        Product = page.Name == StatusPageOptions.Unnamed ? null : page.Name,
        Support = page.SupportAddress,
        Components = [.. page.Components.All.Select(component => component.Name)],
        Regions = Regions,
        MaintenanceNotice = MaintenanceNotice,
    };

    private static ImmutableDictionary<string, FindingLevel?> ReadLevels(SettingsReader levels)
    {
        var read = WordingSettings.Default.Levels.ToBuilder();
        foreach (var entry in levels.Entries("Rule"))
        {
            if (!RuleCatalog.Ids.Contains(entry.Name, StringComparer.OrdinalIgnoreCase))
                entry.Problem("", $"there is no rule \"{entry.Name}\"{(NearestName.Find(entry.Name, RuleCatalog.Ids) is { } nearest ? $"; did you mean {nearest}?" : ".")} docs/writing-updates.md lists them all.");
            if (entry.Text("") is not { } level)
                continue;
            if (level.Equals(Off, StringComparison.OrdinalIgnoreCase))
                read[entry.Name] = null;
            else if (!int.TryParse(level, out _) && Enum.TryParse<FindingLevel>(level, ignoreCase: true, out var known))
                read[entry.Name] = known;
            else
                entry.Problem("", $"\"{level}\" is none of {string.Join(", ", Enum.GetNames<FindingLevel>())}, {Off}.");
        }

        return read.ToImmutable();
    }
}
