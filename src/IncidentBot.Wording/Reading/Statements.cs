namespace IncidentBot.Wording.Reading;

/// <summary>The statements of a post, each computed on first use.</summary>
internal sealed class Statements(Draft draft)
{
    private static readonly Phrases Sorry = new(
        "sorry", "apolog*", "regret", "regrets", "regretfully", "we ..2 know ..3 (frustrating|disruptive|difficult)", "forgive");

    private static readonly Phrases Aware = new(
        "(aware|know|learned|learnt|alerted|notified|informed) (of|that|there|about)",
        "(received|receiving|seeing|seen|getting|got|investigating|have|had) ..3 reports", "reports (of|that|from)",
        "(aware|noticed|detected|found)");

    private static readonly Phrases Contact = new(
        "(contact|tell|reach|write|e-mail|email|call|ask|notify|inform|message|report|alert|raise|open|submit|file|create|ping) ..4 "
            + "(us|support|ticket|tickets|case|team|desk|helpdesk|request|<mail>|<link>|out|know|account manager|representative)",
        "let us know", "get in touch", "in touch", "reach out", "(contact|email|e-mail|call) (<mail>|<link>|support)",
        "(questions|support|help|contact|queries|assistance) ..3 (<mail>|<link>)", "reply to", "hit reply",
        "(our|the) support (team|desk|staff) (is|are|will) ..4", "(contact|support) (page|form|center|centre|portal)", "<mail>");

    private static readonly Phrases Problem = new(
        "(if|should|anyone|whoever|whenever|any|in case|still|continue|continues|continuing|further|new|other|different|else|again|"
            + "additional|persist|persists|remaining) ..8 (see|sees|seeing|notice|experience|experiencing|encounter|find|have|issue|issues|problem|"
            + "problems|trouble|error|errors|symptom|symptoms|anything|something|else|questions|difficulty|difficulties|concerns|help|assistance|"
            + "persist|persists|missing|fail|fails|slow|late|broken|work|works|working|occur|occurs|recur|happen|wait|waiting|impact|impacted|"
            + "affected|not|unable|wrong|return|returns|failing|happens|observe|face|facing|require|need)");

    private static readonly Phrases Guidance = new(
        "no (further|other|additional|more|customer|user|special)? ..1 (action|actions|steps|step|intervention|change|changes) ..6", "need not ..3",
        "(nothing|anything) ..3 (do|done|change|required|needed)", "not ..1 (need|have|required) ..2 (to|do|take|any|anything)",
        "(action|actions) ..2 (required|needed|necessary)",
        "please ..2 (retry|refresh|restart|re-run|rerun|reload|try|log|sign|clear|update|upgrade|resubmit|re-submit|resend|re-send|reconnect|"
            + "re-connect|check|review|verify|run|redo|repeat|relaunch|reboot|reset|rotate|reinstall|re-enable|redeploy|submit|re-sync|resync|"
            + "re-trigger|retrigger|use|delete|follow|ensure|confirm|make|recreate|re-create|re-authenticate|reauthenticate|trigger|validate|"
            + "switch|revert|remove|start|perform|hard)",
        "(you|customers|users|clients|anyone|organizations|merchants|admins|administrators|developers|teams|those|they) ..6 "
            + "(can|may|should|must|will|could) (now|again|also|safely|then|still|need|want|have)? ..2 (to )?(retry|refresh|restart|re-run|rerun|"
            + "reload|try|log|sign|clear|update|upgrade|resubmit|resend|reconnect|check|use|resume|continue|proceed|access|redo|repeat|run|deploy|"
            + "re-enable|submit|start|work|return|get|create|remove|ignore|disregard|trigger|manually|reprocess|replay|go|reset|rotate|expect|need|"
            + "place|send|download|upload)",
        "(need|needs|have|has|required|want|wish|advised|recommended|encouraged|able|free|safe) to ..2 "
            + "(retry|refresh|restart|re-run|rerun|reload|try|log|sign|clear|update|upgrade|resubmit|resend|reconnect|re-enable|redo|repeat|rotate|"
            + "reset|reinstall|run|manually|resume|use|trigger|recreate|re-authenticate|reauthenticate|redeploy|deploy|continue)",
        "we ..1 (recommend|suggest|advise|encourage) ..2",
        "(recommend|suggest|advise|encourage|ask) ..3 (retry*|refresh*|restart*|re-run*|rerun*|reload*|try*|log*|sign*|clear*|update*|check*|"
            + "you|customers|users|that|re*)",
        "ready (for|to) (use|be used)", "(back|return|returned|get back|go back) to (work|normal use|using)",
        "as (normal|usual|before) ..3 (nothing|no)",
        "(will|are|were|have been|being|was|is) ..2 (automatically|auto-*) ..2 (retried|retry|processed|reprocessed|re-processed|delivered|"
            + "resent|replayed|recover|recovered|restored|synced|re-run|rerun|updated|resume|resumed|corrected|refunded|applied|reconnect)",
        "(retry|refresh|restart|re-run|rerun|resubmit|reload|re-authenticate|hard-refresh) (your|the|any|failed|it|them|those|affected|this|"
            + "all|page|browser)",
        "(retried|reprocessed|re-processed|redelivered|replayed) automatically", "use ..4 (normally|again|as (normal|usual|before))");

