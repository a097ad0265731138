using IncidentBot.Core.Incidents;
using NodaTime;

namespace IncidentBot.Core.Tests.Incidents;

internal sealed class DeclareTests
{
    [Test]
    public void A_title_and_a_severity_are_enough()
    {
        var (incident, events) = Given.Declaring(new IncidentCommand.Declare("  Sign-in\nfails ", "critical"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(incident.Title, Is.EqualTo("Sign-in fails"));
            Assert.That(incident.Severity, Is.EqualTo("Critical"));
            Assert.That(incident.Phase, Is.EqualTo(Phase.Investigating));
            Assert.That(incident.Version, Is.EqualTo(1));
            Assert.That(incident.InternalClock?.PromisedFor, Is.EqualTo(Given.Minutes(30)));
            Assert.That(incident.PublicClock, Is.Null);
            Assert.That(events, Has.Count.EqualTo(1));
        }
    }

    [TestCase("")]
    [TestCase(" \t\n")]
    [TestCase("\u200b\u200d\u2060")]
    public void An_invisible_title_is_refused(string title) =>
        Assert.That(Declare(new IncidentCommand.Declare(title, "Critical")), Is.EqualTo(new Refusal.Blank("title")));

    [Test]
    public void An_unknown_severity_is_refused_by_name() =>
        Assert.That(Declare(new IncidentCommand.Declare("Sign-in fails", "Catastrophic")), Is.EqualTo(new Refusal.UnknownSeverity("Catastrophic")));

    [Test, Requirement("R73")]
    public void A_severity_below_the_workflow_is_refused() =>
        Assert.That(Declare(new IncidentCommand.Declare("A typo", "minor")), Is.EqualTo(new Refusal.BelowWorkflow("Minor")));

    [Test, Requirement("R73")]
    public void The_severity_of_an_incident_cannot_go_below_the_workflow() =>
        Assert.That(Given.Declared().Refuse(new IncidentCommand.ChangeSeverity("Minor")), Is.EqualTo(new Refusal.BelowWorkflow("Minor")));

    [Test]
    public void A_suspected_incident_is_in_triage_without_clocks()
    {
        var incident = Given.In(Phase.Triage);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(incident.InternalClock, Is.Null);
            Assert.That(incident.PublicClock, Is.Null);
        }
    }

    [Test]
    public void Accepting_a_suspected_incident_starts_its_clocks()
    {
        var incident = Given.In(Phase.Triage).After(new IncidentCommand.Accept(), at: Given.Minutes(25));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(incident.InternalClock?.PromisedFor, Is.EqualTo(Given.Minutes(55)));
            Assert.That(incident.PublicClock?.PromisedFor, Is.EqualTo(Given.Minutes(55)));
            Assert.That(incident.ImpactSince, Is.EqualTo(Given.Minutes(25)));
        }
    }

    [Test, Requirement("R64")]
    public void The_reporter_is_stored() =>
        Assert.That(Given.Declared(declare => declare with { ReportedBy = "A customer" }).ReportedBy, Is.EqualTo("A customer"));

    [Test, Requirement("R72")]
    public void Paging_can_be_silenced_with_a_reason_if_the_severity_allows() =>
        Assert.That(Given.Declared(declare => declare with { DoNotPageBecause = "They are in the room" }).PageSilencedBecause, Is.EqualTo("They are in the room"));

    [Test, Requirement("R71")]
    public void A_severity_that_always_pages_cannot_be_silenced()
    {
        var policy = Given.Policy with
        {
            Severities = new SeverityCatalog(Given.Policy.Severities.All.Select(severity => severity with { Paging = PagingRule.Always })),
        };
        var declare = new IncidentCommand.Declare("Sign-in fails", "Critical") { DoNotPageBecause = "They are in the room" };

        var decision = IncidentDecider.Declare(new IncidentId(1), declare, Given.Dan, Given.Noon, policy);

        Assert.That(((Decision.Accepted)decision).Incident.PageSilencedBecause, Is.Null);
    }

    [Test]
    public void A_private_incident_has_no_public_clock() =>
        Assert.That(Given.Staffed(declare => declare with { IsPrivate = true }).PublicClock, Is.Null);

    private static Refusal Declare(IncidentCommand.Declare command) =>
        ((Decision.Refused)IncidentDecider.Declare(new IncidentId(1), command, Given.Dan, Given.Noon, Given.Policy)).Why;
}
