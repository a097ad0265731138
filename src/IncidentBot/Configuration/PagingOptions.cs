namespace IncidentBot.Configuration;

/// <summary>Whom a page reaches, as Slack user groups (<c>S…</c>); section <c>Paging</c>.</summary>
internal sealed record PagingOptions
{
    public const string Section = "Paging";

    /// <summary>Who is on call; null when pages reach nobody but the room.</summary>
    public string? OnCallGroup { get; init; }

    /// <summary>Customer support; null for none.</summary>
    public string? SupportGroup { get; init; }

    /// <summary>Whose members are known responders.</summary>
    public IReadOnlyList<string> ResponderGroups { get; init; } = [];

    public static PagingOptions Read(SettingsReader paging) => new()
    {
        OnCallGroup = Group(paging, "OnCallGroup", paging.Text("OnCallGroup")),
        SupportGroup = Group(paging, "SupportGroup", paging.Text("SupportGroup")),
        ResponderGroups = [.. paging.List("ResponderGroups").Select(id => Group(paging, "ResponderGroups", id)).OfType<string>()],
    };

    private static string? Group(SettingsReader paging, string key, string? id)
    {
        if (id is null || (id[0] == 'S' && id.All(char.IsAsciiLetterOrDigit)))
            return id;
        paging.Problem(key, $"\"{id}\" is not the id of a user group; it should start with S, as in S0123ABCD. Slack shows it in the web address of the group's page.");
        return null;
    }
}
