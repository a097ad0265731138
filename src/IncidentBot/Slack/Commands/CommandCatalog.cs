namespace IncidentBot.SlackEdge.Commands;

/// <summary>A command as people learn it.</summary>
/// <param name="Name">The word after <c>/incident</c>.</param>
/// <param name="Usage">What may follow it.</param>
/// <param name="Does">One line for the list.</param>
/// <param name="More">A few sentences for its own help.</param>
/// <param name="Examples">Complete commands to imitate.</param>
internal sealed record CommandInfo(string Name, string Usage, string Does, string More, params IReadOnlyList<string> Examples)
{
    public IReadOnlyList<string> OtherNames { get; init; } = [];

    public bool IsCalled(string word) =>
        Name.Equals(word, StringComparison.OrdinalIgnoreCase) || OtherNames.Contains(word, StringComparer.OrdinalIgnoreCase);
}

/// <summary>Every command there is: help, nearest match, the parser and the manifest's hint all read this one list.</summary>
internal static class CommandCatalog
{
    public static readonly CommandInfo Declare = new(
        "declare", "[severity:] title", "declare an incident without a form",
        "Opens a room and tells the announcement channel. Without a severity it takes the mildest that is still an incident. "
        + "Nobody leads until somebody takes it: `/incident lead me`. Add `nopage: reason` at the end of a major one to page nobody.",
        "/incident declare critical: checkout returns errors", "/incident declare sign-in is slow");

    public static readonly CommandInfo Lead = new(
        "lead", "[@person|me]", "take the lead, or hand it to somebody",
        "The lead keeps phase and summary true and decides who does what. Without a name it is you.",
        "/incident lead me", "/incident lead @ada");

    public static readonly CommandInfo Messenger = new(
        "messenger", "[@person|me]", "take the messenger's role, or hand it to somebody",
        "The messenger writes what customers read on the status page, on time. Best somebody other than the lead. Without a name it is you.",
        "/incident messenger me", "/incident messenger @grace");

    public static readonly CommandInfo Update = new(
        "update", "[text] [next:20m|next:14:30] [phase:identified] [severity:major]", "tell the room where things stand",
        "Sets the summary, starts the room's clock anew and settles reminders. Without text a form opens. "
        + "`next:` promises when you will speak again; left out, the severity's cadence holds.",
        "/incident update rolled back to the last good build next:20m", "/incident update found it, a full disk phase:identified");

    public static readonly CommandInfo Statuspage = new(
        "statuspage", "[text]", "write what customers read",
        "Opens a form with a text to start from, the affected components and the next promise. You see a preview; nothing is published before you confirm.",
        "/incident statuspage", "/incident statuspage Sign-in fails with error 500 for some users.") { OtherNames = ["status", "publish"] };

    public static readonly CommandInfo Recap = new(
        "recap", "", "where it stands, only for you",
        "Title, severity, phase, roles, summary, last updates and what is due next. Nobody else sees it.",
        "/incident recap", "/incident recap INC-42");

    public static readonly CommandInfo Severity = new(
        "severity", "name", "change the severity",
        "A worse one brings the next promises nearer, to its own cadence.", "/incident severity critical") { OtherNames = ["sev"] };

    public static readonly CommandInfo Rename = new(
        "rename", "new title", "change the title",
        "Headline, topic and announcement follow; the room keeps its name so that links stay good.", "/incident rename checkout fails for cards") { OtherNames = ["title"] };

    public static readonly CommandInfo Impact = new(
        "impact", "yes|no", "say whether customers notice",
        "Yes asks for a messenger and starts the customers' clock; no stops it.", "/incident impact yes");

    public static readonly CommandInfo Snooze = new(
        "snooze", "15m [internal|public]", "hold the reminders back, once",
        "Reminders wait that long and then start anew. What was promised stays promised. Without a word it is your own clock; with both roles or none, both.",
        "/incident snooze 15m", "/incident snooze 10m public");

    public static readonly CommandInfo Next = new(
        "next", "20m|14:30 [internal|public]", "promise when the next update comes",
        "Replaces the current promise. Customers never wait longer than the ceiling, an hour unless configured otherwise.",
        "/incident next 20m", "/incident next 14:30 public");

    public static readonly CommandInfo Resolve = new(
        "resolve", "[confirm] [what fixed it]", "give the all-clear",
        "Asks two questions: is it over, and will it not come back? With `confirm` you answer both with yes right away.",
        "/incident resolve", "/incident resolve confirm rolled back, error rate is normal");

    public static readonly CommandInfo Close = new(
        "close", "", "end a resolved incident",
        "Shows what is left to do afterwards. Reminders are silent from then on.", "/incident close");

    public static readonly CommandInfo Reopen = new(
        "reopen", "[why]", "go on with a resolved, closed or dismissed incident",
        "The clocks start anew. If the room was archived, a person has to unarchive it: Slack does not let bots do that.",
        "/incident reopen errors are back", "/incident reopen INC-42 errors are back");

    public static readonly CommandInfo FalsePositive = new(
        "false-positive", "[why]", "end it: it was none",
        "Thanks to whoever raised it: a false alarm is better than a late one.", "/incident false-positive a load test") { OtherNames = ["falsepositive", "false_positive", "dismiss"] };

    public static readonly CommandInfo Merge = new(
        "merge", "#other-room|INC-7", "go on in another incident",
        "This one ends, the other carries on. People here are told where.", "/incident merge #inc-7-database-down");

    public static readonly CommandInfo Accept = new(
        "accept", "", "a suspected incident is a real one",
        "Ends triage and starts the clocks.", "/incident accept");

    public static readonly CommandInfo List = new("list", "", "open incidents", "Those you may see, newest first.", "/incident list") { OtherNames = ["ls"] };

    public static readonly CommandInfo Timeline = new(
        "timeline", "", "the story so far, only for you",
        "Pin a message or react to it with 📌 to add it; or use `/incident note`.", "/incident timeline");

    public static readonly CommandInfo Note = new(
        "note", "text", "add to the timeline",
        "For what should be in the story and is not an update.", "/incident note restarted the second replica");

    public static readonly CommandInfo Help = new("help", "[command]", "this list", "Names every command, or explains one.", "/incident help update");

    /// <summary>In the order people meet them.</summary>
    public static readonly IReadOnlyList<CommandInfo> All =
    [
        Declare, Lead, Messenger, Update, Statuspage, Recap, Severity, Rename, Impact, Snooze, Next,
        Resolve, Close, Reopen, FalsePositive, Merge, Accept, List, Timeline, Note, Help,
    ];

    public static CommandInfo? Find(string word) => All.FirstOrDefault(command => command.IsCalled(word));

    /// <summary>The command a mistyped word most likely meant; null when it is more likely the first word of a title.</summary>
    public static CommandInfo? Nearest(string word)
    {
        if (word.Length is < 3 or > 20)
            return null;
        return All
            .SelectMany(command => command.OtherNames.Append(command.Name).Select(name => (command, distance: Distance(word.ToLowerInvariant(), name))))
            .Where(candidate => candidate.distance <= Slips(word))
            .OrderBy(candidate => candidate.distance)
            .Select(candidate => candidate.command)
            .FirstOrDefault();
    }

    /// <summary>Whether a word is a slip of the thumb away from a name.</summary>
    public static bool IsNear(string word, string name) => word.Length <= 20 && Distance(word.ToLowerInvariant(), name) <= Slips(word);

    private static int Slips(string word) => word.Length <= 5 ? 1 : 2;

    // Edit distance with swapped neighbours, the commonest slip on a phone.
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }

        return d[a.Length, b.Length];
    }
}
