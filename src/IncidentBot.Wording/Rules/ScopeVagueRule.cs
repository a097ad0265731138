using IncidentBot.Wording.Reading;
using NodaTime;

namespace IncidentBot.Wording.Rules;

/// <summary>Reports "some users" or "the issue" without a part, a place or a share that tells readers whether they are affected.</summary>
internal static class ScopeVagueRule
{
    // In the first minutes the scope is not known yet.
    private static readonly Duration Early = Duration.FromMinutes(10);

    public static readonly WordingRule Rule = new("SCOPE-VAGUE", FindingLevel.Warning, Find);

    private static readonly Phrases Vague = new(
        "(some|certain|several|various|multiple|many|a few|a number of|a subset of|a portion of|a small number of|a limited number of|other|"
            + "select) ..2 (users|customers|services|systems|features|functions|functionality|clients|components|accounts|visitors|organizations|"
            + "organisations|tenants|members|merchants|people|products|operations|areas|parts|applications)",
        "a (small|limited)? (subset|portion|percentage|number|fraction|group) of ..3");

    private static readonly Phrases TheIssue = new(
        "(this|the|an|these|an ongoing|current) (issue|issues|problem|problems|incident|outage|disruption|degradation|service disruption|matter)");

    private static IEnumerable<Observation> Find(Draft draft)
    {
        if (!draft.IsIncident || draft.State == PostState.Postmortem || IsEarly(draft))
            yield break;
        var isNamedBefore = draft.Thread.Any(Names.AreSaid);
        if (Names.AreSaid(draft) || Impact.NamesAct(draft))
        {
            if (Impact.Degradation(draft) is { } degraded && !draft.Says.WhatUsersSee && !draft.Thread.Any(earlier => earlier.Says.WhatUsersSee))
                yield return draft.At(
                    degraded, "names no symptom.", "Say what customers see: slow pages, failing requests.") with { Level = FindingLevel.Hint };
            yield break;
        }

        if (Vague.First(draft.Words) is { } some)
            yield return draft.At(some, "leaves customers to guess whether they are affected.", "Name the component, the region or the share of requests.");
        else if (draft.IsOpen && !isNamedBefore && (TheIssue.First(draft.Words) ?? Impact.Degradation(draft)) is { } issue)
            yield return draft.At(issue, "leaves customers to guess what is affected.", "Name the component, the region or the share of requests.");
    }

    private static bool IsEarly(Draft draft)
    {
        if (draft.IsFirst)
            return true;
        return draft.Post.At is { } at && draft.Post.Previous[0].At is { } first && at - first <= Early;
    }
}
