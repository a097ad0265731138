using System.Text.Json.Nodes;

namespace IncidentBot.SlackEmulator;

/// <summary>users.* and usergroups.*.</summary>
internal static class UserMethods
{
    public static readonly SlackMethod[] All =
    [
        new("users.info", MethodTier.Tier4, Info) { TakesJson = false, AnyScopeOf = ["users:read"], Required = ["user"] },
        new("users.list", MethodTier.Tier2, List) { TakesJson = false, AnyScopeOf = ["users:read"] },
        new("users.lookupByEmail", MethodTier.Tier3, LookupByEmail) { TakesJson = false, AnyScopeOf = ["users:read.email"], Required = ["email"] },
        new("usergroups.list", MethodTier.Tier2, Groups) { TakesJson = false, AnyScopeOf = ["usergroups:read"] },
        new("usergroups.users.list", MethodTier.Tier2, GroupUsers) { TakesJson = false, AnyScopeOf = ["usergroups:read"], Required = ["usergroup"] },
    ];

    private static JsonObject Info(MethodCall call)
    {
        var id = call.Need("user");
        if (call.Workspace.FindUser(id) is not { } user || user.Id != id)
            throw new RefusedException("user_not_found");
        return new JsonObject { ["ok"] = true, ["user"] = User(call, user) };
    }

    private static JsonObject List(MethodCall call)
    {
        var (page, metadata) = call.Page([.. call.Workspace.Users.Where(user => !user.IsStranger)]);
        return new JsonObject
        {
            ["ok"] = true, ["members"] = Json.Array(page.Select(user => User(call, user))),
            ["cache_ts"] = call.Workspace.Clock.GetUtcNow().ToUnixTimeSeconds(), ["response_metadata"] = metadata,
        };
    }

    private static JsonObject LookupByEmail(MethodCall call)
    {
        var email = call.Need("email");
        var user = call.Workspace.Users.FirstOrDefault(user =>
            user is { IsDeactivated: false, IsStranger: false, IsBot: false } && string.Equals(user.Email, email, StringComparison.OrdinalIgnoreCase));
        return user is null ? throw new RefusedException("users_not_found") : new JsonObject { ["ok"] = true, ["user"] = User(call, user) };
    }

    private static JsonObject Groups(MethodCall call) => new()
    {
        ["ok"] = true,
        ["usergroups"] = Json.Array(call.Workspace.UserGroups
            .Where(group => !group.IsDisabled || call.Flag("include_disabled"))
            .Select(group => Group(call, group))),
    };

    private static JsonObject GroupUsers(MethodCall call)
    {
        var id = call.Need("usergroup");
        var group = call.Workspace.UserGroups.FirstOrDefault(group => group.Id == id) ?? throw new RefusedException("no_such_subteam");
        return new JsonObject { ["ok"] = true, ["users"] = Json.Strings(group.Users) };
    }

    private static JsonObject Group(MethodCall call, SlackUserGroup group)
    {
        var json = new JsonObject
        {
            ["id"] = group.Id, ["team_id"] = call.Workspace.App.TeamId, ["is_usergroup"] = true, ["name"] = group.Handle, ["handle"] = group.Handle,
            ["description"] = "", ["date_delete"] = group.IsDisabled ? 1 : 0,
        };
        if (call.Flag("include_users"))
            json["users"] = Json.Strings(group.Users);
        if (call.Flag("include_count"))
            json["user_count"] = group.Users.Count;
        return json;
    }

    private static JsonObject User(MethodCall call, SlackUser user)
    {
        var profile = new JsonObject { ["display_name"] = user.DisplayName, ["real_name"] = user.RealName, ["image_48"] = "" };
        if (user.Email is not null && call.HasScope("users:read.email"))
            profile["email"] = user.Email;
        if (user.BotId is not null)
            profile["bot_id"] = user.BotId;
        return new JsonObject
        {
            ["id"] = user.Id,
            ["team_id"] = user.IsStranger ? "T0ELSEWHERE" : call.Workspace.App.TeamId,
            ["name"] = user.Name,
            ["real_name"] = user.RealName,
            ["deleted"] = user.IsDeactivated,
            ["is_bot"] = user.IsBot,
            ["is_app_user"] = false,
            ["is_admin"] = false,
            ["is_restricted"] = user.IsGuest,
            ["is_ultra_restricted"] = user.IsSingleChannelGuest,
            ["is_stranger"] = user.IsStranger,
            ["tz"] = user.TimeZone,
            ["tz_offset"] = (int)TimeZoneInfo.FindSystemTimeZoneById(user.TimeZone).GetUtcOffset(call.Workspace.Clock.GetUtcNow()).TotalSeconds,
            ["updated"] = 0,
            ["profile"] = profile,
        };
    }
}
