namespace IncidentBot.Wording.Reading;

/// <summary>A time zone as written in the text.</summary>
/// <param name="Name">The letters.</param>
/// <param name="Offsets">The possible offsets in minutes east of UTC: some abbreviations mean several places. Empty when the offset is unknown.</param>
/// <param name="Region">An IANA zone, for abbreviations with two offsets (PT) or for one of the two (PDT); null for others.</param>
/// <param name="IsSummer">True for PDT, false for PST, null for PT and for abbreviations without this distinction.</param>
internal sealed record ZoneName(string Name, IReadOnlyList<int> Offsets, string? Region = null, bool? IsSummer = null)
{
    public static readonly ZoneName Utc = new("UTC", [0]);

    public bool IsUtc => ReferenceEquals(this, Utc);

    /// <summary>A zone written as an offset from UTC.</summary>
    public static ZoneName At(int minutes) => minutes == 0 ? Utc : new ZoneName("UTC offset", [minutes]);

    /// <summary>"Local time", or a city's time: the instant is unknown.</summary>
    public static ZoneName Local(string name) => new(name, []);
}
