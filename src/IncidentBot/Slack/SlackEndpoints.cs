using System.Text;
using IncidentBot.Core.Incidents;
using IncidentBot.Slack.Requests;
using IncidentBot.SlackEdge.Commands;
using IncidentBot.SlackEdge.Events;
using IncidentBot.SlackEdge.Interactions;
using IncidentBot.Storage;

namespace IncidentBot.SlackEdge;

/// <summary>Slack's four doors. The signature is checked over the raw body before any of these runs.</summary>
internal static partial class SlackEndpoints
{
    private const string Json = "application/json";

    public static async Task<IResult> CommandAsync(
        HttpContext http, CommandHandler commands, ILogger<CommandHandler> logger, CancellationToken cancellationToken)
    {
        var body = SignedBodyOf(http);
        if (!SlashCommand.TryParse(body.Bytes, out var command))
            return TypedResults.BadRequest();
        return await GuardAsync(
            async () => Answer(await commands.HandleAsync(command, $"command:{body.Signature}", cancellationToken)),
            sentence => Answer(SlashCommandResponse.Ephemeral(sentence).ToJson()),
            logger);
    }

    public static async Task<IResult> ActionAsync(
        HttpContext http, InteractionHandler interactions, ILogger<InteractionHandler> logger, CancellationToken cancellationToken)
    {
        var body = SignedBodyOf(http);
        if (!InteractionRequest.TryParse(body.Bytes, out var request))
            return TypedResults.BadRequest();
        return await GuardAsync(
            async () => Answer(await interactions.HandleAsync(request, $"interaction:{body.Signature}", cancellationToken)),
            sentence => InteractionHandler.NotSaved(request, sentence) is { } kept ? Answer(kept.ToJson()) : TypedResults.StatusCode(StatusCodes.Status500InternalServerError),
            logger);
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

    // The boundary for our own errors: nothing was saved, and the person is told so instead of Slack's "dispatch_failed". A click has no room for a
    // sentence; its 500 shows as a warning sign beside the button. Events answer 500 as well, and Slack sends them again.
    private static async Task<IResult> GuardAsync(Func<Task<IResult>> work, Func<string, IResult> say, ILogger logger)
    {
        try
        {
            return await work();
        }
        catch (DatabaseBusyException)
        {
            return say("Too much is going on at this moment and nothing was saved. Please try again in a few seconds.");
        }
        catch (CommitInDoubtException doubt)
        {
            Log.InDoubt(logger, doubt);
            return say("The database went away at this very moment, and I cannot tell whether this was saved. Please look before you repeat it.");
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.Failed(logger, failure);
            return say("Something went wrong on our side and nothing was saved. Please try again; if it stays so, tell whoever runs IncidentBot: the log says why.");
        }
    }

    private static SignedBody SignedBodyOf(HttpContext http) =>
        http.Features.Get<SignedBody>() ?? throw new InvalidOperationException("A Slack endpoint was reached without its signature filter.");

    private static IResult Answer(string? json) => json is null ? TypedResults.Ok() : TypedResults.Text(json, Json, Encoding.UTF8);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A request from Slack could not be carried out; nothing was saved")]
        public static partial void Failed(ILogger logger, Exception exception);

        [LoggerMessage(Level = LogLevel.Error, Message = "The database went away while a request from Slack was being saved; it may or may not be stored")]
        public static partial void InDoubt(ILogger logger, Exception exception);
    }
}
