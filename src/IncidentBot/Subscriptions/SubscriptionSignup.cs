using System.Net;
using System.Net.Sockets;
using IncidentBot.Storage;
using IncidentBot.Subscriptions.Audience;
using IncidentBot.Subscriptions.Webhooks;
using NodaTime;

namespace IncidentBot.Subscriptions;

/// <summary>A request for a subscription, as far as it could be checked.</summary>
/// <param name="Contact">The address that must confirm.</param>
/// <param name="Webhook">The webhook to call instead of sending mails to the contact; null for mails.</param>
internal sealed record SubscriptionAsk(EmailAddress Contact, Uri? Webhook, SubscriptionScope Scope);

/// <summary>The result of a confirmation.</summary>
internal abstract record ConfirmAnswer
{
    private ConfirmAnswer()
    {
    }

    /// <param name="Secret">The key that signs the webhook's calls, shown this once; null for e-mail.</param>
    public sealed record Confirmed(SubscriptionRequest Request, string? Secret) : ConfirmAnswer;

    /// <summary>The link is wrong, expired or used.</summary>
    public sealed record Expired : ConfirmAnswer;
}

/// <summary>
/// Subscribes and unsubscribes. Each address is sent a link to confirm, known or not, and the answer here is the same. So a stranger can neither find out who
/// is subscribed, nor subscribe another person, nor fill a mailbox.
/// </summary>
internal sealed class SubscriptionSignup(
    IDatabase database, RequestStore requests, SubscriberStore subscribers, SubscriberOutbox outbox, SubscriptionSettings settings, Clock clock)
{
    private static readonly Duration LinkLives = Duration.FromDays(1);
    private static readonly Duration Window = Duration.FromHours(1);

    // Between replicas.
    private static readonly Duration ClocksDiffer = Duration.FromMinutes(1);

    private static readonly AddressRule Internet = new([]);

    /// <param name="ask">The request.</param>
    /// <param name="client">The client's address; null when it is not known.</param>
    /// <param name="cancellationToken">Stops before it is stored.</param>
    /// <returns>False when there are too many requests; true says nothing about the address.</returns>
    public Task<bool> AskAsync(SubscriptionAsk ask, IPAddress? client, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        var request = new SubscriptionRequest
        {
            Token = SecretText.New(),
            Kind = ask.Webhook is null ? SubscriberKind.Email : SubscriberKind.Webhook,
            Address = ask.Webhook?.AbsoluteUri ?? ask.Contact.Value,
            Contact = ask.Contact.Value,
            Person = ask.Contact.Person,
            Scope = ask.Scope,
            Client = ClientOf(client),
            CreatedAt = now,
            ExpiresAt = now + LinkLives,
        };
        return database.WriteAsync(
            async session =>
            {
                await requests.LockSignupAsync(session);
                var counts = await requests.CountAsync(session, request.Person, request.Client, now - Window, now + ClocksDiffer);
                if (counts.OfAll >= settings.Total)
                    return false;
                if (request.Client is null ? counts.OfUnknown >= settings.TotalOfUnknown : counts.OfClient >= settings.PerClient)
                    return false;
                // The caller is not told: that would reveal something about the address.
                if (counts.OfAddress >= settings.PerAddress)
                    return true;
                await requests.InsertAsync(session, request);
                await outbox.AddAsync(session, [new SubscriberTask.AskToConfirm(request.Token)], now);
                return true;
            },
            cancellationToken);
    }

    /// <returns>The request that the link confirms; null when it is wrong, expired or used.</returns>
    public async Task<SubscriptionRequest?> FindAsync(string? token, CancellationToken cancellationToken) =>
        SecretText.IsWellFormed(token)
        && await database.ReadAsync(session => requests.FindAsync(session, token!), cancellationToken) is { AnsweredAt: null } request
        && request.ExpiresAt > clock.Now
            ? request
            : null;

    public Task<ConfirmAnswer> ConfirmAsync(string? token, CancellationToken cancellationToken)
    {
        if (!SecretText.IsWellFormed(token))
            return Task.FromResult<ConfirmAnswer>(new ConfirmAnswer.Expired());
        var now = clock.Now;
        return database.WriteAsync<ConfirmAnswer>(
            async session =>
            {
                if (await requests.FindAsync(session, token!) is not { } request || !await requests.AnswerAsync(session, token!, now))
                    return new ConfirmAnswer.Expired();
                var secret = request.Kind == SubscriberKind.Webhook ? SecretText.New() : null;
                await subscribers.ConfirmAsync(session, request, SecretText.New(), secret, now);
                return new ConfirmAnswer.Confirmed(request, secret);
            },
            cancellationToken);
    }

    /// <summary>Deletes the subscription that has this token. Nothing of it is kept.</summary>
    public async Task LeaveAsync(string? token, CancellationToken cancellationToken)
    {
        if (SecretText.IsWellFormed(token))
            await database.WriteAsync(session => subscribers.RemoveAsync(session, token!), cancellationToken);
    }

    // A household has one IPv4 address, or an IPv6 /64. An address outside the public internet is the proxy's and stands for all clients.
    private static string? ClientOf(IPAddress? client)
    {
        if (client?.IsIPv4MappedToIPv6 == true)
            client = client.MapToIPv4();
        if (client is null || !Internet.Allows(client))
            return null;
        if (client.AddressFamily != AddressFamily.InterNetworkV6)
            return client.ToString();
        var network = client.GetAddressBytes();
        network.AsSpan(8).Clear();
        return new IPAddress(network).ToString();
    }
}
