using System.Globalization;
using IncidentBot.Core.StatusPage;
using IncidentBot.StatusPage;
using IncidentBot.StatusPage.Facts;
using IncidentBot.Subscriptions.Audience;
using IncidentBot.Subscriptions.Webhooks;

namespace IncidentBot.Subscriptions.Pages;

/// <summary>The form as it was filled in. When something is wrong it is shown again with the same values.</summary>
internal sealed record SubscribeForm
{
    public const string AboutEverything = "everything";
    public const string AboutSome = "some";
    public const string AboutIncident = "incident";

    /// <summary>The longest e-mail address or URL; a longer text is cut before it is checked.</summary>
    public const int LongestText = 1_000;

    public string Email { get; init; } = "";

    public string Webhook { get; init; } = "";

    public string About { get; init; } = AboutEverything;

    public IReadOnlySet<string> Components { get; init; } = new HashSet<string>();

    /// <summary>The incident that the form was opened for; null for none.</summary>
    public PublicIncident? Incident { get; init; }

    /// <summary>What is wrong, by field.</summary>
    public IReadOnlyDictionary<string, string> Problems { get; init; } = new Dictionary<string, string>();

    public string? ProblemOf(string field) => Problems.GetValueOrDefault(field);

    public static SubscribeForm Of(IFormCollection fields, PublicIncident? incident) => new()
    {
        Email = Cut(fields["email"].ToString()),
        Webhook = Cut(fields["webhook"].ToString()),
        About = fields["about"].ToString() switch
        {
            AboutSome => AboutSome,
            AboutIncident when incident is not null => AboutIncident,
            _ => AboutEverything,
        },
        Components = fields["component"].OfType<string>().ToHashSet(StringComparer.Ordinal),
        Incident = incident,
    };

    /// <returns>The request, or the form with the problems.</returns>
    public (SubscriptionAsk? Ask, SubscribeForm Form) Read(ComponentCatalog catalog, SubscriptionSettings settings, WebhookAddress addresses)
    {
        var problems = new Dictionary<string, string>();
        if (!EmailAddress.TryParse(Email, out var email))
            problems["email"] = "Please enter an e-mail address such as you@example.com.";
        Uri? webhook = null;
        if (settings.TakesWebhooks && Webhook.Length > 0 && !addresses.TryParse(Webhook, out webhook))
        {
            var ports = string.Join(" or ", settings.WebhookPorts.Select(port => port.ToString(CultureInfo.InvariantCulture)));
            problems["webhook"] = $"Please enter a public URL that begins with https:// or http://, on port {ports}, or leave it empty.";
        }

        var known = Components.Where(id => catalog.Find(id) is not null).ToList();
        if (About == AboutSome && known.Count == 0)
            problems["component"] = "Please choose at least one component, or everything.";
        if (problems.Count > 0)
            return (null, this with { Problems = problems });
        var scope = About switch
        {
            AboutIncident when Incident is not null => SubscriptionScope.ToIncident(Incident.Number),
            AboutSome => SubscriptionScope.ToComponents(known),
            _ => SubscriptionScope.All,
        };
        return (new SubscriptionAsk(email, webhook, scope), this);
    }

    private static string Cut(string text) => text.Length <= LongestText ? text : text[..LongestText];
}
