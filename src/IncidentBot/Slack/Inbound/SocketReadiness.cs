using System.Globalization;
using IncidentBot.Observability;
using IncidentBot.Slack.SocketMode;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IncidentBot.SlackEdge.Inbound;

/// <summary>Whether Slack can be heard: one Socket Mode connection is enough.</summary>
internal sealed class SocketReadiness(SocketModeClient client) : IHealthCheck
{
    private const string AppTokens = "Basic Information, App-Level Tokens";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        var status = client.Status;
        return Task.FromResult(status.ConnectedSince is [var oldest, ..]
            ? Readiness.Ready($"{status.ConnectedSince.Count} of {status.Wanted} connections, the oldest since {Words(oldest)}")
            : Readiness.NotReady($"not connected since {Words(status.WithoutSince)}{StateOf(status.Trouble)}", AdviceOn(status.Trouble)));
    }

    private static string StateOf(SocketTrouble? trouble) => trouble switch
    {
        SocketTrouble.Refused { Code: var code } => $"; Slack says {code}",
        SocketTrouble.SwitchedOff => "; Socket Mode is switched off",
        SocketTrouble.NotReached => "; trying again",
        _ => "; connecting",
    };

    private static string AdviceOn(SocketTrouble? trouble) => trouble switch
    {
        SocketTrouble.Refused { Code: "missing_scope" or "not_allowed_token_type" } =>
            $"Set Slack__AppToken to an app-level token (xapp-…) with the scope connections:write, which you make in the app's settings under {AppTokens}, and restart.",
        SocketTrouble.Refused { Code: "team_disabled" or "forbidden_team" or "account_inactive" or "user_removed_from_team" } =>
            "The workspace or whoever installed the app is gone. Install the app again, set its tokens, and restart.",
        SocketTrouble.Refused => $"Set Slack__AppToken to the app's token (xapp-…) from its settings under {AppTokens}, and restart.",
        SocketTrouble.SwitchedOff => "Switch Socket Mode on in the app's settings; it is noticed within five minutes. Or take Slack__AppToken away, set Slack__SigningSecret and restart to be called by HTTP.",
        SocketTrouble.NotReached => "Slack cannot be reached, or not by WebSocket. See https://slack-status.com, the way out of your network (wss on port 443), and the log. Nothing you do is needed once the way is open.",
        _ => "Wait a few seconds.",
    };

    private static string Words(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture) ?? "the start";
}
