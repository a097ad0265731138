using System.Globalization;
using IncidentBot.Configuration;
using IncidentBot.Outbox;
using IncidentBot.Scheduling;
using IncidentBot.Storage;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace IncidentBot.Playground.Bot;

/// <summary>
/// The bot as a child process of the playground: the production program with a clock that the parent moves. The parent writes lines <c>ahead
/// MILLISECONDS</c>, and the bot confirms each with the same line. When the parent ends, the pipe closes and the bot stops.
/// </summary>
internal static class BotChild
{
    public const string Word = "--as-bot";
    public const string Listening = "playground-bot listening ";
    public const string Ahead = "playground-bot ahead ";

    /// <param name="args">The clock's lead in milliseconds, then the bot's own command line.</param>
    public static Task<int> RunAsync(string[] args) => StorageUnavailableException.ReportAsync(() => ConfigurationException.ReportAsync(async () =>
    {
        var time = new SteeredTime(Milliseconds(args[0]));
        await using var bot = BotApplication.Build(args[1..], time);
        bot.Services.GetRequiredService<IDatabase>();
        await bot.StartAsync();
        var address = bot.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        await Console.Out.WriteLineAsync($"{Listening}{address}");
        await FollowAsync(bot, time);
        await bot.StopAsync();
    }));

    private static async Task FollowAsync(WebApplication bot, SteeredTime time)
    {
        var sweeps = bot.Services.GetRequiredService<SweepSignal>();
        var outbox = bot.Services.GetRequiredService<OutboxSignal>();
        using var orders = new StreamReader(Console.OpenStandardInput());
        while (await orders.ReadLineAsync(bot.Lifetime.ApplicationStopping) is { } order)
        {
            time.Ahead = Milliseconds(order.Split(' ')[^1]);
            sweeps.Wake(NodaTime.Instant.MinValue);
            outbox.Set();
            await Console.Out.WriteLineAsync($"{Ahead}{time.Ahead.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)}");
        }
    }

    private static TimeSpan Milliseconds(string text) => TimeSpan.FromMilliseconds(long.Parse(text, CultureInfo.InvariantCulture));
}
