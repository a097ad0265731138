using IncidentBot.Outbox;
using IncidentBot.Slack.WebApi;

namespace IncidentBot.SlackEdge.Outbound;

/// <summary>Maps the outcome of a Slack call to the outcome of its outbox row.</summary>
internal static class Outcomes
{
    private static readonly TimeSpan WhileDisconnected = TimeSpan.FromSeconds(30);

    extension<T>(SlackOutcome<T> outcome)
    {
        public bool IsOk => outcome is SlackOutcome<T>.Ok;

        public T? Value => outcome is SlackOutcome<T>.Ok ok ? ok.Value : default;

        public string? Code => outcome is SlackOutcome<T>.Refused refused ? refused.Code : null;

        /// <summary>The outcome for the row. If the app is uninstalled, the row waits until an operator has installed it again.</summary>
        public SendOutcome ToSendOutcome() => outcome switch
        {
            SlackOutcome<T>.Ok => new SendOutcome.Sent(),
            SlackOutcome<T>.RateLimited limited => new SendOutcome.Busy(limited.After, "rate limited"),
            SlackOutcome<T>.Unreachable unreachable => new SendOutcome.TryLater(unreachable.Reason),
            SlackOutcome<T>.Ambiguous ambiguous => new SendOutcome.Uncertain(ambiguous.Reason),
            SlackOutcome<T>.Refused { Code: var code } when SlackErrors.IsInstallationDead(code) =>
                new SendOutcome.TryLater(code, WhileDisconnected),
            SlackOutcome<T>.Refused { Code: var code } when SlackErrors.IsTransient(code) => new SendOutcome.TryLater(code),
            SlackOutcome<T>.Refused refused => new SendOutcome.Dead(Explain(refused)),
            _ => throw new InvalidOperationException("The hierarchy is closed."),
        };

        /// <summary>
        /// The same for a message that cannot be searched for afterwards. If Slack reports a failure itself, the message was not delivered and is retried.
        /// Only a missing answer leaves the outcome uncertain.
        /// </summary>
        public SendOutcome ToOnceOnlyOutcome() => outcome is SlackOutcome<T>.Ambiguous { SlackFailed: true } failed
            ? new SendOutcome.TryLater(failed.Reason)
            : outcome.ToSendOutcome();
    }

    private static string Explain<T>(SlackOutcome<T>.Refused refused)
    {
        var needed = refused.Needed is { } scope ? $"; the app needs the scope {scope}: reinstall it from its settings page" : "";
        var details = refused.Messages.Count > 0 ? $" ({string.Join("; ", refused.Messages)})" : "";
        return refused.Code + needed + details;
    }
}
