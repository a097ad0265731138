using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using NodaTime;

namespace IncidentBot.Core.Tests.Incidents;

internal sealed class PromisesTests
{
    private static readonly Incident Fresh = Given.Staffed();

    [Test]
    public void A_new_promise_moves_the_promised_time_and_the_reminders()
    {
        var (incident, events) = Fresh.Accept(new IncidentCommand.PromiseNext(Given.Minutes(20)), by: Given.Lea);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(incident.InternalClock?.PromisedFor, Is.EqualTo(Given.Minutes(20)));
            Assert.That(incident.InternalClock?.NudgeFrom, Is.EqualTo(Given.Minutes(20)));
            Assert.That(events, Is.EqualTo([new IncidentEvent.NextUpdatePromised(Audience.Internal, Given.Minutes(20), Fresh.InternalClock!.Promise)]));
        }
    }

    [Test, Requirement("R34")]
    public void Moving_a_promise_again_and_again_cannot_keep_customers_waiting_beyond_the_ceiling()
    {
        var moved = Fresh.Accept(new IncidentCommand.PromiseNext(Given.Minutes(45)), by: Given.Mia, at: Given.Minutes(30)).Incident;

        var decision = moved.Ask(new IncidentCommand.PromiseNext(Given.Minutes(61)), Given.Mia, Given.Minutes(45));

        Assert.That(decision, Is.EqualTo(new Decision.Refused(new Refusal.PromiseTooFar(Duration.FromMinutes(60)))));
    }

    [Test]
    public void A_raised_severity_shortens_the_promises_and_a_lowered_one_keeps_them()
    {
        var major = Given.Staffed(declare => declare with { Severity = "Major" });

        var raised = major.Accept(new IncidentCommand.ChangeSeverity("Critical"), by: Given.Lea, at: Given.Minutes(5)).Incident;
        var lowered = raised.Accept(new IncidentCommand.ChangeSeverity("Major"), by: Given.Lea, at: Given.Minutes(6)).Incident;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(raised.InternalClock?.PromisedFor, Is.EqualTo(Given.Minutes(35)));
            Assert.That(raised.PublicClock?.PromisedFor, Is.EqualTo(Given.Minutes(35)));
            Assert.That(lowered.PublicClock, Is.EqualTo(raised.PublicClock));
        }
    }

    [Test]
    public void A_snooze_moves_only_the_reminders()
    {
        var (incident, events) = Fresh.Accept(Snooze(10), by: Given.Mia, at: Given.Minutes(28));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(incident.PublicClock?.PromisedFor, Is.EqualTo(Given.Minutes(30)), "the published promise is still 12:30");
            Assert.That(incident.PublicClock?.NudgeFrom, Is.EqualTo(Given.Minutes(38)));
            Assert.That(events, Is.EqualTo(
                [new IncidentEvent.Snoozed(Audience.Public, Duration.FromMinutes(10), Given.Minutes(38), Fresh.PublicClock!.Promise)]));
        }
    }

    [Test]
    public void The_next_update_ends_a_snooze()
    {
        var snoozed = Fresh.After(Snooze(60), by: Given.Lea, at: Given.Minutes(28));

        var updated = snoozed.After(new IncidentCommand.PostUpdate("Here."), at: Given.Minutes(35));

        Assert.That(updated.InternalClock?.NudgeFrom, Is.EqualTo(Given.Minutes(65)));
    }

    [Test]
    public void A_snooze_never_brings_a_reminder_forward()
    {
        var incident = Fresh.After(Snooze(10), by: Given.Mia);

        Assert.That(incident.PublicClock?.NudgeFrom, Is.EqualTo(Given.Minutes(30)), "no promise is overdue at 12:10");
    }

    [TestCase(20, false, Description = "the heads-up at 12:25 is still to come")]
    [TestCase(27, true, Description = "the heads-up would have come inside the snooze")]
    public void A_snooze_before_the_due_moment_delays_the_heads_up(int minutes, bool isHeld)
    {
        var incident = Fresh.After(Snooze(minutes), by: Given.Lea);

        var headsUps = ReminderPlan.For(incident, Given.Policy.Reminders)
            .Where(planned => planned.Key is { Track: ReminderTrack.Internal, Kind: ReminderKind.HeadsUp });
        Assert.That(headsUps, isHeld ? Is.Empty : Is.Not.Empty);
    }

    [TestCase(0)]
    [TestCase(-5)]
    [TestCase(24 * 60 + 1)]
    public void A_snooze_of_zero_or_of_more_than_a_day_is_refused(int minutes) =>
        Assert.That(Fresh.Refuse(Snooze(minutes)), Is.EqualTo(new Refusal.BadSnooze(Duration.FromMinutes(minutes))));

    [Test]
    public void A_second_click_on_a_button_is_refused()
    {
        var click = Snooze(10) with { ForPromise = Fresh.PublicClock!.Promise };

        var snoozed = Fresh.After(click, by: Given.Mia);

        Assert.That(snoozed.Refuse(click, by: Given.Mia), Is.EqualTo(new Refusal.PromiseGone()));
    }

    [Test]
    public void A_button_moves_its_own_clock_for_every_person()
    {
        var click = Snooze(45) with { ForPromise = Fresh.PublicClock!.Promise };

        var incident = Fresh.After(click, by: Given.Lea);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(incident.InternalClock, Is.EqualTo(Fresh.InternalClock));
            Assert.That(incident.PublicClock?.NudgeFrom, Is.EqualTo(Given.Minutes(45)));
        }
    }

    [TestCase("U-LEA", "Internal")]
    [TestCase("U-MIA", "Public")]
    [TestCase("U-BOB", "Internal, Public")]
    public void A_role_holder_moves_their_own_clock_and_a_bystander_moves_both(string actor, string clocks)
    {
        var (_, events) = Fresh.Accept(new IncidentCommand.PromiseNext(Given.Minutes(20)), by: new PersonId(actor));

        var moved = events.Cast<IncidentEvent.NextUpdatePromised>().Select(promised => promised.Audience);
        Assert.That(string.Join(", ", moved), Is.EqualTo(clocks));
    }

    [Test]
    public void A_person_with_both_roles_moves_both_clocks() =>
        Assert.That(
            Given.Staffed(declare => declare with { Messenger = Given.Lea }).Accept(Snooze(40), by: Given.Lea).Events,
            Has.Count.EqualTo(2));

    [Test]
    public void A_messenger_without_a_public_clock_moves_the_internal_one() =>
        Assert.That(
            Fresh.After(new IncidentCommand.SetCustomerImpact(false)).After(Snooze(40), by: Given.Mia).InternalClock?.NudgeFrom,
            Is.EqualTo(Given.Minutes(40)));

    [Test]
    public void A_stopped_clock_cannot_be_moved() =>
        Assert.That(
            Given.Declared().Refuse(Snooze(10) with { Audience = Audience.Public }),
            Is.EqualTo(new Refusal.NoClock(Audience.Public)));

    [Test]
    public void A_promise_in_the_past_is_refused() =>
        Assert.That(Fresh.Refuse(new IncidentCommand.PromiseNext(Given.Noon)), Is.EqualTo(new Refusal.PromiseInThePast(Given.Noon)));

    [Test, Requirement("R34")]
    public void A_public_promise_above_the_ceiling_is_refused_and_an_internal_one_is_not()
    {
        var later = new IncidentCommand.PromiseNext(Given.Minutes(61));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Fresh.Refuse(later, by: Given.Mia), Is.EqualTo(new Refusal.PromiseTooFar(Duration.FromMinutes(60))));
            Assert.That(Fresh.After(later, by: Given.Lea).InternalClock?.PromisedFor, Is.EqualTo(Given.Minutes(61)));
        }
    }

    [Test]
    public void A_promise_beyond_a_week_is_refused_on_any_clock()
    {
        var week = new Refusal.PromiseTooFar(Durations.Longest);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Fresh.Refuse(new IncidentCommand.PromiseNext(Instant.MaxValue), by: Given.Lea), Is.EqualTo(week));
            Assert.That(Fresh.Refuse(new IncidentCommand.PostUpdate("Later.", NextUpdateBy: Instant.MaxValue)), Is.EqualTo(week));
        }
    }

    [Test, Requirement("R78")]
    public void Customer_impact_starts_the_public_clock_and_its_end_stops_it()
    {
        var noticed = Given.Declared().After(new IncidentCommand.SetCustomerImpact(true), at: Given.Minutes(10));
        var unnoticed = noticed.After(new IncidentCommand.SetCustomerImpact(false), at: Given.Minutes(20));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(noticed.PublicClock?.PromisedFor, Is.EqualTo(Given.Minutes(40)));
            Assert.That(unnoticed.PublicClock, Is.Null);
        }
    }

    private static IncidentCommand.Snooze Snooze(int minutes) => new(Duration.FromMinutes(minutes));
}
