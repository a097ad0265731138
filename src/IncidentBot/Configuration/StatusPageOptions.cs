using System.Security.Cryptography;
using System.Text;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using NodaTime;
using NodaTime.Text;

namespace IncidentBot.Configuration;

/// <summary>What customers see besides the incidents; section <c>StatusPage</c>. Its times are always UTC.</summary>
internal sealed record StatusPageOptions
{
    public const string Section = "StatusPage";

    /// <summary>The name of a page that nobody named.</summary>
    public const string Unnamed = "Status";

    private const string IdCharacters = "abcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Whose status it is.</summary>
    public required string Name { get; init; }

    /// <summary>Where the public reaches this server, e.g. <c>https://status.example.com</c>; null when nobody said.</summary>
    public Uri? Url { get; init; }

    /// <summary>Where customers turn to: an e-mail or web address; null for none.</summary>
    public string? SupportAddress { get; init; }

    public required ComponentCatalog Components { get; init; }

    /// <summary>Whether readers of an open incident may write to its people.</summary>
    public required bool AskReaders { get; init; }

    /// <summary>Who may tell customers.</summary>
    public required PublishPolicy Publishing { get; init; }

    public required BrandOptions Brand { get; init; }

    /// <summary>Where a copy is kept; null for nowhere.</summary>
    public MirrorOptions? Copy { get; init; }

    public static StatusPageOptions Read(SettingsReader page) => Read(page, page.Address("Url", fallback: null));

    private static StatusPageOptions Read(SettingsReader page, Uri? url) => new()
    {
        Name = page.Text("Name", Unnamed) ?? Unnamed,
        Url = url,
        SupportAddress = page.Text("SupportAddress"),
        AskReaders = page.Switch("AskReaders", fallback: true),
        Publishing = PublishPolicyOptions.Read(page.Section(PublishPolicyOptions.Section)),
        Brand = BrandOptions.Read(page),
        Copy = MirrorOptions.Read(page.Section("Copy"), url is not null),
        Components = new ComponentCatalog(page.Section("Components").Entries("Component")
            .Select(ReadComponent)
            .OrderBy(entry => entry.Position)
            .ThenBy(entry => entry.Component.Key, StringComparer.OrdinalIgnoreCase)
            .Select(entry => entry.Component)),
    };

    /// <summary>
    /// Twelve characters drawn from the key alone, so that moving, renaming or regrouping a component never changes the id that
    /// subscribers and the database know it by.
    /// </summary>
    internal static string ComponentId(string key)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(key.ToUpperInvariant()));
        return string.Concat(hash.Take(12).Select(part => IdCharacters[part % IdCharacters.Length]));
    }

    private static (int Position, Component Component) ReadComponent(SettingsReader entry) => (
        entry.Number("Position") ?? int.MaxValue,
        new Component(ComponentId(entry.Name), entry.Name, entry.Text("Name") ?? entry.Name, entry.Text("Group"), entry.Text("Description"))
        {
            OnlyShowIfDegraded = entry.Switch("OnlyShowIfDegraded", fallback: false),
            StartDate = ReadDay(entry, "StartDate"),
        });

    private static LocalDate? ReadDay(SettingsReader entry, string key)
    {
        if (entry.Text(key) is not { } text)
            return null;
        if (LocalDatePattern.Iso.Parse(text) is { Success: true } day)
            return day.Value;
        entry.Problem(key, $"\"{text}\" is not a day such as 2026-01-31.");
        return null;
    }
}
