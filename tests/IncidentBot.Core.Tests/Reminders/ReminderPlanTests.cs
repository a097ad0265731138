using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using IncidentBot.Core.StatusPage;
using IncidentBot.Core.Tests.Incidents;
using NodaTime;

namespace IncidentBot.Core.Tests.Reminders;

internal sealed class ReminderPlanTests
{
    private static readonly ReminderPolicy Policy = Given.Policy.Reminders;

    [TestCase(ReminderTrack.Internal, ReminderKind.HeadsUp, 25)]
    [TestCase(ReminderTrack.Internal, ReminderKind.Due, 30)]
    [TestCase(ReminderTrack.Internal, ReminderKind.Repeated, 35)]
    [TestCase(ReminderTrack.Internal, ReminderKind.Page, 45)]
    [TestCase(ReminderTrack.Public, ReminderKind.HeadsUp, 25)]
    [TestCase(ReminderTrack.Public, ReminderKind.Due, 30)]
    [TestCase(ReminderTrack.Public, ReminderKind.Repeated, 35)]
    [TestCase(ReminderTrack.Public, ReminderKind.Page, 45)]
    [Requirement("R36"), Requirement("R81"), Requirement("R92")]
    public void Each_clock_has_its_ladder(ReminderTrack track, ReminderKind kind, int minutes) =>
        Assert.That(Moment(Given.Staffed(), kind, track), Is.EqualTo(Given.Minutes(minutes)));

