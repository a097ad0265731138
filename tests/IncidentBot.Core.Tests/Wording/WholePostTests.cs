using IncidentBot.Wording;
using NodaTime;

namespace IncidentBot.Core.Tests.Wording;

/// <summary>Whole posts, well and badly written.</summary>
internal sealed class WholePostTests
{
    private static readonly WordingChecker Checker = new(
        new WordingContext { Product = "Acme", Support = "support@example.com", Components = ["API", "Dashboard", "Git Operations", "Webhooks"], Regions = ["EU", "US"] },
        WordingSettings.Default,
        DateTimeZoneProviders.Tzdb);

    private static readonly Instant Start = Instant.FromUtc(2026, 3, 2, 13, 50);

    private static readonly string[] Told =
    [
        "We know of a problem with Webhooks: deliveries arrive late. Our team is investigating. Sorry for the trouble. Next update by 14:20 UTC. Questions: support@example.com.",
        "About one in five webhook deliveries arrives up to 20 minutes late; the API and the Dashboard are not affected. We have found the cause and are adding capacity. If you notice anything else, please tell us. Next update by 14:50 UTC.",
        "No change for customers yet: a third of the new capacity is in use, and we are adding the rest. Next update by 15:15 UTC.",
        "A fix was in place at 15:02 UTC, and webhook deliveries arrive on time again. We are monitoring while the late ones are sent, which we expect to take 20 minutes. Next update by 15:40 UTC.",
        "Between 13:40 and 15:02 UTC, one in five webhook deliveries arrived up to 20 minutes late. This is resolved and you can use Webhooks as normal; all late deliveries have been sent, and you need not do anything. We are sorry. If you still see late deliveries, or something new, contact support@example.com.",
    ];

    private static readonly PostState[] States = [PostState.Investigating, PostState.Identified, PostState.Identified, PostState.Monitoring, PostState.Resolved];

    private static readonly int[] Minutes = [0, 28, 57, 86, 120];

    [Test, Requirement("R51")]
    public void A_well_written_incident_has_no_findings([Range(0, 4)] int index) =>
        Assert.That(Checker.Check(Post(index)).Select(finding => $"{finding.RuleId}: {finding.Reason}"), Is.Empty);

    [TestCase("The Dashboard does not load in the EU since 09:05 UTC; pages in the US load as normal. We have taken back a change and are checking whether it helps. Sorry for the trouble. Next update by 09:40 UTC. Questions: support@example.com.", PostState.Investigating)]
    [TestCase("We know that something is not working as it should. We do not have the details yet; our team is investigating now. We are sorry for the disruption. Next update by 09:35 UTC. Questions: support@example.com.", PostState.Investigating)]
    [TestCase("Pushes by Git Operations fail with \"remote hung up\" for repositories above 2 GB. Smaller ones, the API and the Dashboard are not affected. We are replacing a broken disk. If you see it with smaller ones, tell us at support@example.com; sorry for the trouble. Next update within 30 minutes.", PostState.Identified)]
    [TestCase("Uploads in the US failed until 09:08 UTC and work again. We are watching the error rate until 09:40 UTC and write again then. Sorry for the trouble. Questions: support@example.com.", PostState.Monitoring)]
    public void A_well_written_first_post_has_no_findings(string text, PostState state) =>
        Assert.That(Checker.Check(new PublicPost(text, state) { At = Instant.FromUtc(2026, 3, 2, 9, 12) }).Select(finding => $"{finding.RuleId}: {finding.Reason}"), Is.Empty);

    [TestCase("We are moving the database of Git Operations to larger machines on 14 March 2026 from 02:00 to 04:00 UTC. During this time pushes fail with error 503 for all customers; cloning keeps working. Questions: support@example.com.", PostKind.Maintenance, PostState.Scheduled)]
    [TestCase("We are copying Git data: step 2 of 3 is done. Pushes still fail with error 503. We are on track to finish by 04:00 UTC.", PostKind.Maintenance, PostState.InProgress)]
    [TestCase("All data is on the new machines, and we are comparing it with the old. Pushes work again.", PostKind.Maintenance, PostState.Verifying)]
    [TestCase("The move ended at 03:20 UTC and pushes work again. You need not do anything.", PostKind.Maintenance, PostState.Completed)]
    [TestCase("From 1 May 2026 the API refuses connections with TLS 1.1. Clients older than 2019 need an update. The guide at https://example.com/tls shows how to check yours. Questions: support@example.com.", PostKind.Proactive, PostState.Investigating)]
    [TestCase("On 2 March 2026, between 13:40 and 15:02 UTC, one in five webhook deliveries was late. A change of a queue setting had halved the number of workers in one cluster, and our tests had not covered that setting. We took it back at 14:58 UTC. We now try such changes on a copy first, and are alerted when a delivery waits longer than a minute. We still monitor the queue by hand each day until that alert has proved itself.", PostKind.Postmortem, PostState.Postmortem)]
    public void Well_written_notices_and_post_mortems_have_no_findings(string text, PostKind kind, PostState state) =>
        Assert.That(Checker.Check(new PublicPost(text, state) { Kind = kind, At = Start }).Select(finding => $"{finding.RuleId}: {finding.Reason}"), Is.Empty);

    [Test]
    public void A_badly_written_post_gets_every_expected_finding()
    {
        var post = new PublicPost(
            "Oops!! Some users may see a minor issue since this morning. Due to human error an engineer broke shard 3. Fixed by 2pm, see http://go/fix or ask @bob. More soon.",
            PostState.Investigating) { At = Start };

        var rules = Checker.Check(post).Select(finding => finding.RuleId);

        Assert.That(rules, Is.SupersetOf((string[])
        [
            "TONE-EXCITED", "HEDGE-STACK", "MINIMISE", "TIME-RELATIVE-DAY", "BLAME", "JARGON", "TIME-NO-ZONE", "LEAK-INTERNAL", "NEXT-MISSING", "NEXT-VAGUE", "SUPPORT-MISSING", "APOLOGY", "CAUSE-EARLY", "LINK",
        ]));
    }

    [Test]
    public void An_empty_resolved_post_gets_every_expected_finding()
    {
        var post = Post(4) with { Text = "This is resolved!! We continue to monitor.", Previous = [.. Post(4).Previous.Where(earlier => earlier.State != PostState.Monitoring)] };

        var rules = Checker.Check(post).Select(finding => finding.RuleId);

        Assert.That(rules, Is.SupersetOf((string[])["STATE-STILL-MONITORING", "STATE-SKIP", "RESOLVED-ACTION", "RESOLVED-EMPTY", "NEW-PROBLEM-INVITE", "APOLOGY", "TONE-EXCITED"]));
    }

    [Test, Requirement("R52")]
    public void A_promise_without_a_zone_is_a_promise_and_needs_its_zone()
    {
        var post = new PublicPost("Updating projects fails with error 500. We are rolling out a fix. It should be done by 2:00pm. We'll update here then.", PostState.Identified) { At = Start, Previous = [new EarlierPost("Updates fail.", PostState.Investigating, Start - Duration.FromMinutes(20))] };

        var errors = Checker.Check(post).Where(finding => finding.Level == FindingLevel.Error).Select(finding => finding.RuleId);

        Assert.That(errors, Is.EqualTo(["TIME-NO-ZONE"]));
    }

    private static PublicPost Post(int index) => new(Told[index], States[index])
    {
        At = Start + Duration.FromMinutes(Minutes[index]),
        Previous = [.. Enumerable.Range(0, index).Select(earlier => new EarlierPost(Told[earlier], States[earlier], Start + Duration.FromMinutes(Minutes[earlier])))],
    };
}
