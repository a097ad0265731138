using System.Text.Json;

namespace IncidentBot.Subscriptions.Audience;

/// <summary>What a subscriber chose: everything, some components, or one incident.</summary>
/// <param name="Components">Ids; empty unless the scope is components.</param>
/// <param name="Incident">A number; null unless the scope is one incident.</param>
internal sealed record SubscriptionScope(bool Everything, IReadOnlyList<string> Components, long? Incident)
{
    public static SubscriptionScope All { get; } = new(true, [], null);

    public static SubscriptionScope ToComponents(IEnumerable<string> ids) =>
        new(false, [.. ids.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], null);

    public static SubscriptionScope ToIncident(long number) => new(false, [], number);

    public string Write() => JsonSerializer.Serialize(this);

    public static SubscriptionScope Read(string json) =>
        JsonSerializer.Deserialize<SubscriptionScope>(json) ?? throw new InvalidDataException("A subscription request holds no scope.");
}
