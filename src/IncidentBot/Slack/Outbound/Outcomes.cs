using IncidentBot.Outbox;
using IncidentBot.Slack.WebApi;

namespace IncidentBot.SlackEdge.Outbound;

/// <summary>What a Slack outcome means for the row that asked for it.</summary>
internal static class Outcomes
{
    private static readonly TimeSpan WhileDisconnected = TimeSpan.FromSeconds(30);

    extension<T>(SlackOutcome<T> outcome)
    {
        public bool IsOk => outcome is SlackOutcome<T>.Ok;

        public T? Value => outcome is SlackOutcome<T>.Ok ok ? ok.Value : default;

        public string? Code => outcome is SlackOutcome<T>.Refused refused ? refused.Code : null;

        /// <summary>The row's fate. A dead installation is an operator's to mend: the words wait for that and are not lost.</summary>
        public SendOutcome ToSendOutcome() => outcome switch
        {
            SlackOutcome<T>.Ok => new SendOutcome.Sent(),
            SlackOutcome<T>.RateLimited limited => new SendOutcome.Busy(limited.After, "rate limited"),
            SlackOutcome<T>.Unreachable unreachable => new SendOutcome.TryLater(unreachable.Reason),
            SlackOutcome<T>.Ambiguous ambiguous => new SendOutcome.Uncertain(ambiguous.Reason),
            SlackOutcome<T>.Refused { Code: var code } when SlackErrors.IsInstallationDead(code) => new SendOutcome.TryLater(code, WhileDisconnected),
            SlackOutcome<T>.Refused { Code: var code } when SlackErrors.IsTransient(code) => new SendOutcome.TryLater(code),
            SlackOutcome<T>.Refused refused => new SendOutcome.Dead(Explain(refused)),
            _ => throw new InvalidOperationException("The hierarchy is closed."),
        };

        /// <summary>
        /// The same for words that cannot be looked for afterwards. Slack saying itself that it failed is as good as knowing that nobody heard them; only
        /// an answer that never came leaves that open.
        /// </summary>
        public SendOutcome ToOnceOnlyOutcome() =>
            outcome is SlackOutcome<T>.Ambiguous { SlackFailed: true } failed ? new SendOutcome.TryLater(failed.Reason) : outcome.ToSendOutcome();
    }

    private static string Explain<T>(SlackOutcome<T>.Refused refused)
    {
        var needed = refused.Needed is { } scope ? $"; the app needs the scope {scope}: reinstall it from its settings page" : "";
        var details = refused.Messages.Count > 0 ? $" ({string.Join("; ", refused.Messages)})" : "";
        return refused.Code + needed + details;
    }
}
