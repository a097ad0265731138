namespace IncidentBot.Core.Wording.Reading;

/// <summary>A time zone as it is written.</summary>
/// <param name="Name">The letters.</param>
/// <param name="Offsets">The minutes east of UTC that the letters may mean, for some letters mean several places; empty when nobody can say.</param>
/// <param name="Region">An IANA zone, for names that stand for two offsets (PT) or for one of the two (PDT); null for others.</param>
/// <param name="IsSummer">True for PDT, false for PST, null for PT and whatever has no such letter.</param>
internal sealed record ZoneName(string Name, IReadOnlyList<int> Offsets, string? Region = null, bool? IsSummer = null)
{
    public static readonly ZoneName Utc = new("UTC", [0]);

    public bool IsUtc => ReferenceEquals(this, Utc);

    /// <summary>A zone written as its distance from UTC.</summary>
    public static ZoneName At(int minutes) => minutes == 0 ? Utc : new ZoneName("UTC offset", [minutes]);

    /// <summary>Only the words "local time", or a city's: nobody can say which instant is meant.</summary>
    public static ZoneName Local(string name) => new(name, []);
}
