using IncidentBot.Configuration;
using IncidentBot.Outbox;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using NUnit.Framework;

namespace IncidentBot.Tests.Outbox;

internal sealed class CallsInFlightTests
{
    private static readonly Duration Lease = Duration.FromSeconds(60);

    private readonly FakeTimeProvider _time = new();

    private Instant Now => Instant.FromDateTimeOffset(_time.GetUtcNow());

    [Test]
    public void A_bulk_call_that_lasts_long_frees_its_slot_and_an_urgent_one_does_not()
    {
        var calls = new CallsInFlight(OutboxOptions.Default, _time);
        calls.Add(Row(1, bulk: true));
        calls.Add(Row(2, bulk: false));
        _time.Advance(OutboxOptions.Default.LongestAttempt);
        calls.Add(Row(3, bulk: true));

        var before = calls.FreeSlots;
        _time.Advance(TimeSpan.FromSeconds(1));
        var after = calls.FreeSlots;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(before, Is.EqualTo(new OutboxSlots(OutboxSlots.All.Urgent - 1, OutboxSlots.All.Bulk - 2)));
            Assert.That(after, Is.EqualTo(new OutboxSlots(OutboxSlots.All.Urgent - 1, OutboxSlots.All.Bulk - 1)));
            Assert.That(calls.Ids, Is.EquivalentTo(new[] { 1L, 2L, 3L }), "it is still in flight");
        }
    }

    [TestCase(20, ExpectedResult = 0)]
    [TestCase(21, ExpectedResult = 1)]
    public int A_claim_is_renewed_after_a_third_of_its_length(int seconds)
    {
        var calls = new CallsInFlight(OutboxOptions.Default, _time);
        calls.Add(Row(1));

        _time.Advance(TimeSpan.FromSeconds(seconds));

        return calls.ToRenew(Now, Lease).Count;
    }

    [Test]
    public void A_renewed_claim_is_renewed_again_a_third_later()
    {
        var calls = new CallsInFlight(OutboxOptions.Default, _time);
        calls.Add(Row(1));
        _time.Advance(TimeSpan.FromSeconds(30));
        calls.Renewed(calls.ToRenew(Now, Lease).Single(), Now + Lease);

        var atOnce = calls.ToRenew(Now, Lease);
        _time.Advance(TimeSpan.FromSeconds(21));

        Assert.That((atOnce.Count, calls.ToRenew(Now, Lease).Count), Is.EqualTo((0, 1)));
    }

    [TestCase(3_600, ExpectedResult = 1, Description = "the claim has nearly ended by the clocks of all replicas")]
    [TestCase(-3_600, ExpectedResult = 0)]
    public int A_step_of_the_wall_clock_counts(int seconds)
    {
        var calls = new CallsInFlight(OutboxOptions.Default, _time);
        calls.Add(Row(1));

        return calls.ToRenew(Now + Duration.FromSeconds(seconds), Lease).Count;
    }

    [Test]
    public void A_clock_that_was_set_back_does_not_end_the_renewals()
    {
        var calls = new CallsInFlight(OutboxOptions.Default, _time);
        calls.Add(Row(1));

        _time.Advance(TimeSpan.FromSeconds(21));

        Assert.That(calls.ToRenew(Now - Duration.FromHours(1), Lease), Has.Count.EqualTo(1));
    }

    [Test]
    public void A_call_that_has_ended_is_not_renewed()
    {
        var calls = new CallsInFlight(OutboxOptions.Default, _time);
        calls.Add(Row(1));
        _time.Advance(TimeSpan.FromSeconds(30));
        var row = calls.ToRenew(Now, Lease).Single();

        calls.Remove(1);
        calls.Renewed(row, Now + Lease);

        Assert.That((calls.Ids, calls.FreeSlots), Is.EqualTo((Array.Empty<long>(), OutboxSlots.All)));
    }

    private OutboxRow Row(long id, bool bulk = true) => new()
    {
        Id = id,
        Lane = "a",
        Kind = "call",
        Payload = "",
        State = OutboxState.InFlight,
        Bulk = bulk,
        NextAttemptAt = Now + Lease,
        ClaimedUntil = Now + Lease,
        CreatedAt = Now,
    };
}
