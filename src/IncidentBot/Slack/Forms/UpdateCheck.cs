using System.Text;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using IncidentBot.Incidents;
using IncidentBot.Slack.BlockKit;
using IncidentBot.SlackEdge.Messages;
using IncidentBot.Wording;
using IncidentBot.Wording.Drafts;
using NodaTime;

namespace IncidentBot.SlackEdge.Forms;

/// <summary>Runs the wording check on a public update before it is published.</summary>
/// <param name="checker">The rules.</param>
/// <param name="earlier">The earlier public updates of this incident, oldest first.</param>
/// <param name="cadence">The usual time to the next public update, by the severity of the incident.</param>
internal sealed class UpdateCheck(WordingChecker checker, IReadOnlyList<PublicUpdateText> earlier, Duration cadence)
{
    /// <summary>The number of earlier updates that the check looks at.</summary>
    public const int MostEarlier = 12;

    /// <summary>The update to correct; null for a new one.</summary>
    public PublicUpdateText? Corrected { get; init; }

    /// <summary>A placeholder of a template. It always blocks: no reason can overrule it.</summary>
    private const string Blank = PublicTemplates.Blank;

    /// <param name="publish">The update to check.</param>
    /// <param name="now">The current time.</param>
    /// <param name="workaround">What customers can do meanwhile; null when the author named nothing.</param>
    public IReadOnlyList<Finding> Find(IncidentCommand.PublishUpdate publish, Instant now, Workaround? workaround = null) =>
        checker.Check(new PublicPost(publish.Text, publish.State.AsPost())
        {
            At = SaidAt(publish) ?? now,
            Title = publish.Title,
            NextUpdateAt = publish.NextUpdateBy,
            Cadence = cadence,
            Workaround = workaround is { IsSafe: true } ? workaround.Text : null,
            IsWorkaroundSafe = workaround?.IsSafe,
            Previous =
            [
                .. earlier.Where(update => !(SaidAt(publish) <= update.At))
                    .Select(update => new EarlierPost(update.Text, update.State.AsPost(), update.At)),
            ],
        });

    // A text is checked as of its time on the page, against the updates published before that time.
    private Instant? SaidAt(IncidentCommand.PublishUpdate publish) => publish.SaidAt ?? Corrected?.At;

    /// <summary>The blocking findings, as sentences for the author. With a reason, only those that no reason can overrule.</summary>
    public static IReadOnlyList<string> Blocking(IReadOnlyList<Finding> findings, string text, bool hasReason) =>
    [
        .. findings.Where(finding => finding.Level == FindingLevel.Error)
            .Where(finding => !hasReason || text.AsSpan(finding.Start, finding.Length).SequenceEqual(Blank))
            .Select(finding => Explain(finding, text))
            .Distinct(),
    ];

    /// <summary>A line of mrkdwn for each finding, worst first, as many as fit. Each starts with its level as a word, not only as a colour.</summary>
    public static string Lines(IReadOnlyList<Finding> findings, string text, int limit)
    {
        var lines = findings.OrderByDescending(finding => finding.Level)
            .Select(finding => $"*{finding.Level.Label()}:* {Mrkdwn.EscapeAndFit(Explain(finding, text), 400)}")
            .Distinct();
        var shown = new StringBuilder();
        foreach (var line in lines.TakeWhile(line => shown.Length + line.Length < limit))
            shown.Append(line).Append('\n');
        return shown.ToString().TrimEnd('\n');
    }

    // A finding about a part of the text quotes that part.
    private static string Explain(Finding finding, string text)
    {
        var words = finding.Length < text.Length ? $"\"{TextFit.Cut(text.Substring(finding.Start, finding.Length), 40)}\": " : "";
        return finding.Suggestion is { } better ? $"{words}{finding.Reason} {better}" : words + finding.Reason;
    }
}
