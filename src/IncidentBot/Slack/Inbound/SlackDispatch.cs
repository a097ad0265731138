using System.Diagnostics;
using IncidentBot.Observability;
using IncidentBot.Slack.Requests;
using IncidentBot.SlackEdge.Commands;
using IncidentBot.SlackEdge.Interactions;
using IncidentBot.Storage;

namespace IncidentBot.SlackEdge.Inbound;

/// <summary>
/// Hands each request to whoever answers it, and is the boundary for our own errors. Slack's two ways in, HTTP and Socket Mode, both end here.
/// </summary>
internal sealed partial class SlackDispatch(
    CommandHandler commands,
    InteractionHandler interactions,
    OptionsHandler options,
    Events.EventHandler events,
    BotMetrics metrics,
    ILogger<SlackDispatch> logger)
{
    /// <param name="command">As Slack sent it.</param>
    /// <param name="deliveryKey">The same for the same delivery, and for no other.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    public Task<Reply> CommandAsync(SlashCommand command, string deliveryKey, CancellationToken cancellationToken) => GuardAsync(
        "command",
        () => commands.HandleAsync(command, deliveryKey, cancellationToken),
        sentence => new Reply.Answer(SlashCommandResponse.Ephemeral(sentence).ToJson()));

    public Task<Reply> InteractionAsync(InteractionRequest request, string deliveryKey, CancellationToken cancellationToken) => GuardAsync(
        "action",
        () => interactions.HandleAsync(request, deliveryKey, cancellationToken),
        sentence => InteractionHandler.NotSaved(request, sentence) is { } kept ? new Reply.Answer(kept.ToJson()) : new Reply.NotDone());

    public Task<Reply> OptionsAsync(BlockOptionsRequest asked, CancellationToken cancellationToken) =>
        GuardAsync("options", async () => (await options.HandleAsync(asked, cancellationToken)).ToJson(), _ => new Reply.NotDone());

    public Task<Reply> EventAsync(EventRequest request, CancellationToken cancellationToken) => GuardAsync(
        "event",
        async () =>
        {
            if (request is EventCallback callback)
                await events.HandleAsync(callback, cancellationToken);
            return null;
        },
        _ => new Reply.NotDone());

    // Nothing was saved, and the person is told so instead of Slack's "dispatch_failed". A click has no room for a sentence; Slack shows a warning
    // sign beside the button. Events come again.
    private async Task<Reply> GuardAsync(string kind, Func<Task<string?>> work, Func<string, Reply> say)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            return new Reply.Answer(await work());
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
        catch (StorageUnavailableException unavailable)
        {
            Log.CannotSave(logger, unavailable.Message);
            return say("I cannot save anything at this moment, so nothing was saved. Please try again in a minute. If it stays so, tell the operator of IncidentBot: its log and `/readyz` say why.");
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.Failed(logger, failure);
            return say("Something went wrong on our side and nothing was saved. Please try again; if it stays so, tell the operator of IncidentBot: the log says why.");
        }
        finally
        {
            metrics.Acknowledged(kind, started);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A request from Slack could not be carried out; nothing was saved. {Reason}")]
        public static partial void CannotSave(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Error, Message = "A request from Slack could not be carried out; nothing was saved")]
        public static partial void Failed(ILogger logger, Exception exception);

        [LoggerMessage(Level = LogLevel.Error, Message = "The database went away while a request from Slack was being saved; it may or may not be stored")]
        public static partial void InDoubt(ILogger logger, Exception exception);
    }
}
