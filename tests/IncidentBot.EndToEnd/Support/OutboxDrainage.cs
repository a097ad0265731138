using IncidentBot.Outbox;
using IncidentBot.Storage;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace IncidentBot.EndToEnd.Support;

/// <summary>Waits until the bot is idle: every due reminder is sent, and every call to Slack is made.</summary>
internal static class OutboxDrainage
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task WaitAsync(World world)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        while (await OpenAsync(world) is { Length: > 0 } open)
        {
            if (patience.IsCancellationRequested)
                Assert.Fail($"Still to be done: {open}");
            world.Services.GetRequiredService<OutboxSignal>().Set();
            await pause.WaitForNextTickAsync();
        }
    }

    private static Task<string> OpenAsync(World world) => world.Services.GetRequiredService<IDatabase>().ReadAsync(
        async session =>
        {
            var calls = await session.QueryAsync<string>("select payload || ' ' || coalesce(last_error, '') from outbox where state in ('pending', 'in_flight')");
            var reminders = await session.QueryAsync<string>(
                "select track || ' ' || kind from reminder where state = 'armed' and due_at <= @Now", new { Now = Instant.FromDateTimeOffset(world.Time.GetUtcNow()) });
            return string.Join("; ", calls.Concat(reminders));
        },
        CancellationToken.None);
}
