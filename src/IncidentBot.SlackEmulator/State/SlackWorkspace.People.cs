namespace IncidentBot.SlackEmulator;

public sealed partial class SlackWorkspace
{
    /// <summary>All users, including bots and members of other workspaces.</summary>
    public IReadOnlyList<SlackUser> Users => Read(() => _users.Values.ToArray());

    /// <summary>The user groups.</summary>
    public IReadOnlyList<SlackUserGroup> UserGroups => Read(() => _groups.Values.ToArray());

    /// <summary>The user with this id or name (with or without @).</summary>
    /// <exception cref="ArgumentException">There is no such user.</exception>
    public SlackUser User(string idOrName) =>
        FindUser(idOrName) ?? throw new ArgumentException($"There is no user {idOrName} in the workspace.", nameof(idOrName));

    /// <summary>Adds a full member.</summary>
    public SlackUser AddUser(string id, string name, string? realName = null, string? email = null, string timeZone = "Europe/London") =>
        Add(new SlackUser(id, name) { RealName = realName ?? name, DisplayName = name, Email = email ?? $"{name}@example.com", TimeZone = timeZone });

    /// <summary>Adds another app's bot.</summary>
    public SlackUser AddBot(string id, string name) => Add(new SlackUser(id, name) { IsBot = true, BotId = $"B{id[1..]}" });

    /// <summary>Adds a guest.</summary>
    public SlackUser AddGuest(string id, string name, bool singleChannel = false) =>
        Add(new SlackUser(id, name) { IsGuest = true, IsSingleChannelGuest = singleChannel, Email = $"{name}@guest.example" });

    /// <summary>Adds a deactivated user.</summary>
    public SlackUser AddDeactivated(string id, string name) => Add(new SlackUser(id, name) { IsDeactivated = true, Email = $"{name}@example.com" });

    /// <summary>Adds a member of another workspace.</summary>
    public SlackUser AddStranger(string id, string name) => Add(new SlackUser(id, name) { IsStranger = true });

    /// <summary>Adds a user group.</summary>
    public SlackUserGroup AddUserGroup(string id, string handle, params string[] users) =>
        Change(() => _groups[id] = new SlackUserGroup(id, handle, users));

    /// <summary>Deactivates a user, as an admin does.</summary>
    public void Deactivate(string idOrName) => Change(() => _users[User(idOrName).Id] = User(idOrName) with { IsDeactivated = true });

    internal SlackUser? FindUser(string idOrName) => Read(() =>
        _users.GetValueOrDefault(idOrName)
        ?? _users.Values.FirstOrDefault(user => string.Equals(user.Name, idOrName.TrimStart('@'), StringComparison.OrdinalIgnoreCase)));

    private SlackUser Add(SlackUser user) => Change(() => _users[user.Id] = user);
}
