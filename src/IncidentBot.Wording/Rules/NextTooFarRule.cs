using IncidentBot.Wording.Reading;
using NodaTime;

namespace IncidentBot.Wording.Rules;

/// <summary>Reports a promise later than the cadence, or than the ceiling.</summary>
internal static class NextTooFarRule
{
    // Clock times are rounded, and typing takes a moment.
    private static readonly Duration Grace = Duration.FromMinutes(2);

    public static readonly WordingRule Rule = new("NEXT-TOO-FAR", FindingLevel.Warning, Find);

    private static IEnumerable<Observation> Find(Draft draft)
    {
        if (!draft.IsOpen)
            yield break;
        var cadence = draft.Post.Cadence ?? draft.Context.Cadence;
        foreach (var promise in draft.Promises)
        {
            if (promise.When is not { IsSure: true } when || Wait(draft, when) is not { } wait || wait <= cadence + Grace)
                continue;
            var isBeyond = wait > draft.Context.Ceiling + Grace;
            var limit = isBeyond ? draft.Context.Ceiling : cadence;
            yield return draft.At(
                when.Place,
                $"customers would wait longer than {Words(limit)}.",
                $"Promise the next update within {Words(cadence)}, even if little will have changed.") with
            {
                Level = isBeyond ? FindingLevel.Error : null,
            };
        }
    }

    private static Duration? Wait(Draft draft, Moment when) =>
        when.After ?? (draft.Post.At is { } at ? when.From(at, draft.Zones) - at : null);

    private static string Words(Duration length) => FormattableString.Invariant($"{Math.Round(length.TotalMinutes)} minutes");
}
