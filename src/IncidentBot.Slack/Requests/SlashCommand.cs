using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace IncidentBot.Slack.Requests;

/// <summary>A slash command as Slack sends it: the flat fields of a form, or of an object over Socket Mode.</summary>
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
        command = FormBody.TryParse(body.Span, out var form) ? Read(name => form.GetValueOrDefault(name, "")) : null;
        return command is not null;
    }

    // Over Socket Mode the same fields are an object's, and what a form writes as text may be a boolean.
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
