namespace IncidentBot.SlackEdge.Commands;

/// <summary>A command as the help describes it.</summary>
/// <param name="Name">The word after <c>/incident</c>.</param>
/// <param name="Usage">The full syntax of its arguments.</param>
/// <param name="Does">One line for the list.</param>
/// <param name="More">A few sentences for its own help page.</param>
/// <param name="Examples">Complete commands.</param>
internal sealed record CommandInfo(string Name, string Usage, string Does, string More, params IReadOnlyList<string> Examples)
{
    public IReadOnlyList<string> OtherNames { get; init; } = [];

    /// <summary>The short syntax for the list; by default the full one.</summary>
    public string Brief { get; init; } = Usage;

    public bool IsCalled(string word) =>
        Name.Equals(word, StringComparison.OrdinalIgnoreCase) || OtherNames.Contains(word, StringComparer.OrdinalIgnoreCase);
}

/// <summary>All commands. The help, the nearest match, the parser, the README and the manifest's hint use this list.</summary>
internal static class CommandCatalog
{
    public static readonly CommandInfo Declare = new(
        "declare", "[severity:] title", "declare an incident without the form",
        "Opens a room and announces it. Without a severity, it gets the mildest that is still an incident. "
        + "It has no lead until a person types `/incident lead me` there. To declare a major one without paging, end with `nopage: reason`.",
        "/incident declare critical: checkout returns errors", "/incident declare sign-in is slow");

    public static readonly CommandInfo Lead = new(
        "lead", "[@person|me]", "take the lead, or hand it to another person",
        "The lead decides who does what and keeps phase and summary up to date. Without a name it is you.",
        "/incident lead me", "/incident lead @ada");

    public static readonly CommandInfo Messenger = new(
        "messenger", "[@person|me]", "become the messenger, or name one",
        "The messenger writes what customers read, on time. Best not the lead. Without a name it is you.",
        "/incident messenger me", "/incident messenger @grace");

    public static readonly CommandInfo Update = new(
        "update", "[text] [next:20m|next:14:30] [phase:identified] [severity:major]", "tell the room where things stand",
        "Your text becomes the summary, and the current reminders end. Without text a form opens. "
        + "`next:` promises when the next update comes; without it, the severity decides.",
        "/incident update rolled back to the last good build next:20m", "/incident update found it, a full disk phase:identified")
    {
        Brief = "[text]",
    };

    public static readonly CommandInfo Statuspage = new(
        "statuspage", "[text|undo|correct|backfill|approve]", "write a public update for customers",
        "Opens a form with a draft. You see a preview; nothing is public before you press Publish. "
        + "`undo` takes back an update that is not published yet, `correct` changes one that is, `backfill` adds one for a time in the past, "
        + "and `approve` approves the one that waits for a second person.",
        "/incident statuspage",
        "/incident statuspage Sign-in fails with error 500 for some users.",
        "/incident statuspage undo",
        "/incident statuspage correct")
    {
        Brief = "[text]",
        OtherNames = ["status", "publish"],
    };

    public static readonly CommandInfo Recap = new(
        "recap", "", "see where it stands",
        "Roles, phase, summary, the last updates and what is due next. Only you see it.",
        "/incident recap", "/incident recap INC-42");

    public static readonly CommandInfo Severity = new(
        "severity", "name", "change the severity",
        "A worse one makes the next updates due sooner.", "/incident severity critical") { OtherNames = ["sev"] };

    public static readonly CommandInfo Rename = new(
        "rename", "new title", "change the title",
        "Headline, topic and announcement change too. The room keeps its name, so links still work.", "/incident rename checkout fails for cards")
    {
        OtherNames = ["title"],
    };

    public static readonly CommandInfo Impact = new(
        "impact", "yes|no", "say whether customers notice",
        "With `yes`, public updates are due and a messenger is needed. With `no`, they are not.", "/incident impact yes");

    public static readonly CommandInfo Snooze = new(
        "snooze", "15m [internal|public]", "quiet the reminders for a while",
        "Works once. The promise itself stays. Without `internal` or `public` it is for your own role, or for both.",
        "/incident snooze 15m", "/incident snooze 10m public");

