using IncidentBot.Playground.Bot;
using IncidentBot.Playground.Watching;
using NodaTime;

namespace IncidentBot.Playground.Scene;

/// <summary>
/// Moves time for the workspace and the bot together. A long stretch is not jumped over but played: time stops at each due moment until the bot has
/// spoken, as it would have in that time.
/// </summary>
internal sealed class PlaygroundClock(SteeredTime time, BotControl bot, Trouble trouble, PromiseQueries queries)
{
    // A bot that does not answer in this time is not waited for: the reader wants to see what happens then.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(25);

    private readonly SemaphoreSlim gate = new(1, 1);

    /// <summary>Moves on by this much.</summary>
    public Task PassAsync(Duration span, CancellationToken cancellationToken) => MoveAsync(_ => Task.FromResult<Instant?>(Now + span), cancellationToken);

    /// <summary>Moves on to the moment when the bot next speaks by itself.</summary>
    /// <returns>False when it has nothing planned.</returns>
    public Task<bool> PassToNextReminderAsync(CancellationToken cancellationToken) => MoveAsync(queries.NextReminderAsync, cancellationToken);

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    private async Task<bool> MoveAsync(Func<CancellationToken, Task<Instant?>> until, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
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
            gate.Release();
        }
    }

    // Never backwards: a moment that has passed is reached already.
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
