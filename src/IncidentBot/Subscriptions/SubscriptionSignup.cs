using System.Net;
using System.Net.Sockets;
using IncidentBot.Storage;
using IncidentBot.Subscriptions.Audience;
using IncidentBot.Subscriptions.Webhooks;
using NodaTime;

namespace IncidentBot.Subscriptions;

/// <summary>What somebody asks for, as far as it can be right.</summary>
/// <param name="Contact">Who is asked to confirm.</param>
/// <param name="Webhook">The web address to call instead of writing to the contact; null to write.</param>
internal sealed record SubscriptionAsk(EmailAddress Contact, Uri? Webhook, SubscriptionScope Scope);

/// <summary>What became of a confirmation.</summary>
internal abstract record ConfirmAnswer
{
    private ConfirmAnswer()
    {
    }

    /// <param name="Secret">What the calls are signed with, told this once; null for e-mail.</param>
    public sealed record Confirmed(SubscriptionRequest Request, string? Secret) : ConfirmAnswer;

    /// <summary>The link is wrong, too old or used.</summary>
    public sealed record Expired : ConfirmAnswer;
}

/// <summary>
/// Where people come in and leave. Whoever asks, known or not, is sent a link and hears the same here: nobody can find out who is subscribed, nobody is subscribed by
/// somebody else, and nobody's mailbox can be filled from here.
/// </summary>
internal sealed class SubscriptionSignup(
    IDatabase database, RequestStore requests, SubscriberStore subscribers, SubscriberOutbox outbox, SubscriptionSettings settings, Clock clock)
{
    private static readonly Duration LinkLives = Duration.FromDays(1);
    private static readonly Duration Window = Duration.FromHours(1);
    private static readonly AddressRule Internet = new([]);

    /// <param name="ask">What is wanted.</param>
    /// <param name="client">Where it comes from; null when that is not known.</param>
    /// <param name="cancellationToken">Stops before it is stored.</param>
    /// <returns>False when too many ask; true says nothing about the address.</returns>
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
                var counts = await requests.CountAsync(session, request.Person, request.Client, now - Window);
                if (counts.OfAll >= settings.Total || (request.Client is null ? counts.OfUnknown >= settings.TotalOfUnknown : counts.OfClient >= settings.PerClient))
                    return false;
                // Said to nobody: it would tell something about the address.
                if (counts.OfAddress >= settings.PerAddress)
                    return true;
                await requests.InsertAsync(session, request);
                await outbox.AddAsync(session, [new SubscriberTask.AskToConfirm(request.Token)], now);
                return true;
            },
            cancellationToken);
    }

    /// <returns>What the link is for; null when it is wrong, too old or used.</returns>
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

    /// <summary>Whoever holds the token of a subscription may end it. Afterwards it is as if it had never been.</summary>
    public async Task LeaveAsync(string? token, CancellationToken cancellationToken)
    {
        if (SecretText.IsWellFormed(token))
            await database.WriteAsync(session => subscribers.RemoveAsync(session, token!), cancellationToken);
    }

    // A household has one IPv4 address and a whole /64. An address that is not of the internet is our proxy's and stands for everybody.
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
