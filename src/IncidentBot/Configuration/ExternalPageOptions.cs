namespace IncidentBot.Configuration;

/// <summary>The pages elsewhere that public updates go to as well; section <c>Publishing</c>.</summary>
/// <param name="Atlassian">An Atlassian Statuspage; null for none.</param>
internal sealed record ExternalPageOptions(AtlassianOptions? Atlassian)
{
    public const string Section = "Publishing";

    /// <summary>What must not appear in a log.</summary>
    public IEnumerable<string> Secrets => Atlassian is null ? [] : [Atlassian.ApiKey];

    public static ExternalPageOptions Read(SettingsReader publishing, StatusPageOptions page) => new(AtlassianOptions.Read(publishing.Section("Atlassian"), page));
}

/// <summary>A page at Atlassian Statuspage and how to write to it; section <c>Publishing:Atlassian</c>.</summary>
internal sealed record AtlassianOptions
{
    private const string Address = "https://api.statuspage.io/v1/";

    public required string ApiKey { get; init; }

    public required string PageId { get; init; }

    /// <summary>Ends with a slash.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>Whether that page tells its own subscribers.</summary>
    public required bool DeliverNotifications { get; init; }

    /// <summary>That page's component ids by ours.</summary>
    public required IReadOnlyDictionary<string, string> Components { get; init; }

    /// <summary>The least time between two requests: what Atlassian allows a key. Only a test's own server allows more.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    // A record prints its properties; this one holds a key.
    public override string ToString() => $"{nameof(AtlassianOptions)} for {PageId}";

    public static AtlassianOptions? Read(SettingsReader atlassian, StatusPageOptions page)
    {
        var key = atlassian.Text("ApiKey");
        var id = atlassian.Text("PageId");
        var url = atlassian.Address("BaseUrl", Address) ?? new Uri(Address);
        var tell = atlassian.Switch("DeliverNotifications", true);
        var components = ReadComponents(atlassian.Section("Components"), page);
        if (key is null && id is null)
            return null;
        if (key is null)
            atlassian.Problem("ApiKey", "is missing; you find it on the page's site under your avatar, API info.");
        else if (key.Any(character => character is <= ' ' or > '~'))
            atlassian.Problem("ApiKey", "holds a character no key has, such as a blank or a line break; copy it again.");
        if (id is null)
            atlassian.Problem("PageId", "is missing; you find it beside the API key.");
        else if (!id.All(char.IsAsciiLetterOrDigit))
            atlassian.Problem("PageId", $"\"{id}\" is no page id; it should be letters and digits alone.");
        return new AtlassianOptions
        {
            ApiKey = key ?? "",
            PageId = id ?? "",
            BaseUrl = url.AbsoluteUri.EndsWith('/') ? url : new Uri(url.AbsoluteUri + "/"),
            DeliverNotifications = tell,
            Components = components,
        };
    }

    private static Dictionary<string, string> ReadComponents(SettingsReader components, StatusPageOptions page)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in components.Entries("Component"))
        {
            var theirs = entry.Text("");
            if (page.Components.All.FirstOrDefault(component => component.Key.Equals(entry.Name, StringComparison.OrdinalIgnoreCase)) is not { } ours)
                entry.Problem("", "is no component under StatusPage:Components.");
            else if (theirs is null || !theirs.All(char.IsAsciiLetterOrDigit))
                entry.Problem("", $"\"{theirs}\" is no component id of that page; it should be letters and digits alone.");
            else
                read[ours.Id] = theirs;
        }

        return read;
    }
}
