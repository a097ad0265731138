using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using IncidentBot.Playground.Bot;
using IncidentBot.Playground.Scene;
using IncidentBot.Playground.Watching;
using IncidentBot.SlackEmulator;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace IncidentBot.Playground.Web;

/// <summary>
/// Sends the page its data after each change. The workspace is sent at once. The machine's data comes from a file, so it is also read several times a
/// second.
/// </summary>
internal sealed class LiveStream(
    SlackWorkspace workspace, BotControl bot, Trouble trouble, WorkspaceReader people, MachineReader machine, IOptions<JsonOptions> json)
{
    // A command causes a dozen changes in a short time; the page needs only the last.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromMilliseconds(400);

    public async IAsyncEnumerable<SseItem<string>> FollowAsync(string person, string? channel, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var changes = new Changes(workspace, bot, trouble);
        var (shownWorkspace, shownMachine) = ("", "");
        while (true)
        {
            var nowWorkspace = JsonSerializer.Serialize(people.Read(person, channel), json.Value.SerializerOptions);
            if (nowWorkspace != shownWorkspace)
                yield return new SseItem<string>(shownWorkspace = nowWorkspace, "workspace");
            var nowMachine = JsonSerializer.Serialize(await machine.ReadAsync(cancellationToken), json.Value.SerializerOptions);
            if (nowMachine != shownMachine)
                yield return new SseItem<string>(shownMachine = nowMachine, "machine");
            await changes.NextAsync(Heartbeat, cancellationToken);
            await Task.Delay(Gathering, TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>The change signal of one page: set by any change since the last check.</summary>
    private sealed class Changes : IDisposable
    {
        private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        private readonly SlackWorkspace _workspace;
        private readonly BotControl _bot;
        private readonly Trouble _trouble;

        public Changes(SlackWorkspace workspace, BotControl bot, Trouble trouble)
        {
            (_workspace, _bot, _trouble) = (workspace, bot, trouble);
            workspace.Changed += Signal;
            bot.Changed += Signal;
            trouble.Changed += Signal;
        }

        /// <summary>Waits for a change, at most this long.</summary>
        public async Task NextAsync(TimeSpan limit, CancellationToken cancellationToken)
        {
            using var timeout = new CancellationTokenSource(limit, TimeProvider.System);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
            try
            {
                await _signal.Reader.ReadAsync(either.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // The heartbeat: check in any case.
            }
        }

        public void Dispose()
        {
            _workspace.Changed -= Signal;
            _bot.Changed -= Signal;
            _trouble.Changed -= Signal;
        }

        private void Signal() => _signal.Writer.TryWrite(true);
    }
}
