using System.Collections.Immutable;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using NodaTime;

namespace IncidentBot.Core.Tests.Incidents;

internal sealed class UpdatesTests
{
    private static readonly Incident Fresh = Given.Staffed();

    [Test, Requirement("R81")]
    public void An_update_sets_the_summary_and_promises_the_next_update()
    {
        var (incident, events) = Fresh.Accept(new IncidentCommand.PostUpdate("It is the cache."), at: Given.Minutes(10));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(incident.Summary, Is.EqualTo("It is the cache."));
            Assert.That(incident.LastInternalUpdateAt, Is.EqualTo(Given.Minutes(10)));
            Assert.That(incident.InternalClock?.PromisedFor, Is.EqualTo(Given.Minutes(40)));
            Assert.That(incident.PublicClock, Is.EqualTo(Fresh.PublicClock), "no public update");
            Assert.That(events, Is.EqualTo([new IncidentEvent.UpdatePosted("It is the cache.", Given.Minutes(40), null, Fresh.InternalClock!.Promise)]));
        }
    }

    [Test, Requirement("R36")]
    public void A_late_update_records_its_lateness()
    {
        var updated = (IncidentEvent.UpdatePosted)Fresh.Accept(new IncidentCommand.PostUpdate("Sorry."), at: Given.Minutes(42)).Events[0];
        var published = (IncidentEvent.PublicUpdatePublished)Fresh.Accept(Public(), at: Given.Minutes(33)).Events[0];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(updated.LateBy, Is.EqualTo(Duration.FromMinutes(12)));
            Assert.That(published.LateBy, Is.EqualTo(Duration.FromMinutes(3)));
        }
    }

    [Test, Requirement("R36")]
    public void An_update_at_the_promised_moment_is_on_time() =>
        Assert.That(((IncidentEvent.UpdatePosted)Fresh.Accept(new IncidentCommand.PostUpdate("Here."), at: Given.Minutes(30)).Events[0]).LateBy, Is.Null);

    [Test]
    public void An_update_may_promise_another_time() =>
        Assert.That(
            Fresh.After(new IncidentCommand.PostUpdate("Waiting.", NextUpdateBy: Given.Minutes(90))).InternalClock?.PromisedFor,
            Is.EqualTo(Given.Minutes(90)));

    [Test]
    public void An_update_cannot_promise_a_past_time() =>
        Assert.That(
            Fresh.Refuse(new IncidentCommand.PostUpdate("Now.", NextUpdateBy: Given.Noon)),
            Is.EqualTo(new Refusal.PromiseInThePast(Given.Noon)));

    [Test]
    public void An_update_may_change_phase_and_severity_at_once()
    {
        var (incident, events) = Fresh.Accept(new IncidentCommand.PostUpdate("Found.", Phase.Identified, "Major"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(incident.Phase, Is.EqualTo(Phase.Identified));
            Assert.That(incident.Severity, Is.EqualTo("Major"));
            Assert.That(incident.InternalClock?.PromisedFor, Is.EqualTo(Given.Minutes(60)), "the new severity's cadence");
            Assert.That(events.Select(happened => happened.GetType()), Is.EqualTo(
                [typeof(IncidentEvent.UpdatePosted), typeof(IncidentEvent.PhaseChanged), typeof(IncidentEvent.SeverityChanged)]));
        }
    }

    [Test]
    public void An_update_with_the_same_severity_in_another_case_is_an_update() =>
        Assert.That(Fresh.Accept(new IncidentCommand.PostUpdate("Same.", Severity: " critical ")).Events, Has.Count.EqualTo(1));

    [Test]
    public void An_update_with_a_severity_below_the_workflow_changes_nothing() =>
        Assert.That(
            Fresh.Refuse(new IncidentCommand.PostUpdate("Milder.", Phase.Identified, "Minor")),
            Is.EqualTo(new Refusal.BelowWorkflow("Minor")));

    [Test, Requirement("R92")]
    public void By_default_the_public_promise_is_half_an_hour() =>
        Assert.That(Fresh.After(Public(), at: Given.Minutes(5)).PublicClock?.PromisedFor, Is.EqualTo(Given.Minutes(35)));

    [Test, Requirement("R34")]
    public void Customers_never_wait_longer_than_the_ceiling()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                Fresh.Refuse(Public() with { NextUpdateBy = Given.Minutes(61) }),
                Is.EqualTo(new Refusal.PromiseTooFar(Duration.FromMinutes(60))));
            Assert.That(Fresh.After(Public() with { NextUpdateBy = Given.Minutes(60) }).PublicClock?.PromisedFor, Is.EqualTo(Given.Minutes(60)));
        }
    }

    [Test, Requirement("R34")]
    public void A_cadence_above_the_ceiling_is_reduced_to_it()
    {
        var policy = Given.Policy with { Reminders = Given.Policy.Reminders with { PublicCeiling = Duration.FromMinutes(20) } };

        var decision = IncidentDecider.Decide(Fresh, Public(), Given.Mia, Given.Noon, policy);

        Assert.That(((Decision.Accepted)decision).Incident.PublicClock?.PromisedFor, Is.EqualTo(Given.Minutes(20)));
    }

    [Test]
    public void The_first_public_update_sets_customer_impact()
    {
        var (incident, events) = Given.Declared().Accept(Public());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(incident.CustomerImpact, Is.True);
            Assert.That(incident.PublicClock, Is.Not.Null);
            Assert.That(incident.PublicTitle, Is.EqualTo("Sign-in fails"));
            Assert.That(events, Does.Contain(new IncidentEvent.CustomerImpactChanged(true)));
        }
    }

    [Test]
    public void A_public_title_stays_until_it_is_changed()
    {
        var first = Fresh.After(Public() with { Title = "Sign-in is unavailable" });

        var second = first.After(Public());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(second.PublicTitle, Is.EqualTo("Sign-in is unavailable"));
            Assert.That(second.PublicUpdates, Is.EqualTo(2));
        }
    }

    [TestCase(true, false)]
    [TestCase(false, true)]
    public void A_confidential_incident_is_never_published(bool isPrivate, bool isSecurity) =>
        Assert.That(
            Given.Staffed(declare => declare with { IsPrivate = isPrivate, IsSecurity = isSecurity }).Refuse(Public()),
            Is.EqualTo(new Refusal.Confidential()));

    [TestCase(Phase.Investigating)]
    [TestCase(Phase.Identified)]
    [TestCase(Phase.Monitoring)]
    [Requirement("R46")]
    public void Resolved_is_refused_before_the_all_clear(Phase phase) =>
        Assert.That(
            Given.In(phase).Refuse(Public(PublicState.Resolved)),
            Is.EqualTo(new Refusal.PublicStateMismatch(phase, PublicState.Resolved)));

    [TestCase(PublicState.Investigating)]
    [TestCase(PublicState.Identified)]
    [TestCase(PublicState.Monitoring)]
    [Requirement("R46")]
    public void Only_resolved_is_accepted_after_the_all_clear(PublicState state) =>
        Assert.That(
            Given.In(Phase.Resolved).Refuse(Public(state)),
            Is.EqualTo(new Refusal.PublicStateMismatch(Phase.Resolved, state)));

    [Test]
    public void A_component_is_affected_until_an_update_says_operational()
    {
        var held = Fresh.After(Public() with { Components = States((Given.Api, ComponentStatus.MajorOutage), (Given.Web, ComponentStatus.PartialOutage)) });
        var released = held.After(Public() with { Components = States((Given.Api, ComponentStatus.Operational)) });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(held.Components.Keys, Is.EqualTo([Given.Api, Given.Web]));
            Assert.That(released.Components, Is.EqualTo(States((Given.Web, ComponentStatus.PartialOutage))));
        }
    }

    [Test]
    public void The_resolved_update_sets_every_component_to_operational()
    {
        var resolved = Fresh.After(Public() with { Components = States((Given.Api, ComponentStatus.MajorOutage)) }).After(Given.AllClear);

        var (incident, events) = resolved.Accept(Public(PublicState.Resolved) with { Components = States((Given.Web, ComponentStatus.PartialOutage)) });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(resolved.Components.Keys, Is.EqualTo([Given.Api]), "no resolved update is published yet");
            Assert.That(incident.Components, Is.Empty);
            Assert.That(((IncidentEvent.PublicUpdatePublished)events[0]).Components, Is.EqualTo(
                States((Given.Api, ComponentStatus.Operational), (Given.Web, ComponentStatus.Operational))));
        }
    }

    [Test]
    public void An_unknown_component_is_refused_by_name() =>
        Assert.That(
            Fresh.Refuse(Public() with { Components = States(("nope", ComponentStatus.MajorOutage)) }),
            Is.EqualTo(new Refusal.UnknownComponent("nope")));

    [Test]
    public void A_note_has_its_author_and_link() =>
        Assert.That(
            Fresh.Accept(new IncidentCommand.AddNote("Disk full", NoteSource.Pin) { SaidBy = Given.Bob, Link = "https://example.com/1" }).Events,
            Is.EqualTo([new IncidentEvent.NoteAdded("Disk full", NoteSource.Pin, Given.Bob, "https://example.com/1")]));

    private static IncidentCommand.PublishUpdate Public(PublicState state = PublicState.Investigating) => new(state, "We are looking into it.");

    private static ImmutableSortedDictionary<string, ComponentStatus> States(params (string Id, ComponentStatus Status)[] states) =>
        states.ToImmutableSortedDictionary(state => state.Id, state => state.Status, StringComparer.Ordinal);
}
