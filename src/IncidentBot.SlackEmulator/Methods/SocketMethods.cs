using System.Text.Json.Nodes;

namespace IncidentBot.SlackEmulator;

/// <summary>apps.connections.open.</summary>
internal static class SocketMethods
{
    public static readonly SlackMethod[] All = [new("apps.connections.open", MethodTier.Tier3, Open) { WantsAppToken = true }];

    private static JsonObject Open(MethodCall call)
    {
        var url = call.Workspace.SocketUrl ?? throw new RefusedException("internal_error");
        return new JsonObject { ["ok"] = true, ["url"] = $"{url}?ticket={call.Workspace.SocketTickets.Issue()}&app_id={call.Workspace.App.AppId}" };
    }
}
