using System.Collections.Frozen;

namespace IncidentBot.Wording.Reading;

/// <summary>Small numbers, months and weekdays in words.</summary>
internal static class Numbers
{
    private static readonly FrozenDictionary<string, double> Spelled = new Dictionary<string, double>(StringComparer.Ordinal)
    {
        ["one"] = 1, ["two"] = 2, ["three"] = 3, ["four"] = 4, ["five"] = 5, ["six"] = 6, ["seven"] = 7, ["eight"] = 8, ["nine"] = 9, ["ten"] = 10,
        ["eleven"] = 11, ["twelve"] = 12, ["fifteen"] = 15, ["twenty"] = 20, ["thirty"] = 30, ["forty"] = 40, ["forty-five"] = 45, ["sixty"] = 60,
        ["ninety"] = 90,
        ["twenty-four"] = 24, ["forty-eight"] = 48, ["seventy-two"] = 72,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string[] MonthStarts =
    [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    ];

    private static readonly string[] DayStarts = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    public static double? Spoken(string word) => Spelled.TryGetValue(word, out var number) ? number : null;

    /// <summary>1 to 12 for a month's name or abbreviation; 0 for other words.</summary>
    public static int Month(string word) => Place(MonthStarts, word == "sept" ? "sep" : word);

    /// <summary>1 (Monday) to 7 for a weekday's name or abbreviation; 0 for other words.</summary>
    public static int Weekday(string word) => word switch
    {
        "tues" => 2,
        "thur" or "thurs" => 4,
        _ => Place(DayStarts, word),
    };

    private static int Place(string[] names, string word) =>
        Array.FindIndex(names, name => name == word || (word.Length == 3 && name.StartsWith(word, StringComparison.Ordinal))) + 1;
}
