namespace IncidentBot.Incidents;

/// <summary>
/// One delivery of a request. A repeated <paramref name="Key"/> has no effect and gets the stored answer; <paramref name="Answer"/> makes the answer that is
/// stored with the change.
/// </summary>
internal sealed record CommandDelivery(string Key, Func<IncidentChange, string?> Answer)
{
    public static CommandDelivery Silent(string key) => new(key, static _ => null);
}
