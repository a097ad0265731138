using IncidentBot.Playground.Bot;
using IncidentBot.Playground.Watching;
using NodaTime;

namespace IncidentBot.Playground.Scene;

/// <summary>
/// Moves the time of the workspace and the bot together. A long period is not skipped: the clock stops at each reminder until the bot has sent it, as
/// it would in real time.
/// </summary>
internal sealed class PlaygroundClock(SteeredTime time, BotControl bot, Trouble trouble, PromiseQueries queries)
{
    // A bot that does not respond in this time is not waited for, so that the user can see the effect.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(25);

    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <summary>Moves the clock ahead by this much.</summary>
    public Task PassAsync(Duration span, CancellationToken cancellationToken) => MoveAsync(_ => Task.FromResult<Instant?>(Now + span), cancellationToken);

    /// <summary>Moves the clock to the bot's next reminder.</summary>
    /// <returns>False when no reminder is planned.</returns>
    public Task<bool> PassToNextReminderAsync(CancellationToken cancellationToken) => MoveAsync(queries.NextReminderAsync, cancellationToken);

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    private async Task<bool> MoveAsync(Func<CancellationToken, Task<Instant?>> until, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (await until(cancellationToken) is not { } end)
                return false;
            while (bot.State == BotState.Running && await queries.NextReminderAsync(cancellationToken) is { } next && next < end)
            {
                await SetAsync(next, cancellationToken);
                if (!await IsCaughtUpAsync(cancellationToken))
                    break;
            }

            await SetAsync(end, cancellationToken);
            await IsCaughtUpAsync(cancellationToken);
            return true;
        }
        finally
        {
            _gate.Release();
        }
    }

    // The clock never moves back; a past moment counts as reached.
    private async Task SetAsync(Instant moment, CancellationToken cancellationToken)
    {
        var step = moment - Now;
        if (step <= Duration.Zero)
            return;
        var ahead = TimeSpan.FromMilliseconds(Math.Ceiling((time.Ahead + step.ToTimeSpan()).TotalMilliseconds));
        await bot.MoveClockAsync(ahead, cancellationToken);
        time.Ahead = ahead;
    }

    private async Task<bool> IsCaughtUpAsync(CancellationToken cancellationToken)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (bot.State == BotState.Running && await queries.IsBehindAsync(Now, cancellationToken))
        {
            if (trouble.Now != SlackTrouble.Up || TimeProvider.System.GetElapsedTime(since) > Patience)
                return false;
            await Task.Delay(Glance, TimeProvider.System, cancellationToken);
        }

        return bot.State == BotState.Running;
    }
}