    [Test]
    public void An_update_restarts_its_own_ladder_and_keeps_the_other()
    {
        var incident = Given.Staffed().After(new IncidentCommand.PostUpdate("Looking."), at: Given.Minutes(10));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Moment(incident, ReminderKind.Due, ReminderTrack.Internal), Is.EqualTo(Given.Minutes(40)));
            Assert.That(Moment(incident, ReminderKind.Due, ReminderTrack.Public), Is.EqualTo(Given.Minutes(30)));
        }
    }

    [TestCase(5, false)]
    [TestCase(6, true)]
    public void A_heads_up_comes_only_when_there_is_time_before_it(int minutes, bool isPlanned)
    {
        var incident = Given.Staffed().After(new IncidentCommand.PostUpdate("Soon.", NextUpdateBy: Given.Minutes(minutes)));

        Assert.That(Moment(incident, ReminderKind.HeadsUp, ReminderTrack.Internal), isPlanned ? Is.Not.Null : Is.Null);
    }

    [Test]
    public void A_snooze_has_one_ladder_without_heads_up()
    {
        var incident = Given.Staffed().After(new IncidentCommand.Snooze(Duration.FromMinutes(60)), by: Given.Mia);

        Assert.That(
            ReminderPlan.For(incident, Policy).Where(planned => planned.Key.Track == ReminderTrack.Public).Select(planned => (planned.Key.Kind, planned.DueAt)),
            Is.EqualTo([(ReminderKind.Due, Given.Minutes(60)), (ReminderKind.Repeated, Given.Minutes(65)), (ReminderKind.Page, Given.Minutes(75))]));
    }

    [Test]
    public void A_missing_lead_has_a_reminder() =>
        Assert.That(Moment(Given.Declared(), ReminderKind.NoLead), Is.EqualTo(Given.Minutes(5)));

    [Test, Requirement("R80")]
    public void A_lead_who_has_not_acknowledged_has_a_reminder()
    {
        var named = Given.Declared().After(new IncidentCommand.AssignLead(Given.Lea), at: Given.Minutes(3));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Moment(named, ReminderKind.LeadUnacknowledged), Is.EqualTo(Given.Minutes(8)));
            Assert.That(Moment(named, ReminderKind.NoLead), Is.Null);
            Assert.That(Moment(named.After(new IncidentCommand.AcknowledgeLead(), by: Given.Lea), ReminderKind.LeadUnacknowledged), Is.Null);
        }
    }

    [Test, Requirement("R78")]
    public void A_missing_messenger_has_a_reminder_only_when_customers_notice()
    {
        var unnoticed = Given.Declared();
        var noticed = unnoticed.After(new IncidentCommand.SetCustomerImpact(true), at: Given.Minutes(7));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Moment(unnoticed, ReminderKind.NoMessenger), Is.Null);
            Assert.That(Moment(noticed, ReminderKind.NoMessenger), Is.EqualTo(Given.Minutes(17)));
            Assert.That(Moment(noticed.After(new IncidentCommand.AssignMessenger(Given.Mia)), ReminderKind.NoMessenger), Is.Null);
        }
    }

    [Test, Requirement("R32")]
    public void A_missing_first_public_update_has_a_reminder_after_five_minutes()
    {
        var silent = Given.Staffed();
        var told = silent.After(Public);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Moment(silent, ReminderKind.FirstPublicUpdate), Is.EqualTo(Given.Minutes(5)));
            Assert.That(Moment(told, ReminderKind.FirstPublicUpdate), Is.Null);
            Assert.That(Moment(Given.Staffed(declare => declare with { IsPrivate = true }), ReminderKind.FirstPublicUpdate), Is.Null);
        }
    }

    [Test, Requirement("R32")]
    public void A_reopened_incident_has_a_reminder_for_its_first_public_update()
    {
        var reopened = Given.Staffed().After(Public).After(Given.AllClear).After(new IncidentCommand.Reopen(), at: Given.Minutes(40));

        Assert.That(Moment(reopened, ReminderKind.FirstPublicUpdate), Is.EqualTo(Given.Minutes(45)));
    }

    [Test]
    public void A_status_page_that_stays_open_after_the_all_clear_has_a_reminder()
    {
        var resolved = Given.Staffed().After(Public).After(Given.AllClear, at: Given.Minutes(20));
        var told = resolved.After(Public with { State = PublicState.Resolved });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Moment(resolved, ReminderKind.StatusPageNotResolved), Is.EqualTo(Given.Minutes(30)));
            Assert.That(ReminderPlan.For(resolved, Policy), Has.Count.EqualTo(1));
            Assert.That(ReminderPlan.For(told, Policy), Is.Empty);
        }
    }

    [Test]
    public void A_suspected_incident_has_a_reminder()
    {
        var triage = Given.Declared(declare => declare with { SuspectedOnly = true, CustomerImpact = true });

        Assert.That(
            ReminderPlan.For(triage, Policy).Select(planned => (planned.Key.Kind, planned.DueAt)),
            Is.EquivalentTo([(ReminderKind.TriageUnresolved, Given.Minutes(30)), (ReminderKind.NoLead, Given.Minutes(5))]));
    }

    [Test]
    public void An_accepted_incident_asks_for_a_lead_although_triage_already_did()
    {
        var triage = Given.Declared(declare => declare with { SuspectedOnly = true });
        var accepted = triage.After(new IncidentCommand.Accept(), at: Given.Minutes(20));

        var (before, after) = (Planned(triage, ReminderKind.NoLead), Planned(accepted, ReminderKind.NoLead));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(after!.DueAt, Is.EqualTo(Given.Minutes(25)));
            Assert.That(after.Key, Is.Not.EqualTo(before!.Key), "a reminder is sent at most once for each key");
        }
    }

    [TestCase(Phase.Resolved)]
    [TestCase(Phase.Closed)]
    [TestCase(Phase.FalsePositive)]
    [TestCase(Phase.Merged)]
    public void A_resolved_or_ended_incident_has_no_reminders(Phase phase) =>
        Assert.That(ReminderPlan.For(Given.In(phase), Policy), Is.Empty);

    [Test]
    public void A_kept_promise_has_no_reminder()
    {
        var incident = Given.Staffed();
        var due = Planned(incident, ReminderKind.Due, ReminderTrack.Internal)!;

        var updated = incident.After(new IncidentCommand.PostUpdate("Here."));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ReminderPlan.Find(incident, due.Key, Policy), Is.EqualTo(due));
            Assert.That(ReminderPlan.Find(updated, due.Key, Policy), Is.Null);
        }
    }

    [Test]
    public void After_an_outage_each_promise_gets_only_its_newest_reminder()
    {
        ReminderKey[] due =
        [
            new(ReminderTrack.Internal, 1, ReminderKind.HeadsUp),
            new(ReminderTrack.Internal, 1, ReminderKind.Page),
            new(ReminderTrack.Internal, 1, ReminderKind.Due),
            new(ReminderTrack.Public, 2, ReminderKind.HeadsUp),
            new(ReminderTrack.Public, 2, ReminderKind.Due),
            new(ReminderTrack.Watch, 1, ReminderKind.NoLead),
            new(ReminderTrack.Watch, 1, ReminderKind.NoMessenger),
        ];

        Assert.That(ReminderPlan.NewestWords(due), Is.EquivalentTo([due[1], due[4], due[5], due[6]]));
    }

    private static IncidentCommand.PublishUpdate Public => new(PublicState.Investigating, "We are looking into it.");

    private static PlannedReminder? Planned(Incident incident, ReminderKind kind, ReminderTrack track = ReminderTrack.Watch) =>
        ReminderPlan.For(incident, Policy).SingleOrDefault(planned => planned.Key.Track == track && planned.Key.Kind == kind);

    private static Instant? Moment(Incident incident, ReminderKind kind, ReminderTrack track = ReminderTrack.Watch) =>
        Planned(incident, kind, track)?.DueAt;
}
