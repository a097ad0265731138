using IncidentBot.Slack.WebApi;

namespace IncidentBot.SlackEdge.Outbound;

/// <summary>The identity of the bot in Slack. It is asked once and cached for the life of the process.</summary>
internal sealed class SlackIdentity(SlackApiClient slack)
{
    private volatile AuthTestResponse? _known;

    /// <summary>Null until Slack has answered once.</summary>
    public AuthTestResponse? Known => _known;

    public async Task<SlackOutcome<AuthTestResponse>> AskAsync(CancellationToken cancellationToken)
    {
        if (_known is { } already)
            return new SlackOutcome<AuthTestResponse>.Ok(already);
        var outcome = await slack.AuthTestAsync(cancellationToken);
        if (outcome is SlackOutcome<AuthTestResponse>.Ok ok)
            _known = ok.Value;
        return outcome;
    }
}

/// <summary>Logs at the start which workspace is served. While Slack does not answer, it logs that and retries; the web server runs meanwhile.</summary>
internal sealed partial class SlackStartupLog(SlackIdentity identity, TimeProvider time, ILogger<SlackStartupLog> logger) : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = TimeSpan.FromSeconds(1);
        while (true)
        {
            switch (await identity.AskAsync(stoppingToken))
            {
                case SlackOutcome<AuthTestResponse>.Ok { Value: var bot }:
                    Log.Serving(logger, bot.Team, bot.Url, bot.UserId);
                    return;
                case SlackOutcome<AuthTestResponse>.Refused { Code: var code }:
                    Log.Refused(logger, code, pause);
                    break;
                case var outcome:
                    Log.NoAnswer(logger, outcome.GetType().Name, pause);
                    break;
            }

            await Task.Delay(pause, time, stoppingToken);
            pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Serving the Slack workspace {Workspace} ({Url}) as {BotUser}")]
        public static partial void Serving(ILogger logger, string workspace, string url, string botUser);

        [LoggerMessage(
            Level = LogLevel.Error,
            Message = "Slack refused the bot token: {Code}. Set Slack__BotToken to the Bot User OAuth Token (xoxb-…) from the app's page "
                + "\"OAuth & Permissions\" and restart. Asking again in {Pause}")]
        public static partial void Refused(ILogger logger, string code, TimeSpan pause);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Slack does not answer ({Outcome}). Messages wait in the outbox. Asking again in {Pause}")]
        public static partial void NoAnswer(ILogger logger, string outcome, TimeSpan pause);
    }
}
