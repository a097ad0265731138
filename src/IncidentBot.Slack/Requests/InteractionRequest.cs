using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace IncidentBot.Slack.Requests;

/// <summary>A user's interaction with one of the app's elements, views or shortcuts.</summary>
public abstract record InteractionRequest
{
    private protected InteractionRequest()
    {
    }

    /// <summary>The user. Anyone who sees an element can use it, so every action must be authorized.</summary>
    public required string UserId { get; init; }

    /// <summary>The workspace. For an organization-wide installation, where Slack sends none, it is the user's own.</summary>
    public string? TeamId { get; init; }

    /// <summary>The user's own workspace; for a Slack Connect guest it differs from ours.</summary>
    public string? UserTeamId { get; init; }

    /// <summary>Reads a form body whose field <c>payload</c> is JSON; false when it is malformed or has no required member.</summary>
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

/// <summary>An unknown interaction; the response is an empty 200.</summary>
/// <param name="Type">Slack's name of the type.</param>
public sealed record UnknownInteraction(string Type) : InteractionRequest;
