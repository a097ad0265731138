using System.Net;
using System.Net.Sockets;

namespace IncidentBot.Subscriptions.Webhooks;

/// <summary>
/// Which addresses a webhook may have: those of the public internet, and the networks that the operator allows. Addresses that lead inward are refused in every
/// notation: those of this machine, of its network, and of a cloud's own services.
/// </summary>
internal sealed class AddressRule(IReadOnlyList<IPNetwork> allowed)
{
    // IANA's special-purpose registries, as of RFC 6890 and its updates.
    private static readonly IPNetwork[] NotPublic4 =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24",
            "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4",
            "240.0.0.0/4",
        }.Select(text => IPNetwork.Parse(text)),
    ];

    private static readonly IPNetwork Public6 = IPNetwork.Parse("2000::/3");

    // Within the public range: protocol assignments with Teredo, documentation, and 6to4, which stands for an IPv4 address.
    private static readonly IPNetwork[] NotPublic6 =
        [IPNetwork.Parse("2001::/23"), IPNetwork.Parse("2001:db8::/32"), IPNetwork.Parse("2002::/16"), IPNetwork.Parse("3fff::/20")];

    // The IPv4 internet as a network without IPv4 addresses it (RFC 6052). The IPv4 address within decides.
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    public bool Allows(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (allowed.Any(network => network.Contains(address)))
            return true;
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return !NotPublic4.Any(network => network.Contains(address));
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || address.ScopeId != 0)
            return false;
        return Translated.Contains(address)
            ? Allows(new IPAddress(address.GetAddressBytes().AsSpan(12)))
            : Public6.Contains(address) && !NotPublic6.Any(network => network.Contains(address));
    }
}
