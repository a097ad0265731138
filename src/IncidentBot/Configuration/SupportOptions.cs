namespace IncidentBot.Configuration;

/// <summary>Where a problem goes that is too small for an incident (R73); section <c>Support</c>.</summary>
/// <param name="Url">The support desk's page; null for none.</param>
internal sealed record SupportOptions(Uri? Url)
{
    public const string Section = "Support";

    public static SupportOptions Read(SettingsReader support) => new(support.Address("Url", fallback: null));
}
