namespace IncidentBot.Core.Incidents;

/// <summary>A person, by the opaque, case-sensitive id in the chat system.</summary>
public readonly record struct PersonId
{
    /// <exception cref="ArgumentException">The id is empty.</exception>
    public PersonId(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        Value = value;
    }

    public string Value { get; }

    public override string ToString() => Value;
}
