namespace IncidentBot.Wording.Drafts;

/// <summary>
/// Common symptoms, as the text after a colon. The symptom is known before the cause, and at three in the morning choosing is faster than writing.
/// </summary>
public static class SymptomPhrases
{
    public static IReadOnlyList<string> All { get; } =
    [
        "requests fail with errors",
        "more requests than usual fail with errors",
        "pages and requests are slow",
        "the service cannot be reached",
        "sign-in fails",
        "changes are not saved",
        "updates fail",
        "notifications arrive late",
        "some of what you see is out of date",
    ];
}
