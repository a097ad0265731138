namespace IncidentBot.Incidents;

/// <summary>
/// One request as it was delivered. The same <paramref name="Key"/> again gets the stored answer and does nothing;
/// <paramref name="Answer"/> words the answer that is stored with the change.
/// </summary>
internal sealed record CommandDelivery(string Key, Func<IncidentChange, string?> Answer)
{
    public static CommandDelivery Silent(string key) => new(key, static _ => null);
}
