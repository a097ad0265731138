using System.Text.Json;
using IncidentBot.Outbox;
using IncidentBot.Storage;
using IncidentBot.Subscriptions.Audience;
using IncidentBot.Subscriptions.Mail;
using IncidentBot.Subscriptions.Webhooks;

namespace IncidentBot.Subscriptions;

/// <summary>
/// Executes the outbox rows for subscribers: loads the subscriber and the update as they are now, and passes them on to the mail or webhook delivery.
/// </summary>
internal sealed partial class SubscriberSender(
    IDatabase database,
    SubscriberStore subscribers,
    RequestStore requests,
    PublicStories stories,
    FanOut fanOut,
    MailDelivery mails,
    WebhookDelivery webhooks,
    Clock clock,
    ILogger<SubscriberSender> logger) : IOutboxSender
{
    private static readonly TimeSpan WhileNoMail = TimeSpan.FromSeconds(10);

    public bool Handles(string kind) => kind == SubscriberTask.Kind;

    /// <remarks>A row that cannot be read now can never be read: it must not block its lane.</remarks>
    public async Task<SendOutcome> SendAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        try
        {
            return await CarryOutAsync(row, SubscriberTask.Read(row.Payload), cancellationToken);
        }
        catch (Exception mistake) when (mistake is ArgumentException or FormatException or JsonException or InvalidDataException)
        {
            Log.Mistaken(logger, mistake, row.Id);
            return new SendOutcome.Dead($"{mistake.GetType().Name}; the log says where");
        }
    }

    private Task<SendOutcome> CarryOutAsync(OutboxRow row, SubscriberTask task, CancellationToken cancellationToken) => task switch
    {
        SubscriberTask.FanOut next => NextBatchAsync(next, cancellationToken),
        SubscriberTask.Tell tell => TellAsync(row, tell, cancellationToken),
        SubscriberTask.TellComponent tell => TellComponentAsync(row, tell, cancellationToken),
        SubscriberTask.AskToConfirm ask => AskToConfirmAsync(row, ask, cancellationToken),
        SubscriberTask.TellQuarantine told => TellQuarantineAsync(row, told, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(task), task, "The tasks are a closed set."),
    };

    // Rows of a batch that cannot be delivered yet would only be retried again and again.
    private async Task<SendOutcome> NextBatchAsync(SubscriberTask.FanOut next, CancellationToken cancellationToken) => next.To switch
    {
        SubscriberKind.Email when mails.RestsBecause is { } reason => new SendOutcome.Busy(WhileNoMail, reason),
        SubscriberKind.Webhook when webhooks.WaitsFor is { } wait => new SendOutcome.Busy(wait, WebhookDelivery.OthersAreCalled),
        _ => await fanOut.NextBatchAsync(next, cancellationToken),
    };

    private async Task<SendOutcome> TellAsync(OutboxRow row, SubscriberTask.Tell tell, CancellationToken cancellationToken)
    {
        var (subscriber, problem) = await RecipientAsync(row, tell.Subscriber, cancellationToken);
        if (subscriber is null)
            return problem!;
        if (await stories.FindAsync(tell.Incident, tell.Update, tell.Notice, cancellationToken) is not { } story)
            return new SendOutcome.Skipped("not public");
        return subscriber.Kind == SubscriberKind.Email
            ? await mails.TellAsync(row, subscriber, story, cancellationToken)
            : await webhooks.TellAsync(row, subscriber, story, cancellationToken);
    }

    private async Task<SendOutcome> TellComponentAsync(OutboxRow row, SubscriberTask.TellComponent tell, CancellationToken cancellationToken)
    {
        var (subscriber, problem) = await RecipientAsync(row, tell.Subscriber, cancellationToken);
        if (subscriber is null)
            return problem!;
        return await stories.FindAsync(tell.Incident, tell.Update, tell.Notice, cancellationToken) is { } story
            ? await webhooks.TellComponentAsync(row, subscriber, story, tell.Component, cancellationToken)
            : new SendOutcome.Skipped("not public");
    }

    private async Task<(Subscriber? Subscriber, SendOutcome? Problem)> RecipientAsync(OutboxRow row, long id, CancellationToken cancellationToken)
    {
        if (clock.Now - row.CreatedAt > RetryTimes.Stale)
            return (null, new SendOutcome.Skipped("more than a day old"));
        if (await FindAsync(id, cancellationToken) is not { } subscriber)
            return (null, new SendOutcome.Skipped("unsubscribed"));
        return subscriber.State == SubscriberState.Active ? (subscriber, null) : (null, new SendOutcome.Skipped(subscriber.State.Word()));
    }

    private async Task<SendOutcome> AskToConfirmAsync(OutboxRow row, SubscriberTask.AskToConfirm ask, CancellationToken cancellationToken)
    {
        var request = await database.ReadAsync(session => requests.FindAsync(session, ask.Token), cancellationToken);
        return request is { AnsweredAt: null } && request.ExpiresAt > clock.Now
            ? await mails.AskToConfirmAsync(row, request, cancellationToken)
            : new SendOutcome.Skipped("answered or expired");
    }

    private async Task<SendOutcome> TellQuarantineAsync(OutboxRow row, SubscriberTask.TellQuarantine told, CancellationToken cancellationToken) =>
        clock.Now - row.CreatedAt <= RetryTimes.Stale
        && await FindAsync(told.Subscriber, cancellationToken) is { State: SubscriberState.Quarantined } subscriber
            ? await mails.TellQuarantineAsync(row, subscriber, cancellationToken)
            : new SendOutcome.Skipped("no longer quarantined");

    private Task<Subscriber?> FindAsync(long id, CancellationToken cancellationToken) =>
        database.ReadAsync(session => subscribers.FindAsync(session, id), cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Outbox row {Id} for subscribers cannot be executed")]
        public static partial void Mistaken(ILogger logger, Exception exception, long id);
    }
}
