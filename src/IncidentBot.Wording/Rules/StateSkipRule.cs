using IncidentBot.Wording.Reading;
using NodaTime;

namespace IncidentBot.Wording.Rules;

/// <summary>Reports a resolution without a monitoring post before it. After a short incident it is only a hint.</summary>
internal static class StateSkipRule
{
    private static readonly Duration Short = Duration.FromMinutes(60);

    public static readonly WordingRule Rule = new("STATE-SKIP", FindingLevel.Warning, Find);

    private static IEnumerable<Observation> Find(Draft draft)
    {
        if (!draft.IsResolved || draft.IsFirst || draft.Post.Previous.Any(earlier => earlier.State is PostState.Monitoring or PostState.Resolved))
            yield break;
        var isShort = draft.Post.At is { } at && draft.Post.Previous[0].At is { } first && at - first <= Short;
        yield return draft.Whole(
            "Customers were never told that a fix is in place and being watched.",
            "Post \"monitoring\" first, unless you are sure that it will last.") with
        {
            Level = isShort ? FindingLevel.Hint : null,
        };
    }
}
