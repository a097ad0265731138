using System.Diagnostics;
using OpenTelemetry;

namespace IncidentBot.Observability;

/// <summary>
/// Removes from every span what opens a door. The token of a subscription is in the query of an incoming request; the secret of a webhook is often in the
/// path of an outgoing one. So a query never leaves the process, and a path does only as the route it matched or below a known API.
/// </summary>
/// <param name="redactor">Masks tokens in every other text.</param>
/// <param name="apis">URLs below which no path holds a secret.</param>
internal sealed class SpanRedactor(Redactor redactor, IReadOnlyList<Uri> apis) : BaseProcessor<Activity>
{
    // The caller's address is personal data.
    private static readonly string[] Dropped = ["url.query", "client.address", "network.peer.address"];

    private readonly IReadOnlyList<string> _apis = [.. apis.Select(api => api.AbsoluteUri.TrimEnd('/') + "/")];

    public override void OnEnd(Activity span)
    {
        foreach (var (name, value) in span.TagObjects.ToList())
        {
            if (Cleaned(span, name, value) is var cleaned && !ReferenceEquals(cleaned, value))
                span.SetTag(name, cleaned);
        }

        span.DisplayName = redactor.Redact(span.DisplayName);
        if (span.StatusDescription is { } description)
            span.SetStatus(span.Status, redactor.Redact(description));
    }

    private object? Cleaned(Activity span, string name, object? value) => name switch
    {
        _ when Dropped.Contains(name) => null,
        "url.path" => span.GetTagItem("http.route") ?? Redactor.Mask,
        "url.full" => WithoutSecrets(value as string),
        _ => value is string text ? redactor.Redact(text) : value,
    };

    private string WithoutSecrets(string? url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var parsed))
            return Redactor.Mask;

        var path = _apis.Any(api => parsed.AbsoluteUri.StartsWith(api, StringComparison.OrdinalIgnoreCase)) ? parsed.AbsolutePath : $"/{Redactor.Mask}";
        return redactor.Redact($"{parsed.Scheme}://{parsed.Authority}{path}");
    }
}