    private static readonly Phrases Span = new(
        "between <time>", "from <time>", "since <time>", "until <time>", "at ..2 <time>", "for ..3 <length>",
        "(lasted|lasting|duration|took) ..4 (<length>|<time>)", "<time> ..4 (to|until|till|through|and) ..4 <time>", "<time>", "<length>");

    private static readonly Phrases HearOfIt = new(
        "(hear|know) (from|of|about) (you|it|them)", "please (report|tell|write|contact|ask|reach|let|open|submit|get|email|call)",
        "(contact|tell|reach) (us|support|our)");

    private readonly Lazy<Passage?> _impact = new(() => Impact.Where(draft));

    private readonly Lazy<bool> _guidance = new(() => Guidance.AreIn(draft.Words));

    private readonly Lazy<bool> _action = new(() => Actions.AreSaid(draft));

    private readonly Lazy<bool> _aware = new(() => Aware.AreIn(draft.Words));

    /// <summary>What users notice.</summary>
    public bool WhatUsersSee => _impact.Value is not null;

    /// <summary>The text acknowledges the problem, which is all that a first post must do.</summary>
    public bool WeKnow => _aware.Value;

    /// <summary>Which part, where, or what share.</summary>
    public bool Where => Names.AreSaid(draft);

    public bool WhatWeDo => _action.Value;

    public bool WeAreSorry => Sorry.AreIn(draft.Words);

    public bool WhatStillWorks => Impact.SaysWhatWorks(draft);

    /// <summary>When the next update comes, at a definite time.</summary>
    public bool WhenNext => draft.Promises.Any(promise => promise.When is not null);

    /// <summary>When the incident happened or how long it lasted.</summary>
    public bool WhenItWas => Span.AreIn(draft.Words);

    /// <summary>Whether customers have to do anything.</summary>
    public bool WhatToDo => _guidance.Value;

    /// <summary>The invitation to report further problems.</summary>
    public bool ComeBack => draft.Sentences.Any(sentence => Contact.AreIn(draft.Words, sentence) && Problem.AreIn(draft.Words, sentence)) || Invites();

    /// <summary>Any way to contact the company.</summary>
    public bool HowToReachUs => Contact.AreIn(draft.Words);

    // "If you still see errors, we want to hear of it" is an invitation without an address.
    private bool Invites() => draft.Sentences.Any(sentence => Problem.AreIn(draft.Words, sentence) && HearOfIt.AreIn(draft.Words, sentence));
}
