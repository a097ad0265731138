namespace IncidentBot.Storage;

/// <summary>Where the data lives; configuration section <c>Storage</c>.</summary>
internal sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>The database file; its folder is created. A relative path starts at the working directory.</summary>
    public string Path { get; set; } = "data/incidentbot.db";
}
