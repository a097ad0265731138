using IncidentBot.Core.StatusPage;
using IncidentBot.Wording;
using IncidentBot.Wording.Drafts;
using NodaTime;

namespace IncidentBot.Core.Tests.Wording.Drafts;

internal sealed class NoticeTemplatesTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 2, 12, 0);

    private static readonly NoticeTemplateContext Nothing = new(Now);

    private static readonly NoticeTemplateContext Everything = new(Now)
    {
        Components = ["API", "Git"],
        StartsAt = Instant.FromUtc(2026, 3, 14, 2, 0),
        EndsAt = Instant.FromUtc(2026, 3, 14, 4, 0),
        SupportAddress = "support@example.com",
    };

    // The text for each blank, in order, as a person might write it.
    private static IEnumerable<TestCaseData> Filled =>
    [
        new(PostKind.Maintenance, PostState.Scheduled, new[] { "we move the database to larger machines", "pushes fail with error 503", "cloning" }),
        new(PostKind.Maintenance, PostState.InProgress, new[] { "the second of three tables is copied", "pushes fail with error 503" }),
        new(PostKind.Maintenance, PostState.Verifying, new[] { "that pushes work in all regions", "some pushes take longer than usual" }),
        new(PostKind.Maintenance, PostState.Completed, new[] { "pushes take half the time" }),
        new(PostKind.Proactive, PostState.Investigating, new[] { "requests need TLS 1.3", "update clients that are older than version 4" }),
    ];

    private static IEnumerable<TestCaseData> Each => Filled.Select(data => new TestCaseData(data.Arguments[0], data.Arguments[1]));

    [TestCaseSource(nameof(Filled))]
    public void A_notice_with_filled_blanks_passes_the_check(PostKind kind, PostState state, string[] words)
    {
        var text = words.Aggregate(NoticeTemplates.Text(kind, state, Everything), Fill);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(text, Does.Not.Contain(PublicTemplates.Blank));
            Assert.That(Findings(kind, state, text), Is.Empty, text);
        }
    }

    [TestCaseSource(nameof(Each))]
    [Requirement("R20")]
    public void A_notice_with_a_blank_cannot_be_published(PostKind kind, PostState state)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Findings(kind, state, NoticeTemplates.Text(kind, state, Everything)), Does.Contain("PLACEHOLDER Error"));
            Assert.That(Findings(kind, state, NoticeTemplates.Text(kind, state, Nothing)), Does.Contain("PLACEHOLDER Error"));
        }
    }

    [Test]
    public void A_notice_has_times_with_dates() =>
        Assert.That(NoticeTemplates.Text(PostKind.Maintenance, PostState.Scheduled, Everything), Does.StartWith("We are upgrading API and Git from 02:00 UTC on 14 March 2026 to 04:00 UTC on 14 March 2026."));

    [TestCase(PostKind.Incident, PostState.Investigating)]
    [TestCase(PostKind.Maintenance, PostState.Resolved)]
    public void A_post_that_is_no_notice_has_no_draft(PostKind kind, PostState state) =>
        Assert.That(() => NoticeTemplates.Text(kind, state, Everything), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static string Fill(string text, string words)
    {
        var at = text.IndexOf(PublicTemplates.Blank, StringComparison.Ordinal);
        return at < 0 ? text : text[..at] + words + text[(at + PublicTemplates.Blank.Length)..];
    }

    private static IEnumerable<string> Findings(PostKind kind, PostState state, string text) =>
        new WordingChecker(new WordingContext { Support = "support@example.com", Components = ["API", "Git"] }, WordingSettings.Default, DateTimeZoneProviders.Tzdb)
            .Check(new PublicPost(text, state) { Kind = kind, At = Now }).Select(finding => $"{finding.RuleId} {finding.Level}").Distinct();
}
