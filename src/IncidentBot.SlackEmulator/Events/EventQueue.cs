using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace IncidentBot.SlackEmulator;

/// <summary>Delivers events to the bot in order and at least once: three retries with the same ID, without Slack's minutes between them.</summary>
internal sealed class EventQueue(SlackWorkspace workspace, SlackEmulatorOptions options)
{
    private const int Retries = 3;

    private readonly Channel<SlackEvent> _queue = Channel.CreateUnbounded<SlackEvent>(new UnboundedChannelOptions { SingleReader = true });
    private int _pending;

    public bool IsDrained => Volatile.Read(ref _pending) == 0;

    public void Enqueue(SlackEvent slackEvent)
    {
        if (workspace.Bot is null || (slackEvent.IsOwn && !options.DeliverOwnEvents) || !options.Events.Contains(Subscription(slackEvent.Inner)))
            return;
        Interlocked.Increment(ref _pending);
        if (!_queue.Writer.TryWrite(slackEvent))
            Interlocked.Decrement(ref _pending);
    }

    public void Complete() => _queue.Writer.TryComplete();

    public async Task PumpAsync()
    {
        await foreach (var slackEvent in _queue.Reader.ReadAllAsync(CancellationToken.None))
        {
            var body = Envelope(slackEvent);
            await DeliverAsync(body);
            if (options.DuplicateEvents)
                await DeliverAsync(body);
            Interlocked.Decrement(ref _pending);
            workspace.Signal();
        }
    }

    private async Task DeliverAsync(string body)
    {
        var reason = "";
        for (var attempt = 0; attempt <= Retries; attempt++)
        {
            if (workspace.Bot is not { } bot)
                return;
            var answer = await bot.SendEventAsync(body, attempt, reason, CancellationToken.None);
            if (answer is { Failure: null, Status: 200 } || answer.NoRetry)
                return;
            reason = answer.Failure is null ? "http_error" : answer.Failure == BotAnswer.TimedOut ? "http_timeout" : "connection_failed";
        }
    }

    private static string Subscription(JsonObject inner) => (string)inner["type"]! is var type && type != "message"
        ? type
        : (string?)inner["channel_type"] switch
        {
            "im" => "message.im",
            "group" => "message.groups",
            _ => "message.channels",
        };

    private string Envelope(SlackEvent slackEvent)
    {
        var app = workspace.App;
        return new JsonObject
        {
            ["token"] = "deprecated",
            ["team_id"] = app.TeamId,
            ["context_team_id"] = app.TeamId,
            ["context_enterprise_id"] = null,
            ["api_app_id"] = app.AppId,
            ["event"] = slackEvent.Inner.DeepClone(),
            ["type"] = "event_callback",
            ["event_id"] = slackEvent.Id,
            ["event_time"] = workspace.Clock.GetUtcNow().ToUnixTimeSeconds(),
            ["authorizations"] = new JsonArray(new JsonObject
            {
                ["enterprise_id"] = null, ["team_id"] = app.TeamId, ["user_id"] = app.BotUserId, ["is_bot"] = true, ["is_enterprise_install"] = false,
            }),
            ["is_ext_shared_channel"] = false,
            ["event_context"] = $"4-{slackEvent.Id}",
        }.ToJsonString(Json.Options);
    }
}
