using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace IncidentBot.Slack.Requests;

/// <summary>Something a person did with one of our buttons, views or shortcuts.</summary>
public abstract record InteractionRequest
{
    private protected InteractionRequest()
    {
    }

    /// <summary>Who did it. Anyone who sees an element can use it: authorise every action.</summary>
    public required string UserId { get; init; }

    /// <summary>The workspace; for an organisation-wide install, where Slack sends none, the user's own.</summary>
    public string? TeamId { get; init; }

    /// <summary>The workspace the user belongs to; another one than ours for a guest from Slack Connect.</summary>
    public string? UserTeamId { get; init; }

    /// <summary>Reads a form body whose field <c>payload</c> is JSON; false when it is malformed or lacks what its type must have.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> body, [NotNullWhen(true)] out InteractionRequest? request)
    {
        request = null;
        return FormBody.TryParse(body.Span, out var form)
            && form.TryGetValue("payload", out var payload)
            && JsonReading.TryRead(Encoding.UTF8.GetBytes(payload), ReadAny, out request)
            && request is not null;
    }

    internal static InteractionRequest? ReadAny(JsonElement json)
    {
        if (json.Text("type") is not { } type || json.Child("user") is not { } user || user.Filled("id") is not { } userId)
            return null;

        InteractionRequest? request = type switch
        {
            "block_actions" => BlockActionRequest.Read(json, userId),
            "view_submission" => ViewSubmission.Read(json, userId),
            "view_closed" => ViewClosed.Read(json, userId),
            "shortcut" => GlobalShortcut.Read(json, userId),
            "message_action" => MessageShortcut.Read(json, userId),
            "block_suggestion" => BlockOptionsRequest.Read(json, userId),
            _ => new UnknownInteraction(type) { UserId = userId },
        };

        var userTeam = user.Filled("team_id");
        var team = json.Child("team")?.Filled("id") ?? userTeam ?? json.Child("view")?.Filled("app_installed_team_id");
        return request is null ? null : request with { TeamId = team, UserTeamId = userTeam };
    }
}

/// <summary>An interaction this library does not know; answer it with an empty 200.</summary>
/// <param name="Type">Slack's name for it.</param>
public sealed record UnknownInteraction(string Type) : InteractionRequest;
