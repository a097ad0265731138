using System.Text.Json;

namespace IncidentBot.Slack.WebApi;

/// <summary>A Slack user.</summary>
/// <param name="Id">The user's ID.</param>
/// <param name="DisplayName">The name to show: the display name, else the real name, else the ID.</param>
/// <param name="IsBot">Whether it is a bot, Slackbot included; a bot cannot have a role.</param>
/// <param name="IsDeactivated">Whether the account is deactivated.</param>
/// <param name="IsGuest">Whether it is a single-channel or multi-channel guest.</param>
/// <param name="IsStranger">Whether the user belongs to another organization in a shared channel.</param>
/// <param name="TimeZone">An IANA zone, such as <c>Europe/London</c>; null when not given.</param>
public sealed record PersonInfo(
    string Id, string DisplayName, bool IsBot, bool IsDeactivated, bool IsGuest, bool IsStranger, string? TimeZone)
{
    /// <summary>The user's workspace.</summary>
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
