namespace IncidentBot.SlackEmulator;

/// <summary>A user group, mentioned by its handle.</summary>
public sealed record SlackUserGroup(string Id, string Handle, IReadOnlyList<string> Users)
{
    /// <summary>Whether an admin disabled the group.</summary>
    public bool IsDisabled { get; init; }
}
