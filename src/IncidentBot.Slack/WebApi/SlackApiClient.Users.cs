using System.Globalization;

namespace IncidentBot.Slack.WebApi;

public sealed partial class SlackApiClient
{
    /// <summary>A user.</summary>
    public Task<SlackOutcome<PersonInfo>> UserInfoAsync(string user, CancellationToken cancellationToken) =>
        CallAsync(
            SlackCall.Form("users.info", ("user", user)),
            json => json.Child("user") is { } person ? PersonInfo.Read(person) : null,
            cancellationToken);

    /// <summary>The users of the workspace, including deactivated ones and bots.</summary>
    /// <param name="cursor">The cursor of the previous page; null for the first.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public Task<SlackOutcome<Page<PersonInfo>>> ListUsersAsync(string? cursor, CancellationToken cancellationToken) =>
        CallAsync(
            SlackCall.Form("users.list", ("limit", PageSize.ToString(CultureInfo.InvariantCulture)), ("cursor", cursor)),
            json => Page<PersonInfo>.Read(json, "members", PersonInfo.Read),
            cancellationToken);

    /// <summary>The user groups with their members. On a free plan Slack refuses with <c>plan_upgrade_required</c>.</summary>
    public Task<SlackOutcome<IReadOnlyList<UserGroup>>> UserGroupsAsync(CancellationToken cancellationToken) =>
        CallAsync(
            SlackCall.Form("usergroups.list", ("include_users", "true")),
            json => Page<UserGroup>.Read(json, "usergroups", UserGroup.Read)?.Items,
            cancellationToken);
}
