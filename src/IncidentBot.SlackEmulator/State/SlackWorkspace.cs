using System.Text;

namespace IncidentBot.SlackEmulator;

/// <summary>
/// A Slack workspace in memory: users, channels, messages and views. It is thread-safe and returns snapshots. The server enforces Slack's rules
/// before it changes this state.
/// </summary>
public sealed partial class SlackWorkspace
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SlackUser> _users = [];
    private readonly Dictionary<string, SlackUserGroup> _groups = [];
    private readonly Dictionary<string, SlackChannel> _channels = [];
    private TaskCompletionSource _changed = NewSignal();

    /// <summary>An empty workspace with only the app's bot user.</summary>
    public SlackWorkspace(TimeProvider clock, SlackAppIdentity? app = null)
    {
        Clock = clock;
        App = app ?? new SlackAppIdentity();
        Timestamps = new Timestamps(clock);
        Triggers = new Triggers(clock);
        ResponseUrls = new ResponseUrls(clock);
        SocketTickets = new SocketTickets(clock);
        _users[App.BotUserId] = new SlackUser(App.BotUserId, App.BotName) { IsBot = true, BotId = App.BotId };
    }

    /// <summary>Raised after every change, on the thread of the change, outside the workspace's lock.</summary>
    public event Action? Changed;

    /// <summary>The clock of triggers, response URLs, timestamps and rate limits.</summary>
    public TimeProvider Clock { get; }

    /// <summary>The app under test.</summary>
    public SlackAppIdentity App { get; }

    internal Timestamps Timestamps { get; }

    internal Triggers Triggers { get; }

    internal ResponseUrls ResponseUrls { get; }

    internal SocketTickets SocketTickets { get; }

    /// <summary>The URL of Socket Mode connections; null while no server runs.</summary>
    internal Uri? SocketUrl { get; set; }

    /// <summary>The receiver of events while a server runs; null before.</summary>
    internal Action<SlackEvent>? Happenings { get; set; }

    /// <summary>Waits until all events were delivered; null while no server runs.</summary>
    internal Func<CancellationToken, Task>? Delivered { get; set; }

    /// <summary>The connection to the bot, once the server is connected to one.</summary>
    internal IBotConnection? Bot { get; set; }

    /// <summary>The possible actions of a user.</summary>
    /// <exception cref="ArgumentException">There is no such user.</exception>
    public SlackPerson Person(string idOrName) => new(this, User(idOrName).Id);

    /// <summary>
    /// Waits until the condition holds, and checks it after each change. The timeout is real time, ten seconds by default, because the workspace's
    /// own clock may stand still.
    /// </summary>
    /// <exception cref="TimeoutException">The condition did not become true; the message describes the workspace.</exception>
    public async Task WaitForAsync(Func<SlackWorkspace, bool> condition, string what, TimeSpan? limit = null, CancellationToken cancellationToken = default)
    {
        var patience = limit ?? TimeSpan.FromSeconds(10);
        using var timeout = new CancellationTokenSource(patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        while (true)
        {
            var changed = Read(() => _changed.Task);
            if (condition(this))
                return;
            try
            {
                await changed.WaitAsync(either.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException($"Timed out after {patience.TotalSeconds:0.#} s: {what}\n{Describe()}");
            }
        }
    }

    /// <summary>A description of the workspace, for a failed test.</summary>
    public string Describe()
    {
        var text = new StringBuilder();
        foreach (var channel in Channels)
        {
            var state = $"{(channel.IsPrivate ? " private" : "")}{(channel.IsArchived ? " archived" : "")}";
            text.AppendLine($"#{channel.Name} {channel.Id}{state}: {string.Join(' ', channel.Members)}");
            foreach (var message in channel.Messages)
                text.AppendLine($"  {message.Ts}{(message.IsReply ? " (reply)" : "")} {message.Subtype} {message.User}: {Shorten(message.Text)}");
        }

        foreach (var message in Read(() => _ephemerals.ToArray()))
            text.AppendLine($"only {message.OnlyFor} in {message.Channel}: {Shorten(message.Text)}");
        foreach (var (user, stack) in Read(() => _modals.ToArray()))
            text.AppendLine($"open for {user}: {string.Join(" > ", stack.Select(view => $"\"{view.Title}\" ({view.CallbackId})"))}");
        return text.ToString();
    }

    internal T Read<T>(Func<T> read)
    {
        lock (_gate)
            return read();
    }

    /// <summary>Makes a change as one step; nested changes are part of the outer one.</summary>
    internal T Change<T>(Func<T> change)
    {
        T result;
        lock (_gate)
            result = change();
        if (!_gate.IsHeldByCurrentThread)
            Signal();
        return result;
    }

    /// <summary>Wakes all waits for a change of the workspace or the call log.</summary>
    internal void Signal()
    {
        TaskCompletionSource changed;
        lock (_gate)
            (changed, _changed) = (_changed, NewSignal());
        changed.SetResult();
        Changed?.Invoke();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static string Shorten(string text) => text.Length <= 160 ? text : $"{text[..160]}…";
}