    public static readonly CommandInfo Next = new(
        "next", "20m|14:30 [internal|public]", "promise when the next update comes",
        "Replaces the current promise. Customers never wait longer than an hour.",
        "/incident next 20m", "/incident next 14:30 public");

    public static readonly CommandInfo Resolve = new(
        "resolve", "[confirm] [what fixed it]", "give the all-clear",
        "Asks whether it is over and will not come back. With `confirm` you answer yes to both and no form opens.",
        "/incident resolve", "/incident resolve confirm rolled back, error rate is normal");

    public static readonly CommandInfo Close = new(
        "close", "", "wrap up a resolved incident",
        "Shows you what is left to do.", "/incident close");

    public static readonly CommandInfo Reopen = new(
        "reopen", "[why]", "continue an incident that had ended",
        "Updates are due again from now on. If its room is archived, a person must unarchive it: Slack does not let a bot do that.",
        "/incident reopen errors are back", "/incident reopen INC-42 errors are back");

    public static readonly CommandInfo FalsePositive = new(
        "false-positive", "[why]", "end it as a false alarm",
        "Thanks the person who raised it: better one too many than one too late.", "/incident false-positive a load test")
    {
        OtherNames = ["falsepositive", "false_positive", "dismiss"],
    };

    public static readonly CommandInfo Merge = new(
        "merge", "#other-room|INC-7", "end it and continue in another incident",
        "The room is told where it goes on.", "/incident merge #inc-7-database-down");

    public static readonly CommandInfo Backfill = new(
        "backfill", "", "enter an incident that is over and was never declared",
        "Opens a form for its title, severity and times. No room opens and no message is sent. "
        + "To add what customers should have read: `/incident statuspage INC-42 backfill`.",
        "/incident backfill");

    public static readonly CommandInfo Accept = new(
        "accept", "", "confirm that a suspected incident is real",
        "Ends triage. From now on updates are due.", "/incident accept");

    public static readonly CommandInfo List = new("list", "", "see the open incidents", "Those you may see, newest first.", "/incident list")
    {
        OtherNames = ["ls"],
    };

    public static readonly CommandInfo Timeline = new(
        "timeline", "", "see the story so far",
        "Only you see it. To add to it, pin a message, react with 📌, or use `/incident note`.", "/incident timeline");

    public static readonly CommandInfo Note = new(
        "note", "text", "add a line to the timeline",
        "For what belongs in the story and is not an update.", "/incident note restarted the second replica");

    public static readonly CommandInfo Help = new(
        "help", "[command]", "see this list, or one command explained", "Names every command, or explains one.", "/incident help update");

    /// <summary>The commands under the headings of the list, in the order people need them.</summary>
    public static readonly IReadOnlyList<(string Heading, IReadOnlyList<CommandInfo> Commands)> Groups =
    [
        ("Begin", [Declare, Accept, Lead, Messenger]),
        ("Keep people informed", [Update, Statuspage, Next, Snooze, Note]),
        ("See", [Recap, Timeline, List, Help]),
        ("Change", [Severity, Impact, Rename]),
        ("End", [Resolve, Close, FalsePositive, Merge, Reopen, Backfill]),
    ];

    public static readonly IReadOnlyList<CommandInfo> All = [.. Groups.SelectMany(group => group.Commands)];

    public static CommandInfo? Find(string word) => All.FirstOrDefault(command => command.IsCalled(word));

    /// <summary>The command whose name is nearest to a mistyped word; null when the word is more likely the start of a title.</summary>
    public static CommandInfo? Nearest(string word)
    {
        if (word.Length is < 3 or > 20)
            return null;
        return All
            .SelectMany(command => command.OtherNames.Append(command.Name).Select(name => (command, distance: Distance(word.ToLowerInvariant(), name))))
            .Where(candidate => candidate.distance <= MostTypos(word))
            .OrderBy(candidate => candidate.distance)
            .Select(candidate => candidate.command)
            .FirstOrDefault();
    }

    /// <summary>Whether a word differs from a name by a typo.</summary>
    public static bool IsNear(string word, string name) => word.Length <= 20 && Distance(word.ToLowerInvariant(), name) <= MostTypos(word);

    private static int MostTypos(string word) => word.Length <= 5 ? 1 : 2;

    // Edit distance that counts two swapped neighbours, the commonest typo on a phone, as one.
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
