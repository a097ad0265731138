using System.Text.Json;

namespace IncidentBot.Slack.WebApi;

/// <summary>A person as Slack knows them.</summary>
/// <param name="Id">Their ID.</param>
/// <param name="DisplayName">The name to show: the one they chose, else their real name, else the ID.</param>
/// <param name="IsBot">Whether it is a bot, Slackbot included; never give one a role.</param>
/// <param name="IsDeactivated">Whether the account was closed.</param>
/// <param name="IsGuest">Whether it is a guest, of one or several channels.</param>
/// <param name="IsStranger">Whether they belong to another organisation we share a channel with.</param>
/// <param name="TimeZone">An IANA zone, such as <c>Europe/London</c>; null when not given.</param>
public sealed record PersonInfo(
    string Id, string DisplayName, bool IsBot, bool IsDeactivated, bool IsGuest, bool IsStranger, string? TimeZone)
{
    /// <summary>The workspace they belong to.</summary>
    public string? TeamId { get; init; }

    internal static PersonInfo? Read(JsonElement json)
    {
        if (json.Filled("id") is not { } id)
            return null;

        var profile = json.Child("profile") ?? json;
        string?[] names = [profile.Text("display_name"), profile.Text("real_name"), json.Text("real_name")];
        return new PersonInfo(
            id,
            names.FirstOrDefault(name => !string.IsNullOrWhiteSpace(name)) ?? id,
            json.Flag("is_bot") || id == "USLACKBOT",
            json.Flag("deleted"),
            json.Flag("is_restricted") || json.Flag("is_ultra_restricted"),
            json.Flag("is_stranger"),
            json.Filled("tz")) { TeamId = json.Filled("team_id") };
    }
}
