using System.Text;
using IncidentBot.Core.Incidents;
using IncidentBot.Slack.Requests;
using IncidentBot.SlackEdge.Commands;
using IncidentBot.SlackEdge.Events;
using IncidentBot.SlackEdge.Interactions;
using IncidentBot.Storage;

namespace IncidentBot.SlackEdge;

/// <summary>Slack's four doors. The signature is checked over the raw body before any of these runs.</summary>
internal static class SlackEndpoints
{
    private const string Json = "application/json";

    public static async Task<IResult> CommandAsync(HttpContext http, CommandHandler commands, CancellationToken cancellationToken)
    {
        var body = SignedBodyOf(http);
        if (!SlashCommand.TryParse(body.Bytes, out var command))
            return TypedResults.BadRequest();
        return await BusyAsync(
            async () => Answer(await commands.HandleAsync(command, $"command:{body.Signature}", cancellationToken)),
            () => Answer(SlashCommandResponse.Ephemeral("Too much is going on at this moment and nothing was saved. Please try again in a few seconds.").ToJson()));
    }

    public static async Task<IResult> ActionAsync(HttpContext http, InteractionHandler interactions, CancellationToken cancellationToken)
    {
        var body = SignedBodyOf(http);
        if (!InteractionRequest.TryParse(body.Bytes, out var request))
            return TypedResults.BadRequest();
        return Answer(await interactions.HandleAsync(request, $"interaction:{body.Signature}", cancellationToken));
    }

    public static async Task<IResult> EventAsync(HttpContext http, Events.EventHandler events, CancellationToken cancellationToken)
    {
        if (!EventRequest.TryParse(SignedBodyOf(http).Bytes, out var request))
        {
            // Slack need not send again what can never be read.
            http.Response.Headers["x-slack-no-retry"] = "1";
            return TypedResults.BadRequest();
        }

        if (request is UrlVerification handshake)
            return TypedResults.Text(handshake.Challenge);
        if (request is EventCallback callback)
            await events.HandleAsync(callback, cancellationToken);
        return TypedResults.Ok();
    }

    public static async Task<IResult> OptionsAsync(HttpContext http, OptionsHandler options, CancellationToken cancellationToken)
    {
        if (!InteractionRequest.TryParse(SignedBodyOf(http).Bytes, out var request) || request is not BlockOptionsRequest asked)
            return TypedResults.BadRequest();
        return Answer((await options.HandleAsync(asked, cancellationToken)).ToJson());
    }

    // A queue that is full is a polite word well before Slack's three seconds; any other failure is ours and is answered by the host.
    private static async Task<IResult> BusyAsync(Func<Task<IResult>> work, Func<IResult> busy)
    {
        try
        {
            return await work();
        }
        catch (DatabaseBusyException)
        {
            return busy();
        }
    }

    private static SignedBody SignedBodyOf(HttpContext http) =>
        http.Features.Get<SignedBody>() ?? throw new InvalidOperationException("A Slack endpoint was reached without its signature filter.");

    private static IResult Answer(string? json) => json is null ? TypedResults.Ok() : TypedResults.Text(json, Json, Encoding.UTF8);
}
