using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using NodaTime;

namespace IncidentBot.Incidents;

/// <summary>A public update as customers read it now: its words are the last corrected ones.</summary>
internal sealed record ToldUpdate(int Number, PublicState State, string Title, string Text, Instant At)
{
    /// <summary>What the timeline says customers were told, in the order in which they were told it.</summary>
    public static IReadOnlyList<ToldUpdate> Of(IEnumerable<TimelineEntry> entries)
    {
        var told = new Dictionary<int, ToldUpdate>();
        foreach (var entry in entries)
        {
            switch (entry.Event)
            {
                case IncidentEvent.PublicUpdatePublished said:
                    told[said.Number] = new ToldUpdate(said.Number, said.State, said.Title, said.Text, entry.At);
                    break;
                case IncidentEvent.PublicUpdateBackfilled past:
                    told[past.Number] = new ToldUpdate(past.Number, past.State, past.Title, past.Text, past.SaidAt);
                    break;
                case IncidentEvent.PublicUpdateCorrected corrected when told.TryGetValue(corrected.Number, out var earlier):
                    told[corrected.Number] = earlier with { Text = corrected.Text };
                    break;
            }
        }

        return [.. told.Values.OrderBy(one => one.At).ThenBy(one => one.Number)];
    }
}
