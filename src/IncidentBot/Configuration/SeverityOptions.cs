using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using NodaTime;

namespace IncidentBot.Configuration;

/// <summary>The severities of this installation; section <c>Severities</c>. A team changes ours, switches them off and adds its own.</summary>
internal static class SeverityOptions
{
    public const string Section = "Severities";

    private static readonly Cadence HalfHourly = new(Duration.FromMinutes(30), Duration.FromMinutes(30));
    private static readonly Cadence Hourly = new(Duration.FromMinutes(60), Duration.FromMinutes(60));

    private static readonly IReadOnlyList<Severity> Ours =
    [
        new()
        {
            Key = "Critical",
            Rank = 1,
            Meaning = "Customers cannot use the product, or data is lost or at risk; there is no workaround.",
            Contractual = "Severity 1",
            Paging = PagingRule.Always,
            Cadence = HalfHourly,
        },
        new()
        {
            Key = "Major",
            Rank = 2,
            Meaning = "An important part fails or is badly slow for many customers; some may get by with a workaround.",
            Contractual = "Severity 1",
            Paging = PagingRule.ByDefault,
            Cadence = Hourly,
        },
        new()
        {
            Key = "Minor",
            Rank = 3,
            Meaning = "A flaw that can wait for working hours; support looks after it.",
            Contractual = "Severity 2",
            UsesWorkflow = false,
            Paging = PagingRule.Never,
            Cadence = Hourly,
        },
    ];

    /// <summary>The severities with the cadences of section <c>Reminders</c>; reports what cannot be a catalog.</summary>
    public static SeverityCatalog Read(SettingsReader section, SettingsReader reminders, Duration ceiling)
    {
        var entries = section.Entries("Severity");
        var cadences = reminders.Section("Cadences");
        List<Severity> severities = [];
        foreach (var name in Ours.Select(ours => ours.Key).Concat(entries.Select(entry => entry.Name)).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var entry = section.Entry(name, "Severity");
            var ours = Ours.FirstOrDefault(severity => severity.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
            var severity = Read(entry, ours) with { Cadence = ReadCadence(cadences.Entry(name, "Severity"), ours?.Cadence ?? Hourly, ceiling) };
            if (entry.Switch("Enabled", true))
                severities.Add(severity);
        }

        RefuseUnknown(cadences, severities);
        return Catalog(section, severities);
    }

    // Long enough for any word people type, short enough for a topic and a menu.
    private const int LongestName = 40;

    private static Severity Read(SettingsReader entry, Severity? ours) => new()
    {
        Key = ours?.Key ?? NameOf(entry),
        Rank = entry.Number("Rank") ?? ours?.Rank ?? Missing(entry, "Rank", 0, "a number from 1, the worst, that no other severity has"),
        Meaning = entry.Text("Meaning") ?? ours?.Meaning ?? Missing(entry, "Meaning", "", "a sentence by which a declarer can tell whether it is this bad"),
        Contractual = entry.Text("Contractual") ?? ours?.Contractual ?? entry.Name,
        UsesWorkflow = entry.Switch("Workflow", ours?.UsesWorkflow ?? true),
        Paging = entry.Choice("Paging", ours?.Paging ?? PagingRule.ByDefault),
        Cadence = Hourly,
    };

    private static string NameOf(SettingsReader entry)
    {
        if (entry.Name.Length > LongestName || entry.Name.Any(char.IsWhiteSpace))
            entry.Problem("", $"the name of a severity is one word of at most {LongestName} characters, because people type it.");
        return entry.Name;
    }

    private static T Missing<T>(SettingsReader entry, string key, T placeholder, string wanted)
    {
        entry.Problem(key, $"is missing; a severity of your own needs {wanted}.");
        return placeholder;
    }

    private static Cadence ReadCadence(SettingsReader cadence, Cadence ours, Duration ceiling)
    {
        var forPublic = cadence.Duration("Public", Duration.Min(ours.Public, ceiling));
        if (forPublic > ceiling)
        {
            cadence.Problem("Public", $"{DurationText.Format(forPublic)} is longer than customers may ever wait for a word; it should be at most {DurationText.Format(ceiling)} (Reminders:PublicCeiling).");
        }

        return new Cadence(cadence.Duration("Internal", ours.Internal), forPublic);
    }

    private static void RefuseUnknown(SettingsReader cadences, IReadOnlyList<Severity> severities)
    {
        foreach (var entry in cadences.Entries("Severity"))
        {
            if (severities.Any(severity => severity.Key.Equals(entry.Name, StringComparison.OrdinalIgnoreCase)))
                continue;
            // Asked, so that it is reported once, here, and not again as an unknown key.
            entry.Text("Internal");
            entry.Text("Public");
            var nearest = NearestName.Find(entry.Name, severities.Select(severity => severity.Key));
            cadences.Problem(entry.Name, $"there is no severity of this name{(nearest is null ? "." : $"; did you mean {nearest}?")} It should be one of {string.Join(", ", severities.Select(severity => severity.Key))}, or added under Severities.");
        }
    }

    private static SeverityCatalog Catalog(SettingsReader section, IReadOnlyList<Severity> severities)
    {
        var valid = true;
        foreach (var twins in severities.Where(severity => severity.Rank > 0).GroupBy(severity => severity.Rank).Where(group => group.Count() > 1))
        {
            valid = false;
            section.Problem($"{twins.Last().Key}:Rank", $"{twins.Key} is also the rank of {string.Join(" and ", twins.SkipLast(1).Select(severity => severity.Key))}; each severity needs its own (Severities:<name>:Enabled=false takes one out).");
        }

        if (!severities.Any(severity => severity.UsesWorkflow))
        {
            valid = false;
            section.Problem("{Severity}:Workflow", "no severity is run as an incident; at least one that is enabled should have Workflow=true.");
        }

        return new SeverityCatalog(valid && severities.All(severity => severity.Rank > 0) ? severities : Ours);
    }
}
