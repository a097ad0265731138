using IncidentBot.Playground.Bot;
using IncidentBot.Playground.Scene;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;

namespace IncidentBot.Playground.Web;

/// <summary>The endpoints for the clock, Slack's state and the bot process.</summary>
internal static class ControlEndpoints
{
    private const int MostMinutes = 24 * 60;

    public static void MapControls(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/clock", ClockAsync);
        routes.MapPost("/api/slack", Slack);
        routes.MapPost("/api/bot", BotAsync);
    }

    private static async Task<Results<Ok<Done>, BadRequest<Problem>>> ClockAsync(ClockBody body, PlaygroundClock clock, CancellationToken cancellationToken)
    {
        if (body.To == "next")
        {
            return await clock.PassToNextReminderAsync(cancellationToken)
                ? TypedResults.Ok(new Done())
                : TypedResults.BadRequest(new Problem("No reminder is planned. Declare an incident first."));
        }

        if (body.Minutes is not (> 0 and <= MostMinutes))
            return TypedResults.BadRequest(new Problem("Time moves ahead by 1 to 1440 minutes."));
        await clock.PassAsync(Duration.FromMinutes(body.Minutes.Value), cancellationToken);
        return TypedResults.Ok(new Done());
    }

    private static Results<Ok<Done>, BadRequest<Problem>> Slack(TroubleBody body, Trouble trouble)
    {
        if (!Enum.IsDefined(body.Trouble))
            return TypedResults.BadRequest(new Problem("Slack can be up, down, slow or limited."));
        trouble.Set(body.Trouble);
        return TypedResults.Ok(new Done());
    }

    private static async Task<Results<Ok<Done>, BadRequest<Problem>>> BotAsync(BotBody body, BotControl bot, CancellationToken cancellationToken)
    {
        switch (body.Do)
        {
            case "kill":
                await bot.KillAsync(cancellationToken);
                return TypedResults.Ok(new Done());
            case "start":
                return await StartAsync(bot, cancellationToken);
            default:
                return TypedResults.BadRequest(new Problem("The bot accepts kill or start."));
        }
    }

    private static async Task<Results<Ok<Done>, BadRequest<Problem>>> StartAsync(BotControl bot, CancellationToken cancellationToken)
    {
        try
        {
            await bot.StartAsync(cancellationToken);
            return TypedResults.Ok(new Done());
        }
        catch (PlaygroundException cannot)
        {
            return TypedResults.BadRequest(new Problem(cannot.Message));
        }
    }
}
