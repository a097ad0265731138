using IncidentBot.Wording.Reading;

namespace IncidentBot.Wording.Rules;

/// <summary>A notice of planned work must say what, when, for how long, what customers notice, who is affected, and where to ask.</summary>
internal static class MaintenanceFieldsRule
{
    public static readonly WordingRule Rule = new("MAINT-FIELDS", FindingLevel.Error, Find);

    private static readonly Phrases What = new(
        "(upgrad*|updat*|migrat*|mov*|replac*|patch*|install*|restart*|reboot*|improv*|deploy*|switch*|rotat*|expand*|increas*|renew*|chang*|"
            + "apply*|add*|test*|clean*|optimi*|refresh*|rebuild*|maintain*|repair*|swap*|convert*|retir*|enabl*|consolidat*) ..5",
        "maintenance (on|of|to|for) ..2",
        "(database|network|hardware|software|security|storage|server|api|system|platform|power|dns|certificate|infrastructure|login|search|"
            + "email) ..2 (maintenance|upgrade|update|migration|work)");

    private static readonly Phrases NoImpact = new(
        "no (downtime|impact|interruption|disruption|service|effect|customer|user|outage) ..4", "(without|zero) (downtime|impact|interruption|any)",
        "not ..2 (expect*|anticipat*|impact*|affect*|notice|experience|see|be affected|be impacted)",
        "(remain|stay|stays|remains|continue|continues) ..3 (available|online|operational|normal|accessible|work|working|usable)",
        "(will|may|can|might|could) ..3 (be ..2 (unavailable|down|offline|slow|slower|read-only|paused|delayed|interrupted|inaccessible|"
            + "affected|impacted|restarted|disconnected)|not|see|notice|experience|need|fail|lose|have)",
        "read-only", "read only");

    private static readonly Phrases Who = new(
        "(all|some|every|any|no) ..2 (users|customers|accounts|regions|services|components|organizations|organisations|tenants|sites|"
            + "workspaces|clients|everyone|environments|instances|traffic|projects|users)",
        "(customers|users|accounts|you|everyone|anyone|organizations|tenants|clients|visitors|your)", "a (subset|part|portion) of");

    private static IEnumerable<Observation> Find(Draft draft)
    {
        if (!draft.IsMaintenance || draft.State != PostState.Scheduled)
            yield break;
        var missing = Missing(draft).ToList();
        if (missing.Count > 0)
            yield return draft.Whole(
                $"The notice does not say {List(missing)}.",
                "A notice says what is done, from when to when in UTC, what customers notice, who is affected, and where to ask.");
    }

    private static IEnumerable<string> Missing(Draft draft)
    {
        var window = Window.Of(draft);
        if (!What.AreIn(draft.Words) && !Names.NamesPart(draft))
            yield return "what is done";
        if (!window.SaysStart)
            yield return "when it starts";
        if (!window.SaysEnd)
            yield return "when it ends or how long it takes";
        if (!window.SaysUtc)
            yield return "the time in UTC";
        if (!draft.Says.WhatUsersSee && !NoImpact.AreIn(draft.Words))
            yield return "what customers notice";
        if (!Who.AreIn(draft.Words) && !Names.AreSaid(draft))
            yield return "who is affected";
        if (!SaysWhereToAsk(draft))
            yield return "where to ask";
    }

    private static bool SaysWhereToAsk(Draft draft) =>
        draft.Says.HowToReachUs
        || (draft.Context.Support is { Length: > 0 } support && draft.Text.Contains(support, StringComparison.OrdinalIgnoreCase));

    private static string List(List<string> parts) => parts.Count == 1 ? parts[0] : $"{string.Join(", ", parts.SkipLast(1))} or {parts[^1]}";
}
