using System.Text.Json;

namespace IncidentBot.SlackEmulator;

/// <summary>One call of the Web API or of a response URL (method <c>response_url</c>), with its outcome.</summary>
/// <param name="Method">The method's name.</param>
/// <param name="Args">The arguments as received; those of a form are all strings.</param>
/// <param name="At">The time of the response, by the workspace's clock.</param>
/// <param name="Status">The HTTP status; 0 when the connection was closed.</param>
/// <param name="Error">Slack's error code, or the injected fault; null for a success.</param>
/// <param name="TookEffect">Whether the workspace was changed; true also when the response was lost.</param>
public sealed record SlackCall(string Method, JsonElement Args, DateTimeOffset At, int Status, string? Error, bool TookEffect)
{
    /// <summary>Whether the app received a success.</summary>
    public bool Ok => Error is null;
}
