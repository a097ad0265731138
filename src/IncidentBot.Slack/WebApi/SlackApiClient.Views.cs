using System.Text.Json;
using IncidentBot.Slack.BlockKit;
using IncidentBot.Slack.Requests;

namespace IncidentBot.Slack.WebApi;

public sealed partial class SlackApiClient
{
    /// <summary>Opens a modal. The trigger is valid for three seconds and once: call this before anything slow, and never retry it.</summary>
    public Task<SlackOutcome<ViewInfo>> OpenViewAsync(string triggerId, ModalViewDefinition view, CancellationToken cancellationToken) =>
        CallAsync(View("views.open", "trigger_id", triggerId, view), ReadView, cancellationToken);

    /// <summary>Opens a modal on top of the one that its trigger came from; a stack has three at most.</summary>
    public Task<SlackOutcome<ViewInfo>> PushViewAsync(string triggerId, ModalViewDefinition view, CancellationToken cancellationToken) =>
        CallAsync(View("views.push", "trigger_id", triggerId, view), ReadView, cancellationToken);

    /// <summary>Replaces an open modal; <c>not_found</c> means that it was closed.</summary>
    public Task<SlackOutcome<ViewInfo>> UpdateViewAsync(string viewId, ModalViewDefinition view, CancellationToken cancellationToken) =>
        CallAsync(View("views.update", "view_id", viewId, view), ReadView, cancellationToken);

    /// <summary>Publishes a view in a user's App Home.</summary>
    public Task<SlackOutcome<ViewInfo>> PublishViewAsync(string userId, HomeViewDefinition view, CancellationToken cancellationToken) =>
        CallAsync(View("views.publish", "user_id", userId, view), ReadView, cancellationToken);

    private static SlackCall View(string method, string target, string id, ViewDefinition view) =>
        SlackCall.Json(method, null, writer =>
        {
            writer.WriteString(target, id);
            writer.Object("view", view.WriteMembers);
        });

    private static ViewInfo? ReadView(JsonElement json) => ViewInfo.Read(json.Child("view"));
}
