using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace IncidentBot.Slack.Requests;

/// <summary>A slash command as Slack sends it: the fields of a form, or of an object over Socket Mode.</summary>
/// <param name="Command">The command with its slash, such as <c>/incident</c>.</param>
/// <param name="Text">The escaped text after the command; may be empty. Read it with <see cref="SlashText"/>.</param>
/// <param name="UserId">The user who typed it.</param>
/// <param name="TeamId">The user's workspace.</param>
/// <param name="ChannelId">The channel it was typed in.</param>
/// <param name="ChannelName">For display at most: it is <c>privategroup</c> in a private channel and <c>directmessage</c> in a DM.</param>
/// <param name="EnterpriseId">The organization; null outside Enterprise.</param>
/// <param name="IsEnterpriseInstall">Whether the app is installed for the whole organization.</param>
/// <param name="ApiAppId">The app's ID.</param>
/// <param name="ResponseUrl">Accepts five responses within 30 minutes.</param>
/// <param name="TriggerId">Allows one modal to be opened within three seconds.</param>
public sealed record SlashCommand(
    string Command,
    string Text,
    string UserId,
    string TeamId,
    string ChannelId,
    string ChannelName,
    string? EnterpriseId,
    bool IsEnterpriseInstall,
    string ApiAppId,
    string ResponseUrl,
    string TriggerId)
{
    /// <summary>Reads a form body; false when it is malformed or has no command, user, team or channel.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> body, [NotNullWhen(true)] out SlashCommand? command)
    {
        command = FormBody.TryParse(body.Span, out var form) ? Read(name => form.GetValueOrDefault(name, "")) : null;
        return command is not null;
    }

    // Over Socket Mode the same fields are an object's members, and a form's text may be a boolean there.
    internal static SlashCommand? Read(JsonElement json) => Read(name => json.Flag(name) ? "true" : json.Text(name) ?? "");

    private static SlashCommand? Read(Func<string, string> field)
    {
        if (field("command") is not { Length: > 0 } name
            || field("user_id") is not { Length: > 0 } user
            || field("team_id") is not { Length: > 0 } team
            || field("channel_id") is not { Length: > 0 } channel)
            return null;

        return new SlashCommand(
            name,
            field("text"),
            user,
            team,
            channel,
            field("channel_name"),
            field("enterprise_id") is { Length: > 0 } enterprise ? enterprise : null,
            field("is_enterprise_install") == "true",
            field("api_app_id"),
            field("response_url"),
            field("trigger_id"));
    }
}
