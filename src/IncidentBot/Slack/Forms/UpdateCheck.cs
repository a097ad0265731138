using System.Text;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using IncidentBot.Core.Wording;
using IncidentBot.Incidents;
using IncidentBot.Slack.BlockKit;
using IncidentBot.SlackEdge.Messages;
using NodaTime;

namespace IncidentBot.SlackEdge.Forms;

/// <summary>Has a public update read by the wording check before customers read it.</summary>
/// <param name="checker">The rules.</param>
/// <param name="told">What customers were told of this incident before, oldest first.</param>
/// <param name="cadence">How soon the next update is due by the incident's severity.</param>
internal sealed class UpdateCheck(WordingChecker checker, IReadOnlyList<PublicUpdateText> told, Duration cadence)
{
    /// <summary>As many earlier updates as the check looks at.</summary>
    public const int MostTold = 12;

    /// <summary>The update that is corrected; null for a new one.</summary>
    public PublicUpdateText? Corrected { get; init; }

    /// <summary>Nobody may publish what a template left open: no reason makes sense of it.</summary>
    private const string Blank = PublicTemplates.Blank;

    /// <param name="workaround">What customers could do meanwhile; null when nobody named anything.</param>
    public IReadOnlyList<Finding> Find(IncidentCommand.PublishUpdate publish, Instant now, Workaround? workaround = null) => checker.Check(new PublicPost(publish.Text, publish.State.AsPost())
    {
        At = SaidAt(publish) ?? now,
        Title = publish.Title,
        NextUpdateAt = publish.NextUpdateBy,
        Cadence = cadence,
        Workaround = workaround is { IsSafe: true } ? workaround.Text : null,
        IsWorkaroundSafe = workaround?.IsSafe,
        Previous = [.. told.Where(earlier => !(SaidAt(publish) <= earlier.At)).Select(earlier => new EarlierPost(earlier.Text, earlier.State.AsPost(), earlier.At))],
    });

    // A text is judged by the moment at which it stands on the page, and by what customers had been told until then.
    private Instant? SaidAt(IncidentCommand.PublishUpdate publish) => publish.SaidAt ?? Corrected?.At;

    /// <summary>What blocks the text, as sentences for its author; with a reason only what no reason can overrule.</summary>
    public static IReadOnlyList<string> Blocking(IReadOnlyList<Finding> findings, string text, bool hasReason) =>
    [
        .. findings.Where(finding => finding.Level == FindingLevel.Error && (!hasReason || text.AsSpan(finding.Start, finding.Length).SequenceEqual(Blank)))
            .Select(finding => Explain(finding, text)).Distinct(),
    ];

    /// <summary>
    /// A line of mrkdwn for each finding, worst first, as many as fit; each begins with the word for its level, for nobody should need a colour to
    /// know it.
    /// </summary>
    public static string Lines(IReadOnlyList<Finding> findings, string text, int limit)
    {
        var lines = findings.OrderByDescending(finding => finding.Level).Select(finding => $"*{finding.Level.Label()}:* {Mrkdwn.EscapeAndFit(Explain(finding, text), 400)}").Distinct();
        var shown = new StringBuilder();
        foreach (var line in lines.TakeWhile(line => shown.Length + line.Length < limit))
            shown.Append(line).Append('\n');
        return shown.ToString().TrimEnd('\n');
    }

    // A finding about some words names them, or nobody would know which.
    private static string Explain(Finding finding, string text)
    {
        var words = finding.Length < text.Length ? $"\"{TextFit.Cut(text.Substring(finding.Start, finding.Length), 40)}\": " : "";
        return finding.Suggestion is { } better ? $"{words}{finding.Reason} {better}" : words + finding.Reason;
    }
}
