namespace IncidentBot.Core.StatusPage;

/// <summary>
/// What customers may notice, as words after a colon: the shape of a problem is known before its cause, and at three in the morning it is quicker picked than
/// written (R33).
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
