using IncidentBot.Wording.Reading;
using NodaTime;

namespace IncidentBot.Wording.Rules;

/// <summary>Reports that the last promise has passed and the text does not admit it.</summary>
internal static class NextBrokenRule
{
    private static readonly Duration Unnoticed = Duration.FromMinutes(1);

    private static readonly Duration Noticed = Duration.FromMinutes(5);

    public static readonly WordingRule Rule = new("NEXT-BROKEN", FindingLevel.Hint, Find);

    private static IEnumerable<Observation> Find(Draft draft)
    {
        if (!draft.IsOpen
            || draft.Post.At is not { } now
            || draft.Thread is not [.., var last]
            || Due(last) is not { } due
            || now - due <= Unnoticed
            || AdmittedDelay.IsIn(draft))
            yield break;
        yield return draft.Whole(
            FormattableString.Invariant($"The last update promised this one {Math.Ceiling((now - due).TotalMinutes)} minutes earlier."),
            "Own it in a clause: \"This update is later than we promised.\"") with
        { Level = now - due > Noticed ? FindingLevel.Warning : FindingLevel.Hint };
    }

    private static Instant? Due(Draft last) =>
        last.Promises.Where(promise => promise.When is { IsSure: true })
            .Select(promise => promise.When!.From(last.Post.At, last.Zones))
            .FirstOrDefault(due => due is not null);
}
