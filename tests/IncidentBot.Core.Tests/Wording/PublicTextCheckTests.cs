using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using IncidentBot.Core.StatusPage;
using IncidentBot.Core.Wording;

namespace IncidentBot.Core.Tests.Wording;

internal sealed class PublicTextCheckTests
{
    private const PublicState Open = PublicState.Identified;

    private const PublicState Over = PublicState.Resolved;

    [TestCase("We are fixing ___ now.", "___")]
    [TestCase("TODO: we are fixing it.", "TODO")]
    [TestCase("Dear CUSTOMER, we are fixing it.", "CUSTOMER")]
    [TestCase("We are fixing {component} now.", "{component}")]
    [TestCase("We are fixing [what?] [component] now.", "[component]")]
    public void A_blank_left_in_blocks(string text, string blank) => Finds("PLACEHOLDER", FindingLevel.Error, text, Open, blank);

    [TestCase("We are fixing it. See [our guide](https://example.com/guide).")]
    [TestCase("We are fixing sign-in for customers in [EU].")]
    [TestCase("We are fixing builds that fail on __init__ files [1].")]
    public void A_text_without_blanks_has_none(string text) => IsQuiet("PLACEHOLDER", text, Open);

    [TestCase("The issue has been resolved.", "resolved")]
    [TestCase("We believe the issue is now resolved and continue to watch.", "resolved")]
    [TestCase("Resolved: sign-in works again.", "Resolved")]
    [TestCase("This appears to be resolved.", "resolved")]
    [TestCase("We have the all-clear.", "all-clear")]
    [TestCase("All clear, sign-in works.", "All clear")]
    [TestCase("We did not expect it, but the incident is fully resolved.", "resolved")]
    [Requirement("R46")]
    public void Resolved_is_not_said_before_the_all_clear(string text, string claim) => Finds("STATE-RESOLVED-EARLY", FindingLevel.Error, text, PublicState.Monitoring, claim);

    [TestCase("We believe this is fixed and are monitoring.")]
    [TestCase("The issue is not yet fully resolved.")]
    [TestCase("We will post again once the issue has been resolved.")]
    [TestCase("This hasn't been resolved for everyone.")]
    [TestCase("We are monitoring before marking this resolved.")]
    [TestCase("An earlier fix resolved one component.")]
    [TestCase("A restart resolved the errors in one region; we are working on the rest.")]
    [TestCase("It is resolved for some customers.")]
    [TestCase("We expect it to be resolved shortly.")]
    [TestCase("DNS names are resolved slowly.")]
    [TestCase("The cause is unresolved.")]
    [Requirement("R46")]
    public void What_is_denied_or_to_come_is_no_claim(string text) => IsQuiet("STATE-RESOLVED-EARLY", text, PublicState.Monitoring);

    [Test]
    public void A_resolved_post_says_resolved() => IsQuiet("STATE-RESOLVED-EARLY", "The issue has been resolved.", Over);

    [TestCase("This is resolved. We are still monitoring.", "monitoring")]
    [TestCase("This is resolved and we will continue to monitor it.", "monitor")]
    [TestCase("Fixed. We'll keep watching the service closely.", "watching")]
    [Requirement("R46")]
    public void A_resolved_post_does_not_still_watch(string text, string claim) => Finds("STATE-STILL-MONITORING", FindingLevel.Error, text, Over, claim);

    [TestCase("After monitoring for an hour we saw no more errors.")]
    [TestCase("We have been monitoring since 12:00 UTC and it is stable.")]
    [TestCase("We are adding monitoring so that it cannot happen unseen.")]
    [TestCase("We will improve our monitoring.")]
    [TestCase("Monitoring dashboards work again.")]
    [TestCase("We are no longer monitoring it.")]
    [Requirement("R46")]
    public void Watching_that_is_past_or_preventive_is_fine(string text) => IsQuiet("STATE-STILL-MONITORING", text, Over);

    [Test]
    public void A_monitoring_post_monitors() => IsQuiet("STATE-STILL-MONITORING", "We are still monitoring.", PublicState.Monitoring);

    [TestCase("We have been fixing this since yesterday.", "yesterday")]
    [TestCase("Sign-in fails since this morning. We are fixing it.", "this morning")]
    [TestCase("We are fixing it and expect to be done by end of day.", "end of day")]
    [TestCase("As reported earlier, we are fixing it.", "earlier")]
    [TestCase("We are fixing it until midnight.", "midnight")]
    [Requirement("R97")]
    public void A_day_that_depends_on_the_reader_blocks(string text, string words) => Finds("TIME-RELATIVE-DAY", FindingLevel.Error, text, Open, words);

    [TestCase("We are fixing errors that began yesterday, 18 June 2024 21:00 UTC.")]
    [TestCase("An earlier fix did not hold. We are working on another.")]
    [TestCase("Versions from 3.1 or earlier fail; we are fixing them.")]
    [TestCase("We are working on it and expect an end by midnight UTC.")]
    [TestCase("Recovery came 20 minutes earlier. We are testing it.")]
    [Requirement("R97")]
    public void A_day_that_is_plain_to_all_is_fine(string text) => IsQuiet("TIME-RELATIVE-DAY", text, Open);

