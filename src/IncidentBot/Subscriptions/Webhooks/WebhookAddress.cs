using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace IncidentBot.Subscriptions.Webhooks;

/// <summary>A web address as a stranger wrote it, judged by its looks. Where its name leads is judged at each call.</summary>
internal sealed class WebhookAddress(AddressRule rule, IReadOnlyList<int> ports)
{
    private const int Longest = 1_000;

    public bool TryParse(string? text, [NotNullWhen(true)] out Uri? address)
    {
        address = null;
        var trimmed = text?.Trim() ?? "";
        if (trimmed.Length is 0 or > Longest || trimmed.Any(character => character is <= ' ' or > '~') || !Uri.TryCreate(trimmed, UriKind.Absolute, out var parsed))
            return false;
        if (parsed.Scheme is not ("http" or "https") || parsed.UserInfo.Length > 0 || parsed.Fragment.Length > 0 || !ports.Contains(parsed.Port) || !IsOutside(parsed))
            return false;
        address = parsed;
        return true;
    }

    // A name without a dot is one of the neighbourhood.
    private bool IsOutside(Uri address) => IPAddress.TryParse(address.IdnHost.Trim('[', ']'), out var literal)
        ? rule.Allows(literal)
        : address.IdnHost.TrimEnd('.').Contains('.', StringComparison.Ordinal);
}
