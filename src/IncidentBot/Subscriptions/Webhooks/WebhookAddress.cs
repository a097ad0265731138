using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace IncidentBot.Subscriptions.Webhooks;

/// <summary>Checks a webhook's URL as it was typed. The addresses of its host name are checked at each call.</summary>
internal sealed class WebhookAddress(AddressRule rule, IReadOnlyList<int> ports)
{
    private const int Longest = 1_000;

    public bool TryParse(string? text, [NotNullWhen(true)] out Uri? address)
    {
        address = null;
        var trimmed = text?.Trim() ?? "";
        if (trimmed.Length is 0 or > Longest || trimmed.Any(character => character is <= ' ' or > '~'))
            return false;
        if (!Uri.TryCreate(trimmed, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("http" or "https"))
            return false;
        if (parsed.UserInfo.Length > 0 || parsed.Fragment.Length > 0 || !ports.Contains(parsed.Port) || !IsOutside(parsed))
            return false;
        address = parsed;
        return true;
    }

    // A name without a dot belongs to the local network.
    private bool IsOutside(Uri address) => IPAddress.TryParse(address.IdnHost.Trim('[', ']'), out var literal)
        ? rule.Allows(literal)
        : address.IdnHost.TrimEnd('.').Contains('.', StringComparison.Ordinal);
}
