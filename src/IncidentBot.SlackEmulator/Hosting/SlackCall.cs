using System.Text.Json;

namespace IncidentBot.SlackEmulator;

/// <summary>One call of the Web API or of a response URL (method <c>response_url</c>), as it was answered.</summary>
/// <param name="Method">The method's name.</param>
/// <param name="Args">The arguments as received; from a form all are strings.</param>
/// <param name="At">When it was answered, by the workspace's clock.</param>
/// <param name="Status">The HTTP status; 0 when the connection was cut.</param>
/// <param name="Error">Slack's code, or what the fault was; null when all went well.</param>
/// <param name="TookEffect">Whether the workspace was changed; true also when the answer was then lost.</param>
public sealed record SlackCall(string Method, JsonElement Args, DateTimeOffset At, int Status, string? Error, bool TookEffect)
{
    /// <summary>Whether the app was told that all went well.</summary>
    public bool Ok => Error is null;
}
