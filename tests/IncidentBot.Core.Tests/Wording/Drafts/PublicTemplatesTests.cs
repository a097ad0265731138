using IncidentBot.Core.StatusPage;
using IncidentBot.Wording;
using IncidentBot.Wording.Drafts;
using NodaTime;

namespace IncidentBot.Core.Tests.Wording.Drafts;

internal sealed class PublicTemplatesTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 2, 12, 0);

    private static readonly PublicTemplateContext Nothing = new(Now);

    private static readonly PublicTemplateContext Everything = new(Now)
    {
        Components = ["API", "Website", "Git"],
        Symptom = "about one request in five fails with error 500.",
        SupportAddress = "support@example.com",
        NextUpdateBy = Now + Duration.FromMinutes(30),
        StartedAt = Now - Duration.FromMinutes(45),
    };

    [Test, Requirement("R27"), Requirement("R32"), Requirement("R47")]
    public void The_first_draft_is_complete_without_any_facts()
    {
        var text = PublicTemplates.Text(PublicState.Investigating, Nothing with { IsFirst = true });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(text, Does.Contain("We know that something is not working").And.Contain("investigating").And.Contain("sorry"));
            Assert.That(Problems(text, PublicState.Investigating, isFirst: true), Is.EqualTo(["SUPPORT-MISSING"]), "completing the text adds the address, if one is configured");
        }
    }

    [Test, Requirement("R27"), Requirement("R90")]
    public void The_first_draft_has_the_known_facts_and_the_support_address()
    {
        var text = PublicTemplates.Text(PublicState.Investigating, Everything with { IsFirst = true });

        Assert.That(text, Is.EqualTo(
            "We know of a problem with API, Website and Git: about one request in five fails with error 500. Our team is working on it now. "
            + "We are sorry for the disruption. Next update by 12:30 UTC. Questions: support@example.com."));
    }

    [TestCase(PublicState.Investigating)]
    [TestCase(PublicState.Identified)]
    [Requirement("R35"), Requirement("R93")]
    public void A_draft_has_a_blank_for_the_current_action(PublicState state)
    {
        Assert.That(Problems(PublicTemplates.Text(state, Everything), state, isFirst: false), Does.Contain("PLACEHOLDER"));
    }

    [Test]
    public void Every_draft_with_its_blanks_filled_passes_the_check([Values] PublicState state, [Values] bool isFirst, [Values] bool isKnown)
    {
        var context = (isKnown ? Everything : Nothing) with { IsFirst = isFirst };

        var text = PublicTemplates.Text(state, context)
            .Replace($": {PublicTemplates.Blank}", ": requests fail with error 500", StringComparison.Ordinal)
            .Replace(PublicTemplates.Blank, "restarting the API", StringComparison.Ordinal);

        Assert.That(Problems(text, state, isFirst), isKnown || !isFirst || state is PublicState.Identified or PublicState.Resolved ? Is.Empty : Is.EqualTo(["SUPPORT-MISSING"]));
    }

    [TestCase(PublicState.Investigating)]
    [TestCase(PublicState.Identified)]
    [TestCase(PublicState.Monitoring)]
    [Requirement("R36")]
    public void A_draft_of_an_open_incident_promises_the_next_update(PublicState state)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(PublicTemplates.Text(state, Everything), Does.Contain("Next update by 12:30 UTC."));
            Assert.That(PublicTemplates.Text(state, Nothing), Does.Not.Contain("Next update"), "completing the text adds it");
        }
    }

    [Test, Requirement("R45"), Requirement("R53"), Requirement("R95"), Requirement("R97")]
    public void The_last_draft_says_what_works_and_where_to_report_problems() =>
        Assert.That(PublicTemplates.Text(PublicState.Resolved, Everything), Does
            .Contain("From 11:15 UTC to 12:00 UTC")
            .And.Contain("back to work").And.Contain("nothing you need to do")
            .And.Contain("or a new one, please contact us again at support@example.com")
            .And.Contain("post-mortem")
            .And.Not.Contain("Next update"));

    [Test, Requirement("R33")]
    public void Every_symptom_phrase_makes_a_complete_first_draft([ValueSource(typeof(SymptomPhrases), nameof(SymptomPhrases.All))] string phrase)
    {
        var text = PublicTemplates.Text(PublicState.Investigating, Everything with { IsFirst = true, Symptom = phrase });

        Assert.That(text, Does.Contain($": {phrase}. Our team"));
        Assert.That(Problems(text, PublicState.Investigating, isFirst: true), Is.Empty);
    }

    [Test]
    public void Every_draft_with_any_symptom_phrase_passes_the_check([ValueSource(typeof(SymptomPhrases), nameof(SymptomPhrases.All))] string phrase, [Values] PublicState state)
    {
        var text = PublicTemplates.Text(state, Everything with { Symptom = phrase }).Replace(PublicTemplates.Blank, "restarting the API", StringComparison.Ordinal);

        Assert.That(Problems(text, state, isFirst: false), Is.Empty);
    }

    [Test, Requirement("R94")]
    public void Guidance_replaces_the_sentence_that_nothing_is_to_do()
    {
        var text = PublicTemplates.Text(PublicState.Resolved, Everything with { Guidance = "Sign in again." });

        Assert.That(text, Does.Contain("You can get back to work. What you need to do: Sign in again. If you still see").And.Not.Contain("nothing you need to do"));
        Assert.That(Problems(text, PublicState.Resolved, isFirst: false), Is.Empty);
    }

    [Test, Requirement("R91")]
    public void Going_back_from_identified_to_investigating_gives_a_finding_that_does_not_block()
    {
        var identified = PublicTemplates.Text(PublicState.Identified, Everything);
        var back = PublicTemplates.Text(PublicState.Investigating, Everything).Replace(PublicTemplates.Blank, "restarting the API", StringComparison.Ordinal);
        var checker = new WordingChecker(new WordingContext(), WordingSettings.Default, DateTimeZoneProviders.Tzdb);

        var findings = checker.Check(new PublicPost(back, PostState.Investigating) { At = Now, Previous = [new EarlierPost(identified, PostState.Identified, Now - Duration.FromMinutes(20))] });

        Assert.That(identified, Does.Contain("found the cause"));
        Assert.That(findings.Single(finding => finding.RuleId == "STATE-BACK").Level, Is.LessThan(FindingLevel.Error));
        Assert.That(findings.Where(finding => finding.Level == FindingLevel.Error), Is.Empty);
    }

    // The errors and warnings for a text that was completed for publishing; without hints.
    private static IEnumerable<string> Problems(string text, PublicState state, bool isFirst)
    {
        var checker = new WordingChecker(new WordingContext { Components = Everything.Components }, WordingSettings.Default, DateTimeZoneProviders.Tzdb);
        var post = new PublicPost(text, state.AsPost())
        {
            At = Now,
            NextUpdateAt = Now + Duration.FromMinutes(30),
            Previous = isFirst ? [] : [new EarlierPost("The API is slow.", PostState.Investigating, Now - Duration.FromMinutes(60)), new EarlierPost("The API is slow; a fix is in place.", PostState.Monitoring, Now - Duration.FromMinutes(30))],
        };
        return checker.Check(post).Where(finding => finding.Level != FindingLevel.Hint).Select(finding => finding.RuleId);
    }
}
