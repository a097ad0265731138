using System.Text.Json;

namespace IncidentBot.Slack.Requests;

/// <summary>A modal or Home view that a user sees.</summary>
/// <param name="Id">The view's ID, for updating it.</param>
/// <param name="Type"><c>modal</c> or <c>home</c>.</param>
/// <param name="CallbackId">The kind of view; empty when the app gave none.</param>
/// <param name="PrivateMetadata">The data that the app stored in the view. It returns through the user's client, so permissions must be checked again.</param>
/// <param name="Hash">The version of the view; an update with an old hash is refused, so that it cannot overwrite a newer version.</param>
/// <param name="State">The entered values.</param>
/// <param name="RootViewId">The bottom view of the stack.</param>
/// <param name="PreviousViewId">The view below; null for the bottom one.</param>
public sealed record ViewInfo(
    string Id,
    string Type,
    string CallbackId,
    string PrivateMetadata,
    string? Hash,
    ViewState State,
    string? RootViewId,
    string? PreviousViewId)
{
    internal static ViewInfo? Read(JsonElement? json) =>
        json is { } view && view.Filled("id") is { } id
            ? new ViewInfo(
                id,
                view.Text("type") ?? "",
                view.Text("callback_id") ?? "",
                view.Text("private_metadata") ?? "",
                view.Filled("hash"),
                ViewState.Read(view.Child("state")),
                view.Filled("root_view_id"),
                view.Filled("previous_view_id"))
            : null;
}
