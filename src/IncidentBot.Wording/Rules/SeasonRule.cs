using IncidentBot.Wording.Reading;

namespace IncidentBot.Wording.Rules;

/// <summary>Reports a season, a holiday or a working week that only part of the world has.</summary>
internal static class SeasonRule
{
    public static readonly WordingRule Rule = new("SEASON-REGION", FindingLevel.Warning, Find);

    private static readonly Phrases Seasons = new(
        "(this|last|next|the|over|in|during|of|until|before|after|late|early) ..1 (summer|winter|autumn)",
        "(this|last|next|late|early) (spring|fall)", "(summer|winter|autumn) (months|season|holiday|holidays|break|vacation|peak)",
        "christmas", "xmas", "thanksgiving", "black friday", "cyber monday", "(new year|new year's|new years) ..1 (eve|day|break|holiday|holidays)?",
        "(lunar|chinese) new year", "easter (monday|sunday|weekend|holiday|holidays|break)", "(over|during|before|after|at) easter", "diwali",
        "ramadan", "hanukkah",
        "(memorial|labor|labour|independence|presidents|veterans|columbus|boxing|anzac|australia|canada|republic) day",
        "(golden week|bank holiday|bank holidays|fourth of july|4th of july|valentine's day|halloween|good friday)",
        "(over|during|before|after)? (the|this|these|last|coming|upcoming) (holidays|weekend)",
        "(public|national|federal|bank|religious|regional) (holiday|holidays)", "holiday (season|weekend|period|shopping|traffic|break)",
        "(over|during) holidays", "weekend", "weekends", "(northern|southern) hemisphere", "weekday", "weekdays",
        "(monday|mon) (to|through|thru|until)? (friday|fri)", "mon-fri", "monday-friday", "m-f", "(business|working|work) week", "(school|summer) holidays");

    private static readonly HashSet<string> Clock = ["time", "hour", "release", "edition", "update", "saving", "savings"];

    private static IEnumerable<Observation> Find(Draft draft)
    {
        foreach (var found in Seasons.In(draft.Words))
        {
            // "Central European Summer Time", the "Summer release", a component of that name.
            var next = found.To < draft.Words.Count && draft.Words[found.To].Sentence == draft.Words[found.From].Sentence ? draft.Words[found.To].Value : "";
            if (!Clock.Contains(next) && !draft.IsQuoted(found) && !draft.Vocabulary.IsKnown(draft.Words, found.To - 1))
                yield return draft.At(found, "differs between regions or does not exist in some.", "Write dates, and times in UTC.");
        }
    }
}