    [TestCase("We are fixing it and will be done by 14:00.", "14:00")]
    [TestCase("We are fixing it by 2:00pm.", "2:00pm")]
    [TestCase("We are fixing it since 2 pm.", "2 pm")]
    [TestCase("Errors from 14:00-15:00. We fixed it at 16:00 UTC.", "14:00")]
    [TestCase("Errors until 15:30. We fixed it at 16:00 UTC.", "15:30")]
    [TestCase("We fixed it at 10:30 PM Eastern.", "10:30 PM")]
    [Requirement("R97")]
    public void A_time_without_UTC_blocks(string text, string time) => Finds("TIME-NO-ZONE", FindingLevel.Error, text, Open, time);

    [TestCase("Between 18:00 and 18:23 UTC requests failed; we are investigating.")]
    [TestCase("We are fixing it. Next update by 15:00Z.")]
    [TestCase("We are fixing it since 2024-06-18T21:00:00Z.")]
    [TestCase("We are fixing it since 2024-06-18T21:00:00+00:00.")]
    [TestCase("All times are UTC. We began at 14:00. We fixed it at 15:00.")]
    [TestCase("It took 9h 9m, or 0:45 hours more; error rate 12.5%. We are fixing it since 1230 UTC.")]
    [TestCase("Traffic to 203.0.113.7:80 and 00:1b:44:11:3a:b7 fails. We are fixing it.")]
    [TestCase("UTC 14:00: we are fixing it.")]
    [Requirement("R97")]
    public void A_time_in_UTC_is_fine(string text) => IsQuiet("TIME-NO-ZONE", text, Open);

    [TestCase("Sign-in fails for all customers.")]
    [TestCase("Users who work remotely see error 500.")]
    [TestCase("Sorry for the trouble. Next update by 15:00 UTC.")]
    [Requirement("R35")]
    public void An_update_that_does_not_say_what_we_do_warns(string text) => Finds("ACTION-MISSING", FindingLevel.Warning, text, Open, text);

    [TestCase("Sign-in fails. We are rolling back.")]
    [TestCase("Our team is looking into slow builds.")]
    [TestCase("We have restarted the API and are testing it.")]
    [Requirement("R35")]
    public void An_update_that_says_what_we_do_is_fine(string text) => IsQuiet("ACTION-MISSING", text, Open);

    [Test]
    public void Once_it_is_over_nothing_needs_doing() => IsQuiet("ACTION-MISSING", "It is over.", Over);

    [Test]
    public void Findings_come_in_reading_order_and_within_the_text()
    {
        var piece = Gen.Elements(
            "resolved", "all clear", "not", "will", "monitoring", "still", "today", "14:00", "UTC", "2pm", "___", "{x}", "[x]", ".", ",", " ", "\n", "earlier", "’", "\ud83d", "İ", "fixing");
        var texts = Gen.OneOf(piece.ListOf().Select(parts => string.Join(' ', parts)), ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""));
        var posts = texts.Zip(Gen.Elements(Enum.GetValues<PublicState>())).ToArbitrary();

        Prop.ForAll(posts, post =>
        {
            var findings = PublicTextCheck.Check(post.Item1, post.Item2, isFirst: true);
            return findings.All(found => found.Start >= 0 && found.Length >= 0 && found.Start + found.Length <= post.Item1.Length)
                && findings.Zip(findings.Skip(1)).All(pair => pair.First.Start <= pair.Second.Start);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [TestCase("resolved ")]
    [TestCase("14:00 ")]
    [TestCase("earlier                    ")]
    [TestCase("{aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [TestCase("to be will monitoring ")]
    [TestCase("next update ")]
    public void No_text_makes_it_slow(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 20_000));
        var started = Stopwatch.GetTimestamp();

        PublicTextCheck.Check(text, PublicState.Monitoring, isFirst: true);
        PublicText.SaysWhenNext(text);

        Assert.That(Stopwatch.GetElapsedTime(started).TotalSeconds, Is.LessThan(10), "thousands of times a real update; anything worse than linear takes minutes");
    }

    private static void Finds(string rule, FindingLevel level, string text, PublicState state, string span)
    {
        var found = PublicTextCheck.Check(text, state, isFirst: false).FirstOrDefault(finding => finding.RuleId == rule);

        Assert.That(found, Is.Not.Null, $"{rule} is silent");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(found!.Level, Is.EqualTo(level));
            Assert.That(text.Substring(found.Start, found.Length), Is.EqualTo(span));
            Assert.That(found.Reason, Is.Not.Empty);
        }
    }

    private static void IsQuiet(string rule, string text, PublicState state) =>
        Assert.That(PublicTextCheck.Check(text, state, isFirst: false).Where(finding => finding.RuleId == rule), Is.Empty);

    [TestCase("This is resolved. If you still see errors, contact us at support@example.com.", 0), Requirement("R45")]
    [TestCase("Everything works again. Tell us if it does not for you.", 0)]
    [TestCase("Fixed. Please reach out if you see anything else.", 0)]
    [TestCase("This incident has been resolved.", 1)]
    [TestCase("All systems work as normal again.", 1)]
    [TestCase("The fix is out and sign-in works.", 1)]
    public void An_all_clear_invites_its_reader_back(string text, int findings)
    {
        var found = PublicTextCheck.Check(text, PublicState.Resolved, isFirst: false).Where(finding => finding.RuleId == "ALL-CLEAR-INVITE");

        Assert.That(found.Count(), Is.EqualTo(findings));
    }
}
