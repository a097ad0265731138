using IncidentBot.Wording.Reading;

namespace IncidentBot.Wording.Rules;

/// <summary>Reports a time in a local zone; it is allowed only as an addition after UTC.</summary>
internal static class LocalZoneRule
{
    public static readonly WordingRule Rule = new("TIME-LOCAL-ZONE", FindingLevel.Error, Find);

    private static readonly Phrases LocalTime = new("(your|their|our|the)? local time");

    private static IEnumerable<Observation> Find(Draft draft)
    {
        var words = draft.Words;
        var flagged = new HashSet<int>();
        if (StatedZones.Find(draft) is { } stated && !stated.Zone.IsUtc)
            yield return draft.At(stated.Words, "readers in other time zones would have to convert it.", "Give all times in UTC.");
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].Meaning is not ClockTime { OwnsZone: true, Zone: { IsUtc: false } zone } || FollowsUtc(draft, i))
                continue;
            flagged.Add(words[i].Sentence);
            yield return draft.At(
                WithZone(draft, i),
                "readers in other time zones would have to convert it.",
                zone.Offsets.Count == 1 ? "Give the time in UTC; the local one may follow it in brackets." : "Give the time in UTC.");
        }

        foreach (var found in LocalTime.In(words))
        {
            if (!flagged.Contains(words[found.From].Sentence) && !HasUtcBefore(words, found.From))
                yield return draft.At(found, "readers in other time zones would have to convert it.", "Give the time in UTC.");
        }
    }

    // "14:00 UTC (07:00 PDT)", "14:00-15:00 UTC / 7-8 am PDT".
    private static bool FollowsUtc(Draft draft, int at) => HasUtcBefore(draft.Words, at);

    private static bool HasUtcBefore(IReadOnlyList<Word> words, int at)
    {
        for (var i = at - 1; i >= 0 && at - i <= 14 && words[i].Sentence == words[at].Sentence; i--)
        {
            if (words[i].Meaning is ClockTime { Zone: not null } clock)
            {
                if (clock.Zone.IsUtc)
                    return true;
                if (at - i > 3 && words[i].Stretch != words[at].Stretch)
                    return false;
            }
        }

        return false;
    }

    private static Passage WithZone(Draft draft, int at)
    {
        var zone = ZoneNames.At(draft.Words, at + 1, draft.Text);
        return zone is { } found && draft.Words[at].Meaning is ClockTime { OwnsZone: true } && !found.Zone.IsUtc
            ? new Passage(at, at + 1 + found.Words)
            : new Passage(at, at + 1);
    }
}
