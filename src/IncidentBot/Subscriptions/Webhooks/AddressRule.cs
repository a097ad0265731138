using System.Net;
using System.Net.Sockets;

namespace IncidentBot.Subscriptions.Webhooks;

/// <summary>
/// Which addresses a stranger may have us call: those of the public internet, and what the operator allows besides. Everything that leads inward, to the machine
/// itself, to neighbours, or to a cloud's own services, is refused, whichever way it is written.
/// </summary>
internal sealed class AddressRule(IReadOnlyList<IPNetwork> allowed)
{
    // IANA's special-purpose registries, as of RFC 6890 and its updates.
    private static readonly IPNetwork[] NotPublic4 =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24",
            "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(text => IPNetwork.Parse(text)),
    ];

    private static readonly IPNetwork Public6 = IPNetwork.Parse("2000::/3");

    // Of the public range: protocol assignments with Teredo, documentation, 6to4, which is IPv4 in disguise.
    private static readonly IPNetwork[] NotPublic6 = [IPNetwork.Parse("2001::/23"), IPNetwork.Parse("2001:db8::/32"), IPNetwork.Parse("2002::/16"), IPNetwork.Parse("3fff::/20")];

    // Where a network without IPv4 finds the IPv4 internet (RFC 6052): judged by the address it stands for.
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
