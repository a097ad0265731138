namespace IncidentBot.Wording.Reading;

/// <summary>Recognizes the admission of a delay.</summary>
internal static class AdmittedDelay
{
    private static readonly Phrases Admissions = new(
        "later than ..4", "longer than ..5", "(more|extra|additional) time than ..3", "(bit|little|much|some) (more|longer|later)",
        "(late|delayed) (update|post|word|reply)", "(update|post|word) (is|was|comes|came) ..2 (late|later|delayed|overdue)",
        "(sorry|apolog*) ..5 (wait|delay|silence|late|gap)",
        "(missed|miss|broke|slipped|passed|exceeded|overran|kept you waiting)", "(took|taking|takes|take|needs|need|needed) ..4 (longer|more)",
        "(revised|new|updated|changed|extended|adjusted) ..2 (estimate|eta|time|timeline|estimation)",
        "(estimate|eta) ..5 (revised|changed|extended|moved|pushed|now)", "overdue", "behind (schedule|plan)",
        "not ..4 (on time|as planned|as expected|in time)",
        "(than|as) (we|originally|initially|first|previously)? (had)? ..1 (expected|hoped|planned|promised|thought|estimated|anticipated)",
        "should have ..5 (by|earlier|sooner|already)", "we (said|promised|had|hoped|expected|told|estimated|thought) ..6", "another <length>");

    public static bool IsIn(Draft draft) => Admissions.AreIn(draft.Words);
}
