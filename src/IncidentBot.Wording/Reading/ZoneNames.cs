using System.Collections.Frozen;

namespace IncidentBot.Wording.Reading;

/// <summary>The zone names that may follow a time.</summary>
internal static class ZoneNames
{
    private const string Pacific = "America/Los_Angeles";
    private const string Mountain = "America/Denver";
    private const string Central = "America/Chicago";
    private const string Eastern = "America/New_York";
    private const string Europe = "Europe/Berlin";

    private static readonly FrozenDictionary<string, ZoneName> Known = All().ToFrozenDictionary(zone => zone.Name.ToLowerInvariant(), StringComparer.Ordinal);

    // In lower case these are not ordinary words, so they count in any case.
    private static readonly FrozenSet<string> InAnyCase = new[]
    {
        "utc", "gmt", "zulu", "pst", "pdt", "mst", "mdt", "cst", "cdt", "est", "edt", "cet", "cest", "bst", "aest", "aedt", "jst", "sgt", "hkt",
        "kst", "eest", "nzst", "nzdt",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Spoken = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["pacific"] = "pt", ["mountain"] = "mt", ["central"] = "ct", ["eastern"] = "et",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The zone that starts at this word, and its number of words; null without one.</summary>
    public static (ZoneName Zone, int Words)? At(IReadOnlyList<Word> words, int index, string text)
    {
        if (index >= words.Count)
            return null;
        var (word, next) = (words[index], index + 1 < words.Count ? words[index + 1].Value : "");
        if (word.Value is "utc" or "gmt" && index + 1 < words.Count && words[index + 1].Meaning is OffsetFigure offset)
            return (ZoneName.At(offset.Minutes), 2);
        if (word.Value is "utc" or "gmt" or "zulu" || (word.Value == "z" && text[word.Start] == 'Z'))
            return (ZoneName.Utc, 1);
        if (word.Meaning is OffsetFigure alone)
            return (ZoneName.At(alone.Minutes), 1);
        if (word.Value == "local" && next == "time")
            return (ZoneName.Local("local time"), 2);
        if (word.Value == "central" && next is "european" or "europe")
            return (Known["ct-europe"], index + 2 < words.Count && words[index + 2].Value is "time" or "summer" or "standard" ? 3 : 2);
        if (word.Value == "us" && Spoken.ContainsKey(next) && text[word.End] == '/')
            return (Known[Spoken[next]], 2);
        if (Spoken.TryGetValue(word.Value, out var letters))
            return (Known[letters], next is "time" ? 2 : next is "standard" or "daylight" ? 3 : 1);
        if (Known.TryGetValue(word.Value, out var zone) && (InAnyCase.Contains(word.Value) || char.IsAsciiLetterUpper(text[word.Start])))
            return (zone, 1);
        return City(words, index, text);
    }

    // "2 pm London time", "9 am San Francisco time".
    private static (ZoneName Zone, int Words)? City(IReadOnlyList<Word> words, int index, string text)
    {
        for (var length = 1; length <= 2 && index + length < words.Count; length++)
        {
            var last = words[index + length - 1];
            if (!char.IsAsciiLetterUpper(text[last.Start]) || last.Sentence != words[index].Sentence)
                return null;
            if (words[index + length].Value == "time" && words[index + length].Stretch == last.Stretch)
                return (ZoneName.Local(text[words[index].Start..words[index + length].End]), length + 1);
        }

        return null;
    }

    private static IEnumerable<ZoneName> All() =>
    [
        new("PT", [-480, -420], Pacific), new("PST", [-480], Pacific, false), new("PDT", [-420], Pacific, true),
        new("MT", [-420, -360], Mountain), new("MST", [-420], null, false), new("MDT", [-360], Mountain, true),
        // CST is also China's time.
        new("CT", [-360, -300], Central), new("CST", [-360, 480]), new("CDT", [-300], Central, true),
        // EST is also the local name of Sydney's time.
        new("ET", [-300, -240], Eastern), new("EST", [-300, 600]), new("EDT", [-240], Eastern, true),
        new("AKST", [-540]), new("AKDT", [-480]), new("HST", [-600]), new("AST", [-240, 180]), new("ADT", [-180]), new("NST", [-210]), new("NDT", [-150]),
        new("CET", [60], Europe, false), new("CEST", [120], Europe, true), new("CT-EUROPE", [60, 120], Europe),
        new("WET", [0]), new("WEST", [60]), new("EET", [120]), new("EEST", [180]), new("MSK", [180]), new("TRT", [180]),
        // India, Israel, Ireland; Britain, Bangladesh.
        new("IST", [330, 120, 60]), new("IDT", [180]), new("BST", [60, 360]),
        new("GST", [240]), new("PKT", [300]), new("ICT", [420]), new("WIB", [420]), new("SGT", [480]), new("HKT", [480]), new("PHT", [480]),
        new("MYT", [480]), new("AWST", [480]),
        new("JST", [540]), new("KST", [540]), new("ACST", [570]), new("ACDT", [630]), new("AEST", [600]), new("AEDT", [660]), new("AET", [600, 660]),
        new("NZST", [720]), new("NZDT", [780]), new("NZT", [720, 780]),
        new("BRT", [-180]), new("ART", [-180]), new("CLT", [-240]), new("COT", [-300]), new("SAST", [120]), new("CAT", [120]), new("EAT", [180]),
        new("WAT", [60]),
    ];
}
