using IncidentBot.Core.StatusPage;
using IncidentBot.Outbox;
using IncidentBot.StatusPage;
using IncidentBot.Storage;
using IncidentBot.Subscriptions.Audience;

namespace IncidentBot.Subscriptions.Mail;

/// <summary>Sends updates and confirmations by mail, and decides what each outcome means for the outbox row and the subscriber.</summary>
internal sealed partial class MailDelivery(
    MailRelay relay,
    MailComposer composer,
    SubscriptionSettings settings,
    ComponentCatalog catalog,
    IDatabase database,
    SubscriberStore subscribers,
    Clock clock,
    ILogger<MailDelivery> logger)
{
    /// <summary>After so many refusals in a row an address receives no more mails.</summary>
    public const int MostRefusals = 3;

    /// <summary>Why no mail can be sent at the moment; null when mails can be sent.</summary>
    public string? RestsBecause => relay.RestsBecause;

    /// <remarks>A row in doubt is sent again: there is no way to find out whether the mail arrived. See <see cref="FanOut"/>.</remarks>
    public async Task<SendOutcome> TellAsync(OutboxRow row, Subscriber subscriber, PublicStory story, CancellationToken cancellationToken)
    {
        var words = MailWords.Story(story, subscriber, new StatusNames(catalog), settings);
        var thread = FormattableString.Invariant($"incident.{story.Incident.Number}.{subscriber.Id}");
        var id = FormattableString.Invariant($"{thread}.{story.Update.Number}");
        if (story.Notice is { } notice)
            id = FormattableString.Invariant($"{id}.v{notice.Version}");
        var identity = new MailIdentity(id, story.At) { Thread = thread, Unsubscribe = settings.UnsubscribeLink(subscriber.Token) };
        var outcome = await SendAsync(subscriber.Address, words, identity, cancellationToken);
        // The outcome is recorded even when the program stops.
        switch (outcome)
        {
            case MailOutcome.Accepted when subscriber.Failures > 0:
                await database.WriteAsync(session => subscribers.ReachedAsync(session, subscriber.Id), CancellationToken.None);
                break;
            case MailOutcome.RecipientRefused:
                await database.WriteAsync(session => CountRefusalAsync(session, subscriber.Id), CancellationToken.None);
                break;
        }

        return Judge(row, outcome);
    }

    public async Task<SendOutcome> AskToConfirmAsync(OutboxRow row, SubscriptionRequest request, CancellationToken cancellationToken)
    {
        var components = request.Scope.Components.Select(catalog.Find).OfType<Component>().Select(component => component.Name);
        var words = MailWords.Confirm(request, [.. components], settings);
        var identity = new MailIdentity(FormattableString.Invariant($"confirm.{row.Id}"), request.CreatedAt);
        return Judge(row, await SendAsync(request.Contact, words, identity, cancellationToken));
    }

    public async Task<SendOutcome> TellQuarantineAsync(OutboxRow row, Subscriber subscriber, CancellationToken cancellationToken)
    {
        var identity = new MailIdentity(FormattableString.Invariant($"quarantine.{row.Id}"), row.CreatedAt);
        return Judge(row, await SendAsync(subscriber.Contact, MailWords.Quarantined(subscriber, settings), identity, cancellationToken));
    }

    private async Task<MailOutcome> SendAsync(string address, MailWords words, MailIdentity identity, CancellationToken cancellationToken)
    {
        if (!EmailAddress.TryParse(address, out var to))
            throw new InvalidDataException("A subscriber has an address that this version does not know.");
        using var message = composer.Compose(to, words, identity);
        return await relay.SendAsync(message, cancellationToken);
    }

    private static SendOutcome Judge(OutboxRow row, MailOutcome outcome) => outcome switch
    {
        MailOutcome.Accepted => new SendOutcome.Sent(),
        MailOutcome.RecipientRefused(var code) => new SendOutcome.Skipped($"the address was refused: {code}"),
        MailOutcome.SenderRefused(var code) => new SendOutcome.TryLater($"MAIL FROM: {code}", RetryTimes.After(row)),
        MailOutcome.Refused(var code) => new SendOutcome.TryLater(code, RetryTimes.After(row)),
        MailOutcome.Later(var reason) => new SendOutcome.TryLater(reason, RetryTimes.After(row)),
        MailOutcome.Unknown(var reason) => new SendOutcome.Uncertain(reason),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "The outcomes are a closed set."),
    };

    private async Task CountRefusalAsync(DbSession session, long id)
    {
        if (await subscribers.FailedAsync(session, id, clock.Now) is { Failures: >= MostRefusals }
            && await subscribers.SuspendAsync(session, id, SubscriberState.Undeliverable))
            session.AfterCommit(() => Log.Undeliverable(logger, id, MostRefusals));
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Subscriber {Id} was refused {Times} times in a row and receives no more mails")]
        public static partial void Undeliverable(ILogger logger, long id, int times);
    }
}
