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
    private readonly SemaphoreSlim _gate = new(1, 1);
    private BotProcess? _bot;

    /// <summary>Raised after each change of state.</summary>
    public event Action? Changed;

    public BotState State { get; private set; } = BotState.Dead;

    /// <summary>The number of starts.</summary>
    public int Lives { get; private set; }

    public int? ProcessId => State == BotState.Running ? _bot?.Id : null;

    /// <summary>The present or last address; null before the first start.</summary>
    public Uri? Address { get; private set; }

    /// <summary>Starts the bot and waits until it listens. Does nothing when it is running.</summary>
    /// <exception cref="PlaygroundException">The bot did not start.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (State == BotState.Running)
                return;
            Become(BotState.Starting);
            await (_bot?.DisposeAsync() ?? ValueTask.CompletedTask);
            _bot = null;
            (_bot, Address) = await BotProcess.StartAsync(time.Ahead, settings(), folder, cancellationToken);
            slack.ConnectTo(Address);
            Lives++;
            Become(BotState.Running);
            _bot.Died += Notice;
            if (_bot.HasEnded)
                Notice(_bot);
        }
        finally
        {
            if (State == BotState.Starting)
                Become(BotState.Dead);
            _gate.Release();
        }
    }

    /// <summary>Kills the bot without warning. Does nothing when it is dead.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (State == BotState.Running)
                await _bot!.KillAsync();
            Become(BotState.Dead);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Moves the bot's clock; a dead bot gets the time when it starts.</summary>
    public async Task MoveClockAsync(TimeSpan ahead, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (State == BotState.Running)
                await _bot!.MoveClockAsync(ahead, cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await (_bot?.DisposeAsync() ?? ValueTask.CompletedTask);
        _gate.Dispose();
    }

    // The bot can also be killed from outside, with the process ID on the page.
    private void Notice(BotProcess life)
    {
        if (ReferenceEquals(life, _bot) && State == BotState.Running)
            Become(BotState.Dead);
    }

    private void Become(BotState state)
    {
        State = state;
        Changed?.Invoke();
    }
}
