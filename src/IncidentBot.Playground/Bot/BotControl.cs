using IncidentBot.SlackEmulator;

namespace IncidentBot.Playground.Bot;

internal enum BotState
{
    Starting,
    Running,
    Dead,
}

/// <summary>Starts and kills the bot. Successive processes use the same database.</summary>
internal sealed class BotControl(SlackEmulatorServer slack, SteeredTime time, PlaygroundFolder folder, Func<IReadOnlyList<string>> settings) : IAsyncDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private BotProcess? bot;

    /// <summary>Raised after each change of state.</summary>
    public event Action? Changed;

    public BotState State { get; private set; } = BotState.Dead;

    /// <summary>The number of starts.</summary>
    public int Lives { get; private set; }

    public int? ProcessId => State == BotState.Running ? bot?.Id : null;

    /// <summary>The present or last address; null before the first start.</summary>
    public Uri? Address { get; private set; }

    /// <summary>Starts the bot and waits until it listens. Does nothing when it is running.</summary>
    /// <exception cref="PlaygroundException">The bot did not start.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (State == BotState.Running)
                return;
            Become(BotState.Starting);
            await (bot?.DisposeAsync() ?? ValueTask.CompletedTask);
            bot = null;
            (bot, Address) = await BotProcess.StartAsync(time.Ahead, settings(), folder, cancellationToken);
            slack.ConnectTo(Address);
            Lives++;
            Become(BotState.Running);
            bot.Died += Notice;
            if (bot.HasEnded)
                Notice(bot);
        }
        finally
        {
            if (State == BotState.Starting)
                Become(BotState.Dead);
            gate.Release();
        }
    }

    /// <summary>Kills the bot without warning. Does nothing when it is dead.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (State == BotState.Running)
                await bot!.KillAsync();
            Become(BotState.Dead);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Moves the bot's clock; a dead bot gets the time when it starts.</summary>
    public async Task MoveClockAsync(TimeSpan ahead, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (State == BotState.Running)
                await bot!.MoveClockAsync(ahead, cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await (bot?.DisposeAsync() ?? ValueTask.CompletedTask);
        gate.Dispose();
    }

    // The bot can also be killed from outside, with the process ID on the page.
    private void Notice(BotProcess life)
    {
        if (ReferenceEquals(life, bot) && State == BotState.Running)
            Become(BotState.Dead);
    }

    private void Become(BotState state)
    {
        State = state;
        Changed?.Invoke();
    }
}
