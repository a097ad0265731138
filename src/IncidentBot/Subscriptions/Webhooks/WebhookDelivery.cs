using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using IncidentBot.Auditing;
using IncidentBot.Outbox;
using IncidentBot.StatusPage;
using IncidentBot.StatusPage.Serving;
using IncidentBot.Storage;
using IncidentBot.Subscriptions.Audience;
using NodaTime;

namespace IncidentBot.Subscriptions.Webhooks;

/// <summary>Posts updates to webhooks, and quarantines those that fail for long.</summary>
internal sealed partial class WebhookDelivery(
    HttpClient http,
    WebhookWriter writer,
    WebhookThrottle throttle,
    IDatabase database,
    SubscriberStore subscribers,
    SubscriberOutbox outbox,
    IOperatorNotifier operators,
    Clock clock,
    TimeProvider time,
    ILogger<WebhookDelivery> logger)
{
    /// <summary>An answer must come within this.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>After so many failures in a row, over at least <see cref="FailingForLong"/>, a webhook is quarantined.</summary>
    public const int MostFailures = 10;

    public static readonly Duration FailingForLong = Duration.FromHours(1);

    /// <summary>Why a call waits.</summary>
    public const string OthersAreCalled = "three webhook calls are in flight";

    private static readonly Duration Soon = Duration.FromSeconds(1);

    /// <summary>How long more calls would have to wait; null when they would not.</summary>
    public TimeSpan? WaitsFor => throttle.Waiting() is var wait && wait > Soon ? wait.ToTimeSpan() : null;

    /// <remarks>A row in doubt is posted again: the receiver can tell by its id. See <see cref="FanOut"/>.</remarks>
    public Task<SendOutcome> TellAsync(OutboxRow row, Subscriber subscriber, PublicStory story, CancellationToken cancellationToken) =>
        InTurnAsync(row, subscriber, story.Delivery, async () => await writer.WriteAsync(story, subscriber, clock.Now, cancellationToken), cancellationToken);

    /// <summary>Posts the change of a component's status, if the page shows one.</summary>
    public Task<SendOutcome> TellComponentAsync(
        OutboxRow row, Subscriber subscriber, PublicStory story, string component, CancellationToken cancellationToken) =>
        InTurnAsync(
            row,
            subscriber,
            PublicIds.ComponentChange(story.Delivery, component),
            () => writer.WriteAsync(story, component, subscriber, clock.Now, cancellationToken),
            cancellationToken);

    private async Task<SendOutcome> InTurnAsync(
        OutboxRow row, Subscriber subscriber, string delivery, Func<Task<byte[]?>> write, CancellationToken cancellationToken)
    {
        if (throttle.Begin() is { } wait)
            return new SendOutcome.Busy(wait.ToTimeSpan(), OthersAreCalled);
        var begun = time.GetTimestamp();
        try
        {
            return await CallAsync(row, subscriber, delivery, write, cancellationToken);
        }
        catch (PublicStateUnknownException)
        {
            return new SendOutcome.TryLater("the state of the page cannot be read now");
        }
        finally
        {
            throttle.End(Duration.FromTimeSpan(time.GetElapsedTime(begun)));
        }
    }

    private async Task<SendOutcome> CallAsync(
        OutboxRow row, Subscriber subscriber, string delivery, Func<Task<byte[]?>> write, CancellationToken cancellationToken)
    {
        if (await write() is not { } body)
            return new SendOutcome.Skipped("the page shows no change of the component");
        var failure = await PostAsync(subscriber, body, delivery, cancellationToken);
        if (failure is null)
        {
            if (subscriber.Failures > 0)
                await database.WriteAsync(session => subscribers.ReachedAsync(session, subscriber.Id), CancellationToken.None);
            return new SendOutcome.Sent();
        }

        var isGivenUp = await database.WriteAsync(session => CountFailureAsync(session, subscriber.Id), CancellationToken.None);
        return isGivenUp ? new SendOutcome.Skipped($"quarantined: {failure}") : new SendOutcome.TryLater(failure, RetryTimes.After(row));
    }

    /// <returns>Why it failed; null when it did not.</returns>
    private async Task<string?> PostAsync(Subscriber subscriber, byte[] body, string delivery, CancellationToken cancellationToken)
    {
        var timestamp = WebhookSignature.Timestamp(clock.Now);
        using var request = new HttpRequestMessage(HttpMethod.Post, subscriber.Address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.UserAgent.ParseAdd("IncidentBot");
        request.Headers.Add(WebhookSignature.DeliveryHeader, delivery);
        request.Headers.Add(WebhookSignature.TimestampHeader, timestamp);
        request.Headers.Add(WebhookSignature.SignatureHeader, WebhookSignature.Sign(subscriber.Secret ?? "", timestamp, body));
        using var tooLong = new CancellationTokenSource(Patience, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, cancellationToken);
        try
        {
            // The status is enough: the body is not read.
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop.Token);
            return response.IsSuccessStatusCode ? null : string.Create(CultureInfo.InvariantCulture, $"HTTP {(int)response.StatusCode}");
        }
        catch (HttpRequestException failure)
        {
            return failure.InnerException is ForbiddenAddressException forbidden ? forbidden.Message : $"no answer ({failure.HttpRequestError})";
        }
        catch (SocketException failure)
        {
            // A peer that closes the connection right after accepting it surfaces as a bare socket exception.
            return $"no answer ({failure.SocketErrorCode})";
        }
        catch (OperationCanceledException) when (tooLong.IsCancellationRequested)
        {
            return "no answer in time";
        }
    }

    private async Task<bool> CountFailureAsync(DbSession session, long id)
    {
        var now = clock.Now;
        if (await subscribers.FailedAsync(session, id, now) is not { Failures: >= MostFailures, FailingSince: { } since }
            || now - since < FailingForLong
            || !await subscribers.SuspendAsync(session, id, SubscriberState.Quarantined))
            return false;
        await outbox.AddAsync(session, [new SubscriberTask.TellQuarantine(id)], now);
        var text = FormattableString.Invariant(
            $":warning: A webhook (subscriber {id}) accepted no update for an hour and is no longer called. Its contact gets a mail.");
        await operators.TellAsync(text, now, session);
        session.AfterCommit(() => Log.Quarantined(logger, id));
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Subscriber {Id}, a webhook, failed for an hour and was quarantined")]
        public static partial void Quarantined(ILogger logger, long id);
    }
}
