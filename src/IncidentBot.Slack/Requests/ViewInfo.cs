using System.Text.Json;

namespace IncidentBot.Slack.Requests;

/// <summary>A modal or Home view as Slack shows it to someone.</summary>
/// <param name="Id">The view's ID, for updating it.</param>
/// <param name="Type"><c>modal</c> or <c>home</c>.</param>
/// <param name="CallbackId">What we named this kind of view; empty when we did not.</param>
/// <param name="PrivateMetadata">What we stored in it. It comes back through the person's client: check authority again.</param>
/// <param name="Hash">Identifies this version, to be refused instead of overwriting a newer one.</param>
/// <param name="State">What was entered.</param>
/// <param name="RootViewId">The lowest view of the stack.</param>
/// <param name="PreviousViewId">The view below; null for the lowest.</param>
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
