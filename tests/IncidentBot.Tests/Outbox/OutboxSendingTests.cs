using IncidentBot.Configuration;
using IncidentBot.Outbox;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using NUnit.Framework;

namespace IncidentBot.Tests.Outbox;

internal sealed class OutboxSendingTests : IOutboxSender
{
    private static readonly OutboxRow Row = new()
    {
        Id = 1,
        Lane = "a",
        Kind = "call",
        Payload = "",
        State = OutboxState.InFlight,
        NextAttemptAt = Instant.FromUnixTimeSeconds(0),
        CreatedAt = Instant.FromUnixTimeSeconds(0),
    };

    private readonly TestTime _time = new();

    [Test]
    public async Task An_attempt_ends_in_doubt_well_before_its_claim()
    {
        var sending = new OutboxSending([this], new OutboxOptions(Duration.FromSeconds(20)), _time, NullLogger<OutboxSending>.Instance);

        var attempt = sending.AttemptAsync(Row, CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(14));
        var isOver = attempt.IsCompleted;
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.That(isOver, Is.False);
        Assert.That(await attempt, Is.EqualTo(new SendOutcome.Uncertain("no answer in time")));
    }

    public bool Handles(string kind) => true;

    public async Task<SendOutcome> SendAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, _time, cancellationToken);
        return new SendOutcome.Sent();
    }
}
