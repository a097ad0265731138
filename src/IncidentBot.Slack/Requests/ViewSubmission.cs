using System.Text.Json;

namespace IncidentBot.Slack.Requests;

/// <summary>A submitted modal. The response is a <see cref="ViewSubmissionResponse"/>.</summary>
public sealed record ViewSubmission : InteractionRequest
{
    /// <summary>Allows one view to be opened within three seconds; views of this stack are changed by the response instead.</summary>
    public required string TriggerId { get; init; }

    /// <summary>The view with the entered values.</summary>
    public required ViewInfo View { get; init; }

    internal static ViewSubmission? Read(JsonElement json, string userId) =>
        ViewInfo.Read(json.Child("view")) is { } view
            ? new ViewSubmission { UserId = userId, TriggerId = json.Text("trigger_id") ?? "", View = view }
            : null;
}

/// <summary>A dismissed modal that was opened with notify_on_close; it has no entered values.</summary>
public sealed record ViewClosed : InteractionRequest
{
    /// <summary>The view, or the bottom one when the whole stack was dismissed.</summary>
    public required ViewInfo View { get; init; }

    /// <summary>Whether the whole stack was dismissed.</summary>
    public required bool IsCleared { get; init; }

    internal static ViewClosed? Read(JsonElement json, string userId) =>
        ViewInfo.Read(json.Child("view")) is { } view
            ? new ViewClosed { UserId = userId, View = view, IsCleared = json.Flag("is_cleared") }
            : null;
}
