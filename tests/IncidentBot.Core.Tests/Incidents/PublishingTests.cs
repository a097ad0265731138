using System.Collections.Immutable;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using IncidentBot.Core.StatusPage;
using NodaTime;

namespace IncidentBot.Core.Tests.Incidents;

/// <summary>The publish policy, approval, undo, corrections and late entries.</summary>
internal sealed class PublishingTests
{
    private const string Members = "S-MEMBERS";

    private static readonly IncidentCommand.PublishUpdate Words = new(PublicState.Investigating, "Sign-in fails. We are looking for the cause.");

    private static readonly IncidentPolicy ByRoles = Policy(new PublishPolicy { Rule = PublishRule.Roles });

    private static readonly IncidentPolicy ByGroup = Policy(new PublishPolicy { Rule = PublishRule.Group, Group = Members });

    private static readonly IncidentPolicy ByApproval = Policy(new PublishPolicy { Rule = PublishRule.Approval, Approvers = [Given.Lea] });

    [Test, Requirement("R28")]
    public void By_default_everyone_may_publish() => Assert.That(Given.Staffed().After(Words, by: Given.Bob).PublicUpdates, Is.EqualTo(1));

    [Test, Requirement("R28")]
    public void Under_roles_only_the_lead_and_the_messenger_publish()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Given.Staffed().After(Words, by: Given.Lea, policy: ByRoles).PublicUpdates, Is.EqualTo(1));
            Assert.That(Given.Staffed().After(Words, by: Given.Mia, policy: ByRoles).PublicUpdates, Is.EqualTo(1));
            Assert.That(Given.Staffed().Refuse(Words, by: Given.Bob, policy: ByRoles), Is.EqualTo(new Refusal.NotAPublisher(PublishRule.Roles)));
        }
    }

    [Test, Requirement("R28")]
    public void Under_group_only_its_members_publish()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Given.Staffed().After(Words with { Groups = [Members] }, by: Given.Bob, policy: ByGroup).PublicUpdates, Is.EqualTo(1));
            Assert.That(Given.Staffed().Refuse(Words with { Groups = ["S-OTHER"] }, by: Given.Mia, policy: ByGroup), Is.EqualTo(new Refusal.NotAPublisher(PublishRule.Group)));
        }
    }

    [Test, Requirement("R28")]
    public void Under_approval_only_a_named_approver_makes_an_update_public()
    {
        var asked = Given.Staffed().After(Words, by: Given.Mia, policy: ByApproval);
        var number = asked.Waiting!.Number;

        using (Assert.EnterMultipleScope())
        {
            Assert.That((asked.PublicUpdates, asked.PublicState, asked.LastPublicUpdateAt), Is.EqualTo((0, (PublicState?)null, (Instant?)null)));
            Assert.That(asked.Refuse(new IncidentCommand.ApproveUpdate(number), by: Given.Mia, policy: ByApproval), Is.EqualTo(new Refusal.OwnUpdate()));
            Assert.That(asked.Refuse(new IncidentCommand.ApproveUpdate(number), by: Given.Bob, policy: ByApproval), Is.EqualTo(new Refusal.NotAnApprover()));
            var published = asked.Accept(new IncidentCommand.ApproveUpdate(number), by: Given.Lea, policy: ByApproval);
            Assert.That(published.Events.OfType<IncidentEvent.PublicUpdatePublished>().Single(), Has.Property("ApprovedBy").EqualTo(Given.Lea).And.Property("Author").EqualTo(Given.Mia));
            Assert.That(published.Incident, Has.Property("PublicUpdates").EqualTo(1).And.Property("Waiting").Null);
        }
    }

    [Test]
    public void An_approval_is_valid_for_one_update_once()
    {
        var asked = Given.Staffed().After(Words, by: Given.Mia, policy: ByApproval);
        var number = asked.Waiting!.Number;
        var published = asked.After(new IncidentCommand.ApproveUpdate(number), by: Given.Lea, policy: ByApproval);
        var another = published.After(Words with { Text = "Still looking at sign-in." }, by: Given.Mia, policy: ByApproval);

        Assert.That(published.Refuse(new IncidentCommand.ApproveUpdate(number), by: Given.Lea, policy: ByApproval), Is.EqualTo(new Refusal.UpdateGone()));
        Assert.That(another.Refuse(new IncidentCommand.ApproveUpdate(number), by: Given.Lea, policy: ByApproval), Is.EqualTo(new Refusal.UpdateGone()));
        Assert.That(another.PublicUpdates, Is.EqualTo(1));
    }

    [Test]
    public void Without_named_approvers_everyone_but_the_author_approves_and_a_group_names_its_members()
    {
        var anybody = Policy(new PublishPolicy { Rule = PublishRule.Approval });
        var group = Policy(new PublishPolicy { Rule = PublishRule.Approval, ApproverGroups = [Members] });
        var asked = Given.Staffed().After(Words, by: Given.Mia, policy: anybody);
        var approve = new IncidentCommand.ApproveUpdate(asked.Waiting!.Number);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(asked.After(approve, by: Given.Bob, policy: anybody).PublicUpdates, Is.EqualTo(1));
            Assert.That(asked.Refuse(approve, by: Given.Mia, policy: anybody), Is.EqualTo(new Refusal.OwnUpdate()));
            Assert.That(asked.After(approve with { Groups = [Members] }, by: Given.Bob, policy: group).PublicUpdates, Is.EqualTo(1));
            Assert.That(asked.Refuse(approve, by: Given.Bob, policy: group), Is.EqualTo(new Refusal.NotAnApprover()));
        }
    }

    [Test]
    public void An_update_that_is_sent_back_returns_to_its_author_with_the_reason()
    {
        var asked = Given.Staffed().After(Words, by: Given.Mia, policy: ByApproval);

        var back = asked.Accept(new IncidentCommand.SendBackUpdate(asked.Waiting!.Number, "The EU too."), by: Given.Lea, policy: ByApproval);

        Assert.That(back.Events, Is.EqualTo(new[] { new IncidentEvent.UpdateSentBack(asked.Waiting.Number, Given.Mia, Words.Text, "The EU too.") }));
        Assert.That(back.Incident.Waiting, Is.Null);
        Assert.That(asked.Refuse(new IncidentCommand.SendBackUpdate(asked.Waiting.Number, " "), by: Given.Lea, policy: ByApproval), Is.EqualTo(new Refusal.Blank("reason")));
    }

    [Test]
    public void A_newer_update_replaces_one_that_waits_for_approval()
    {
        var first = Given.Staffed().After(Words, by: Given.Mia, policy: ByApproval);

        var second = first.Accept(Words with { Text = "Newer words about sign-in." }, by: Given.Dan, policy: ByApproval);

        Assert.That(second.Events.OfType<IncidentEvent.UpdateWithdrawn>().Single().Reason, Is.EqualTo(WithdrawnBecause.Superseded));
        Assert.That(second.Incident.Waiting!.Author, Is.EqualTo(Given.Dan));
    }

    [TestCaseSource(nameof(Endings))]
    public void An_update_that_became_untrue_is_never_published(IncidentCommand ending)
    {
        var asked = Given.Staffed().After(Words, by: Given.Mia, policy: ByApproval);

        var after = asked.Accept(ending);

        Assert.That(after.Events.OfType<IncidentEvent.UpdateWithdrawn>().Single(), Is.EqualTo(new IncidentEvent.UpdateWithdrawn(asked.Waiting!.Number, Given.Mia, Words.Text, WithdrawnBecause.Overtaken)));
        Assert.That(after.Incident.Waiting, Is.Null);
    }

    [Test]
    public void A_waiting_update_with_a_past_promise_cannot_be_approved()
    {
        var asked = Given.Staffed().After(Words with { NextUpdateBy = Given.Minutes(20) }, by: Given.Mia, policy: ByApproval);

        var late = asked.Refuse(new IncidentCommand.ApproveUpdate(asked.Waiting!.Number), by: Given.Lea, at: Given.Minutes(20), policy: ByApproval);

        Assert.That(late, Is.EqualTo(new Refusal.PromiseHasPassed(Given.Minutes(20))));
    }

    [Test, Requirement("R36")]
    public void While_an_update_waits_for_approval_the_promise_stays_overdue_and_approvers_are_reminded()
    {
        var asked = Given.Staffed().After(Words, by: Given.Mia, policy: ByApproval);

        var plan = ReminderPlan.For(asked, Given.Policy.Reminders);

        Assert.That(plan, Has.One.Matches<PlannedReminder>(one => one!.Key.Kind == ReminderKind.Due && one.Key.Track == ReminderTrack.Public && one.DueAt == Given.Minutes(30)));
        Assert.That(plan, Has.One.EqualTo(new PlannedReminder(new ReminderKey(ReminderTrack.Watch, asked.Waiting!.Number, ReminderKind.ApprovalWaiting), Given.Minutes(5))));
    }

    [Test, Requirement("R36")]
    public void A_confirmed_update_keeps_no_promise_before_it_is_published()
    {
        var leaving = Given.Staffed().After(Words, by: Given.Mia, at: Given.Minutes(35), policy: Given.WithUndo);
        var leavesAt = leaving.Waiting!.LeavesAt!.Value;

        var left = leaving.Accept(new IncidentCommand.ReleaseUpdate(leaving.Waiting.Number), by: Given.Mia, at: leavesAt, policy: Given.WithUndo);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(leavesAt, Is.EqualTo(Given.Minutes(35) + Duration.FromSeconds(30)));
            Assert.That((leaving.PublicUpdates, leaving.PublicState, leaving.LastPublicUpdateAt), Is.EqualTo((0, (PublicState?)null, (Instant?)null)));
            Assert.That(leaving.PublicClock!.PromisedFor, Is.EqualTo(Given.Minutes(30)), "the published promise is unchanged");
            Assert.That(ReminderPlan.For(leaving, Given.Policy.Reminders).Where(one => one.Key.Track == ReminderTrack.Public).Select(one => one.DueAt), Is.All.GreaterThan(leavesAt));
            Assert.That(left.Events.OfType<IncidentEvent.PublicUpdatePublished>().Single().LateBy, Is.EqualTo(Duration.FromMinutes(5) + Duration.FromSeconds(30)), "late until customers can read it");
            Assert.That(left.Incident.LastPublicUpdateAt, Is.EqualTo(leavesAt));
        }
    }

    [Test]
    public void The_undo_time_makes_no_promise_late()
    {
        var confirmed = Given.Minutes(30) - Duration.FromSeconds(20);

        var leaving = Given.Staffed().After(Words, by: Given.Mia, at: confirmed, policy: Given.WithUndo);

        Assert.That(leaving.Waiting!.LeavesAt, Is.EqualTo(Given.Minutes(30) - Duration.FromSeconds(5)));
    }

    [Test]
    public void An_update_is_published_neither_early_nor_twice_nor_held_by_a_clock_that_was_set_back()
    {
        var leaving = Given.Staffed().After(Words, by: Given.Mia, policy: Given.WithUndo);
        var release = new IncidentCommand.ReleaseUpdate(leaving.Waiting!.Number);
        var left = leaving.After(release, at: Given.Minutes(1), policy: Given.WithUndo);

        var hasWaited = leaving.After(release with { HasWaited = true }, at: Given.Noon - Duration.FromHours(1), policy: Given.WithUndo);

        Assert.That(leaving.Refuse(release, at: Given.Noon + Duration.FromSeconds(29), policy: Given.WithUndo), Is.EqualTo(new Refusal.UpdateGone()));
        Assert.That(hasWaited.PublicUpdates, Is.EqualTo(1), "the wall clock was set back while it waited");
        Assert.That(left.Refuse(release, at: Given.Minutes(1), policy: Given.WithUndo), Is.EqualTo(new Refusal.UpdateGone()));
    }

    [Test]
    public void An_undone_update_is_never_published_and_its_promise_has_reminders()
    {
        var leaving = Given.Staffed().After(Words, by: Given.Mia, at: Given.Minutes(29), policy: Given.WithUndo);

        var undone = leaving.After(new IncidentCommand.UndoUpdate(leaving.Waiting!.Number), by: Given.Mia, at: Given.Minutes(29), policy: Given.WithUndo);

        Assert.That(undone.Refuse(new IncidentCommand.ReleaseUpdate(leaving.Waiting.Number), at: Given.Minutes(30), policy: Given.WithUndo), Is.EqualTo(new Refusal.UpdateGone()));
        Assert.That(ReminderPlan.For(undone, Given.Policy.Reminders), Has.One.Matches<PlannedReminder>(one => one!.Key is { Kind: ReminderKind.Due, Track: ReminderTrack.Public }));
        Assert.That(undone.PublicUpdates, Is.Zero);
    }

    [Test]
    public void Confirm_and_undo_do_not_change_the_lateness_of_a_promise()
    {
        var overdue = Given.Staffed();
        var leaving = overdue.After(Words, by: Given.Mia, at: Given.Minutes(44), policy: Given.WithUndo);

        var undone = leaving.After(new IncidentCommand.UndoUpdate(), by: Given.Mia, at: Given.Minutes(44), policy: Given.WithUndo);

        Assert.That(leaving.PublicClock, Is.Not.EqualTo(overdue.PublicClock));
        Assert.That(undone.PublicClock, Is.EqualTo(overdue.PublicClock));
        Assert.That(ReminderPlan.For(undone, Given.Policy.Reminders), Is.EqualTo(ReminderPlan.For(overdue, Given.Policy.Reminders)));
    }

    [Test]
    public void A_promise_made_while_an_update_waits_survives_its_undo()
    {
        var leaving = Given.Staffed().After(Words, by: Given.Mia, at: Given.Minutes(29), policy: Given.WithUndo);
        var promised = leaving.After(new IncidentCommand.PromiseNext(Given.Minutes(50), Audience.Public), by: Given.Mia, at: Given.Minutes(29), policy: Given.WithUndo);

        var undone = promised.After(new IncidentCommand.UndoUpdate(), by: Given.Mia, at: Given.Minutes(29), policy: Given.WithUndo);

        Assert.That(undone.PublicClock, Is.EqualTo(promised.PublicClock));
    }

    [Test]
    public void A_late_entry_does_not_end_a_publicly_open_incident()
    {
        var told = Given.Staffed().After(Words with { State = PublicState.Monitoring, Components = ImmutableSortedDictionary<string, ComponentStatus>.Empty.Add(Given.Api, ComponentStatus.MajorOutage) }, by: Given.Mia, at: Given.Minutes(20));
        var resolved = told.After(Given.AllClear, at: Given.Minutes(30));

        var added = resolved.After(Words with { SaidAt = Given.Minutes(25), State = PublicState.Identified }, by: Given.Mia, at: Given.Minutes(35));

        Assert.That((added.IsOpenInPublic, added.Components), Is.EqualTo((true, told.Components)));
    }

    [Test]
    public void Only_one_update_is_pending_at_a_time()
    {
        var leaving = Given.Staffed().After(Words, by: Given.Mia, policy: Given.WithUndo);

        Assert.That(leaving.Refuse(Words with { Text = "Other words." }, by: Given.Dan, policy: Given.WithUndo), Is.EqualTo(new Refusal.UpdateIsLeaving(leaving.Waiting!.LeavesAt!.Value, Given.Mia)));
        Assert.That(leaving.Refuse(new IncidentCommand.UndoUpdate(), by: Given.Bob, policy: Given.WithUndo), Is.EqualTo(new Refusal.NotYourUpdate(Given.Mia)));
        Assert.That(leaving.After(new IncidentCommand.UndoUpdate(), by: Given.Lea, policy: Given.WithUndo).Waiting, Is.Null, "the lead may undo it");
    }

    [Test]
    public void A_correction_changes_the_text_and_no_promise_state_or_count()
    {
        var told = Given.Staffed().After(Words, by: Given.Mia);

        var corrected = told.Accept(Words with { Text = "Sign-in by e-mail fails.", Corrects = new Correction(1, Words.Text) }, by: Given.Dan, at: Given.Minutes(45));

        Assert.That(corrected.Events, Is.EqualTo(new[] { new IncidentEvent.PublicUpdateCorrected(1, "Sign-in by e-mail fails.", Words.Text, null) }));
        Assert.That(corrected.Incident with { Version = told.Version }, Is.EqualTo(told));
    }

    [Test]
    public void An_ended_incident_can_be_corrected_by_the_same_people_only()
    {
        var closed = Given.Staffed().After(Words, by: Given.Mia).After(Given.AllClear).After(new IncidentCommand.Close());
        var correction = Words with { Text = "Sign-in by e-mail failed.", Corrects = new Correction(1, Words.Text) };

        Assert.That(closed.Accept(correction, by: Given.Mia, policy: ByRoles).Events.Single(), Is.TypeOf<IncidentEvent.PublicUpdateCorrected>());
        Assert.That(closed.Refuse(correction, by: Given.Bob, policy: ByRoles), Is.EqualTo(new Refusal.NotAPublisher(PublishRule.Roles)));
        Assert.That(closed.Refuse(correction with { Corrects = new Correction(2, "") }), Is.EqualTo(new Refusal.UnknownUpdate()));
        Assert.That(closed.Refuse(correction with { Text = Words.Text }), Is.EqualTo(new Refusal.NothingToChange("text")));
        Assert.That(closed.After(correction, by: Given.Mia, policy: ByApproval).Waiting!.LeavesAt, Is.Null, "a correction needs approval too");
    }

    [Test]
    public void A_correction_replaces_only_the_text_that_its_author_saw()
    {
        var told = Given.Staffed().After(Words, by: Given.Mia, at: Given.Minutes(20));
        var correction = new Correction(1, Words.Text) { TellsSubscribers = true };

        var refused = told.Refuse(Words with { Text = "Mine.", Corrects = correction with { Current = "Somebody else's." } });
        var accepted = told.Accept(Words with { Text = "Mine.", Corrects = correction with { Current = Words.Text } }, by: Given.Dan, at: Given.Minutes(45));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refused, Is.EqualTo(new Refusal.CorrectedMeanwhile("Somebody else's.")));
            Assert.That(accepted.Events.OfType<IncidentEvent.PublicUpdateCorrected>().Single().TellsSubscribers, Is.True);
        }
    }

    [Test]
    public void A_late_entry_has_its_own_time_and_does_not_reopen_the_incident()
    {
        var closed = Given.In(Phase.Closed);
        var components = ImmutableSortedDictionary<string, ComponentStatus>.Empty.Add(Given.Api, ComponentStatus.MajorOutage);

        var added = closed.Accept(Words with { SaidAt = Given.Noon, Components = components }, by: Given.Mia, at: Given.Minutes(600));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(added.Events.Single(), Is.TypeOf<IncidentEvent.PublicUpdateBackfilled>().With.Property("SaidAt").EqualTo(Given.Noon));
            Assert.That((added.Incident.PublicState, added.Incident.LastPublicUpdateAt, added.Incident.IsOpenInPublic), Is.EqualTo(((PublicState?)PublicState.Resolved, (Instant?)Given.Noon, false)));
            Assert.That(added.Incident.Components, Is.Empty);
            Assert.That(closed.Refuse(Words with { SaidAt = Given.Minutes(1) }), Is.EqualTo(new Refusal.NotInThePast(Given.Minutes(1))));
        }
    }

    [Test]
    public void A_late_entry_before_the_last_update_does_not_change_the_public_state()
    {
        var told = Given.Staffed().After(Words with { State = PublicState.Monitoring }, by: Given.Mia, at: Given.Minutes(20));

        var added = told.After(Words with { SaidAt = Given.Minutes(5) }, by: Given.Mia, at: Given.Minutes(25));

        Assert.That((added.PublicState, added.LastPublicUpdateAt, added.PublicClock), Is.EqualTo((told.PublicState, told.LastPublicUpdateAt, told.PublicClock)));
        Assert.That(added.PublicUpdates, Is.EqualTo(2));
    }

    [Test]
    public void A_backfilled_incident_is_closed_and_has_no_reminders()
    {
        var enter = new IncidentCommand.Backfill("Sign-in failed", "Minor", Given.Noon, Given.Minutes(40)) { CustomerImpact = true };

        var entered = (Decision.Accepted)IncidentDecider.Backfill(new IncidentId(7), enter, Given.Dan, Given.Minutes(600), ByRoles);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((entered.Incident.Phase, entered.Incident.DeclaredAt, entered.Incident.EndedAt, entered.Incident.PublicState), Is.EqualTo((Phase.Closed, Given.Noon, (Instant?)Given.Minutes(40), (PublicState?)null)));
            Assert.That(ReminderPlan.For(entered.Incident, Given.Policy.Reminders), Is.Empty);
            Assert.That(entered.Incident.After(Words with { SaidAt = Given.Minutes(5) }, by: Given.Dan, at: Given.Minutes(601), policy: ByRoles).PublicUpdates, Is.EqualTo(1), "the person who recorded it is its lead");
            Assert.That(IncidentDecider.Backfill(new IncidentId(7), enter with { EndedAt = Given.Noon }, Given.Dan, Given.Minutes(600), ByRoles), Is.EqualTo(new Decision.Refused(new Refusal.EndsBeforeItBegins())));
            Assert.That(IncidentDecider.Backfill(new IncidentId(7), enter, Given.Dan, Given.Minutes(30), ByRoles), Is.EqualTo(new Decision.Refused(new Refusal.NotInThePast(Given.Minutes(40)))));
        }
    }

    private static IEnumerable<IncidentCommand> Endings() =>
        [Given.AllClear, new IncidentCommand.MarkFalsePositive(), new IncidentCommand.Merge(Given.Other)];

    private static IncidentPolicy Policy(PublishPolicy publishing) => Given.Policy with { Publishing = publishing };
}
