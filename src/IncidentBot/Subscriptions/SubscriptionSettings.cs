using System.Net;
using IncidentBot.StatusPage;

namespace IncidentBot.Subscriptions;

/// <summary>What subscriptions need to know of this installation, without its secrets.</summary>
internal sealed record SubscriptionSettings
{
    public required StatusPageSettings Page { get; init; }

    /// <summary>The public address of this server.</summary>
    public required Uri Origin { get; init; }

    /// <summary>The host of that address in ASCII, as mail headers and EHLO need it.</summary>
    public string Host => Origin.HostNameType == UriHostNameType.IPv6 ? Origin.Host : Origin.IdnHost;

    /// <summary>Whether mail can be sent. Without it subscribing is not possible.</summary>
    public required bool IsOpen { get; init; }

    public required bool TakesWebhooks { get; init; }

    public IReadOnlyList<int> WebhookPorts { get; init; } = [443, 80];

    public IReadOnlyList<IPNetwork> WebhookNetworks { get; init; } = [];

    public int PerAddress { get; init; } = 3;

    public int PerClient { get; init; } = 20;

    public int Total { get; init; } = 500;

    /// <summary>The limit for all clients whose address is not known together. They cannot be told apart, so half of the total is left to the others.</summary>
    public int TotalOfUnknown => Math.Max(1, Total / 2);

    public Uri ConfirmLink(string token) => Page.Link(Origin, $"status/subscribe/confirm?token={token}");

    public Uri UnsubscribeLink(string token) => Page.Link(Origin, $"status/unsubscribe?token={token}");

    public Uri SubscribeLink => Page.Link(Origin, "status/subscribe");

    public Uri IncidentLink(long number) => Page.Link(Origin, FormattableString.Invariant($"status/incidents/{number}"));
}
