using FsCheck;
using FsCheck.Fluent;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using IncidentBot.Core.StatusPage;
using NodaTime;

namespace IncidentBot.Core.Tests.Incidents;

/// <summary>Invariants after any sequence of commands. A failure prints its seed and the shortest failing sequence.</summary>
internal sealed class AnyStoryTests
{
    [Test]
    public void Every_change_increments_the_version_and_a_refusal_does_not() => Always((before, decision, after, _) => decision switch
    {
        Decision.Accepted accepted => after.Version == before.Version + 1 && accepted.Events.Count > 0,
        _ => after == before,
    });

    // Except for an undone update, which restores the earlier promise.
    [Test]
    public void Promise_numbers_only_grow() => Always((before, _, after, _) =>
        after.LastPromise >= before.LastPromise
        && Numbers(after).All(number => number <= after.LastPromise)
        && Numbers(after).Except(Numbers(before)).All(number => number > before.LastPromise || number == before.Waiting?.Held?.Before.Promise)
        && Numbers(after).Distinct().Count() == Numbers(after).Count());

    [Test]
    public void A_promise_number_never_identifies_two_promises() => Stories((story, policy) =>
        Step.Tell(story, policy)
            .SelectMany(told => new[] { (Audience.Internal, told.After.InternalClock), (Audience.Public, told.After.PublicClock) })
            .Where(clock => clock.Item2 is not null)
            .GroupBy(clock => clock.Item2!.Promise)
            .All(promise => promise.Distinct().Count() == 1));

    [Test]
    public void Clocks_run_exactly_while_an_audience_waits_for_an_update() => Always((_, _, after, _) =>
        (after.InternalClock is not null) == IsWorkedOn(after)
        && (after.PublicClock is not null) == (IsWorkedOn(after) && after.CustomerImpact && !after.IsConfidential));

    [Test]
    public void No_reminder_comes_before_a_promise_is_due() => Always((_, _, after, _) =>
        new[] { after.InternalClock, after.PublicClock }.All(clock => clock is null || clock.NudgeFrom >= clock.PromisedFor));

    [Test, Requirement("R34")]
    public void No_public_promise_exceeds_the_ceiling() => Always((before, _, after, at) =>
        after.PublicClock is not { } clock || clock.PromisedFor == before.PublicClock?.PromisedFor || clock.PromisedFor <= at + Given.Policy.Reminders.PublicCeiling);

    [Test]
    public void An_ended_incident_has_no_reminders_and_no_stale_state() => Always((_, _, after, _) =>
        (!after.Phase.HasEnded() || ReminderPlan.For(after, Given.Policy.Reminders).Count == 0)
        && (after.Phase is not (Phase.FalsePositive or Phase.Merged) || after.Components.IsEmpty)
        && (after.PublicState != PublicState.Resolved || after.Components.IsEmpty));

    [Test]
    public void A_confidential_incident_has_no_public_state() => Always((_, _, after, _) =>
        !after.IsConfidential || (after.PublicState is null && after.PublicTitle is null && after.PublicUpdates == 0 && after.Components.IsEmpty));

    [Test, Requirement("R46")]
    public void Resolved_is_published_only_after_the_all_clear() => Always((before, _, after, _) =>
        after.PublicState == before.PublicState || after.PublicState != PublicState.Resolved || !after.Phase.IsOpen());

    [Test]
    public void The_number_of_public_updates_grows_only_with_a_published_one() => Stories((story, policy) => Step.Tell(story, policy).All(told =>
        told.After.PublicUpdates == told.Before.PublicUpdates + (told.Decision is Decision.Accepted accepted
            ? accepted.Events.Count(happened => happened is IncidentEvent.PublicUpdatePublished or IncidentEvent.PublicUpdateBackfilled)
            : 0)));

    [Test]
    public void A_pending_update_is_always_publishable_and_published_once() => Stories((story, policy) =>
    {
        var told = Step.Tell(story, policy).ToList();
        var left = told.Select(one => one.Decision).OfType<Decision.Accepted>().SelectMany(accepted => accepted.Events).Select(WaitedFor).OfType<long>().ToList();
        return left.Distinct().Count() == left.Count
            && told.All(one => one.After.Waiting is not { What: { Corrects: null, SaidAt: null } what }
                || (IncidentDecider.RefusePublishing(one.After) is null && what.State == PublicState.Resolved == !one.After.Phase.IsOpen()));
    });

    [Test]
    public void A_sent_reminder_is_never_planned_again() => Stories((story, policy) =>
        Step.Tell(story, policy)
            .Select(told => told.After)
            .Prepend(Step.Begin(story.Beginning))
            .SelectMany(incident => ReminderPlan.For(incident, Given.Policy.Reminders).Select(planned => (planned.Key, planned.DueAt)))
            .Distinct()
            .GroupBy(planned => planned.Key)
            .All(moments => moments.Count() == 1));

    private static long? WaitedFor(IncidentEvent happened) => happened switch
    {
        IncidentEvent.PublicUpdatePublished published => published.Waited,
        IncidentEvent.PublicUpdateCorrected corrected => corrected.Waited,
        IncidentEvent.PublicUpdateBackfilled past => past.Waited,
        _ => null,
    };

    private static bool IsWorkedOn(Incident incident) => incident.Phase.IsOpen() && incident.Phase != Phase.Triage;

    private static IEnumerable<long> Numbers(Incident incident) =>
        new[] { incident.InternalClock?.Promise, incident.PublicClock?.Promise, incident.ImpactNumber == 0 ? null : incident.ImpactNumber }.OfType<long>();

    private static void Always(Func<Incident, Decision, Incident, Instant, bool> holds) =>
        Stories((story, policy) => Step.Tell(story, policy).All(told => holds(told.Before, told.Decision, told.After, told.At)));

    private static void Stories(Func<(int Beginning, List<Step> Steps), IncidentPolicy, bool> holds)
    {
        foreach (var policy in new[] { Given.Policy, Given.WithUndo, Given.WithApproval })
            Prop.ForAll(Step.Stories(), story => holds(story, policy)).Check(Config.QuickThrowOnFailure.WithMaxTest(250));
    }
}
