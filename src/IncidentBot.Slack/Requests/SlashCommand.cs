using System.Diagnostics.CodeAnalysis;

namespace IncidentBot.Slack.Requests;

/// <summary>A slash command as Slack sends it: the flat fields of a form.</summary>
/// <param name="Command">The command with its slash, such as <c>/incident</c>.</param>
/// <param name="Text">All that was typed after it, escaped; may be empty. Read it with <see cref="SlashText"/>.</param>
/// <param name="UserId">Who typed it.</param>
/// <param name="TeamId">Their workspace.</param>
/// <param name="ChannelId">Where it was typed.</param>
/// <param name="ChannelName">For display at most: it reads <c>privategroup</c> in a private channel and <c>directmessage</c> in a DM.</param>
/// <param name="EnterpriseId">The organisation; null outside Enterprise.</param>
/// <param name="IsEnterpriseInstall">Whether the app is installed for the whole organisation.</param>
/// <param name="ApiAppId">Our app.</param>
/// <param name="ResponseUrl">Takes five answers within 30 minutes.</param>
/// <param name="TriggerId">Opens one modal within three seconds.</param>
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
    /// <summary>Reads a form body; false when it is malformed or lacks the command, the user, the team or the channel.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> body, [NotNullWhen(true)] out SlashCommand? command)
    {
        command = null;
        if (!FormBody.TryParse(body.Span, out var form)
            || Field("command") is not { Length: > 0 } name
            || Field("user_id") is not { Length: > 0 } user
            || Field("team_id") is not { Length: > 0 } team
            || Field("channel_id") is not { Length: > 0 } channel)
            return false;

        command = new SlashCommand(
            name,
            Field("text"),
            user,
            team,
            channel,
            Field("channel_name"),
            Field("enterprise_id") is { Length: > 0 } enterprise ? enterprise : null,
            Field("is_enterprise_install") == "true",
            Field("api_app_id"),
            Field("response_url"),
            Field("trigger_id"));
        return true;

        string Field(string key) => form.GetValueOrDefault(key, "");
    }
}
