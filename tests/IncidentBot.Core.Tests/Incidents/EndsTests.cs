using System.Collections.Immutable;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;

namespace IncidentBot.Core.Tests.Incidents;

internal sealed class EndsTests
{
    private static readonly Incident Told = Given.Staffed().After(new IncidentCommand.PublishUpdate(PublicState.Investigating, "We are looking into it.")
    {
        Components = ImmutableSortedDictionary<string, ComponentStatus>.Empty.Add(Given.Api, ComponentStatus.MajorOutage),
    });

    [TestCase(false, false)]
    [TestCase(false, true)]
    [TestCase(true, false)]
    [Requirement("R44")]
    public void The_all_clear_needs_both_confirmations(bool isOver, bool willNotRecur) =>
        Assert.That(
            Told.Refuse(new IncidentCommand.Resolve(isOver, willNotRecur, "Done.")),
            Is.EqualTo(new Refusal.NotAllClear(isOver, willNotRecur)));

    [Test, Requirement("R44")]
    public void The_all_clear_stops_the_clocks_and_leaves_the_public_state()
    {
        var incident = Told.After(Given.AllClear with { Text = "Rolled back." }, at: Given.Minutes(50));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(incident.ResolvedAt, Is.EqualTo(Given.Minutes(50)));
            Assert.That(incident.Summary, Is.EqualTo("Rolled back."));
            Assert.That(incident.InternalClock, Is.Null);
            Assert.That(incident.PublicClock, Is.Null);
            Assert.That(incident.IsOpenInPublic, Is.True, "no resolved update is published yet");
        }
    }

    [Test]
    public void Reopening_starts_a_new_run_with_new_promises()
    {
        var closed = Told.After(Given.AllClear).After(new IncidentCommand.Close());

        var (incident, events) = closed.Accept(new IncidentCommand.Reopen("Back again."), at: Given.Minutes(70));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(incident.Run, Is.EqualTo(2));
            Assert.That(incident.RunSince, Is.EqualTo(Given.Minutes(70)));
            Assert.That(incident.ResolvedAt, Is.Null);
            Assert.That(incident.EndedAt, Is.Null);
            Assert.That(incident.ImpactNumber, Is.GreaterThan(closed.LastPromise));
            Assert.That(incident.InternalClock?.Promise, Is.GreaterThan(closed.LastPromise));
            Assert.That(incident.PublicClock?.Promise, Is.GreaterThan(closed.LastPromise));
            Assert.That(events, Is.EqualTo([new IncidentEvent.Reopened("Back again.")]));
        }
    }

    [Test, Requirement("R65")]
    public void A_false_positive_ends_and_affects_no_component()
    {
        var (incident, events) = Told.Accept(new IncidentCommand.MarkFalsePositive("A test ran."), at: Given.Minutes(9));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(incident.EndedAt, Is.EqualTo(Given.Minutes(9)));
            Assert.That(incident.Components, Is.Empty);
            Assert.That(events, Is.EqualTo([new IncidentEvent.MarkedFalsePositive("A test ran.")]));
        }
    }

    [Test, Requirement("R65")]
    public void A_published_false_positive_gets_a_resolved_update()
    {
        var ended = Told.After(new IncidentCommand.MarkFalsePositive());

        var told = ended.After(new IncidentCommand.PublishUpdate(PublicState.Resolved, "All systems worked throughout."));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(told.IsOpenInPublic, Is.False);
            Assert.That(told.Phase, Is.EqualTo(Phase.FalsePositive));
            Assert.That(
                ended.Refuse(new IncidentCommand.PublishUpdate(PublicState.Monitoring, "Hm.")),
                Is.EqualTo(new Refusal.PublicStateMismatch(Phase.FalsePositive, PublicState.Monitoring)));
        }
    }

    [Test]
    public void A_merged_incident_names_its_target_and_affects_no_component()
    {
        var incident = Told.After(new IncidentCommand.Merge(Given.Other));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(incident.MergedInto, Is.EqualTo(Given.Other.Id));
            Assert.That(incident.Components, Is.Empty);
            Assert.That(incident.Refuse(new IncidentCommand.Reopen()), Is.EqualTo(new Refusal.WasMerged(Given.Other.Id)));
        }
    }

    [Test]
    public void An_incident_is_not_merged_into_itself() =>
        Assert.That(Told.Refuse(new IncidentCommand.Merge(Told)), Is.EqualTo(new Refusal.MergeIntoItself()));

    [TestCase(Phase.Resolved)]
    [TestCase(Phase.Closed)]
    [TestCase(Phase.FalsePositive)]
    [TestCase(Phase.Merged)]
    public void An_incident_is_not_merged_into_an_ended_one(Phase phase)
    {
        var target = Given.In(phase) with { Id = new IncidentId(3) };

        Assert.That(Told.Refuse(new IncidentCommand.Merge(target)), Is.EqualTo(new Refusal.MergeTargetEnded(target.Id, phase)));
    }

    [Test]
    public void Confidential_and_public_incidents_cannot_be_merged([Values] bool isConfidential)
    {
        var one = Given.Staffed(declare => declare with { IsSecurity = isConfidential });

        Assert.That(one.Refuse(new IncidentCommand.Merge(Given.Other with { IsPrivate = !isConfidential })), Is.EqualTo(new Refusal.MergeAcrossConfidentiality()));
    }
}
