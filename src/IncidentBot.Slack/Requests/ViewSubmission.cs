using System.Text.Json;

namespace IncidentBot.Slack.Requests;

/// <summary>A modal's submit button was pressed. Answer with a <see cref="ViewSubmissionResponse"/>.</summary>
public sealed record ViewSubmission : InteractionRequest
{
    /// <summary>Opens one view within three seconds; views of this stack are changed by the answer instead.</summary>
    public required string TriggerId { get; init; }

    /// <summary>The view with what was entered.</summary>
    public required ViewInfo View { get; init; }

    internal static ViewSubmission? Read(JsonElement json, string userId) =>
        ViewInfo.Read(json.Child("view")) is { } view
            ? new ViewSubmission { UserId = userId, TriggerId = json.Text("trigger_id") ?? "", View = view }
            : null;
}

/// <summary>A modal that asked to be told was dismissed; it comes without what was entered.</summary>
public sealed record ViewClosed : InteractionRequest
{
    /// <summary>The view, or the lowest one when the whole stack was dismissed.</summary>
    public required ViewInfo View { get; init; }

    /// <summary>Whether the whole stack was dismissed.</summary>
    public required bool IsCleared { get; init; }

    internal static ViewClosed? Read(JsonElement json, string userId) =>
        ViewInfo.Read(json.Child("view")) is { } view
            ? new ViewClosed { UserId = userId, View = view, IsCleared = json.Flag("is_cleared") }
            : null;
}
