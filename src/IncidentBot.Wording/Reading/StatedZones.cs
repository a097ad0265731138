namespace IncidentBot.Wording.Reading;

/// <summary>Finds the zone that a post states once for all its times: "all times are UTC".</summary>
internal static class StatedZones
{
    private static readonly Phrases Start = new(
        "(all|the|these|following|dates) ..2 (times|timestamps)", "(times|timestamps) (are|shown|listed|given|in|below|above)");

    /// <summary>The zone and the words that state it; null without any.</summary>
    public static (ZoneName Zone, Passage Words)? Find(Draft draft)
    {
        foreach (var found in Start.In(draft.Words))
        {
            for (var i = found.To; i < Math.Min(draft.Words.Count, found.To + 6) && draft.Words[i].Sentence == draft.Words[found.From].Sentence; i++)
            {
                if (ZoneNames.At(draft.Words, i, draft.Text) is { } zone)
                    return (zone.Zone, new Passage(found.From, i + zone.Words));
            }
        }

        return null;
    }
}
