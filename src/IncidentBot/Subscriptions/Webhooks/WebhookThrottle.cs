using NodaTime;

namespace IncidentBot.Subscriptions.Webhooks;

/// <summary>
/// Limits the webhook calls in flight. A call that finds all slots taken is told how long to wait: each has its own moment, as far apart as calls usually
/// take. Each attempt costs the database two writes, so rows that wait behind receivers that hang must not be tried every few seconds.
/// </summary>
/// <remarks>It measures time since its creation, which a change of the wall clock does not affect.</remarks>
internal sealed class WebhookThrottle(TimeProvider time)
{
    /// <summary>The calls in flight at a time. Fewer than the outbox has bulk slots, so receivers that hang do not delay mails.</summary>
    public const int MostCalls = 3;

    // The usual length of a call is an average over so many calls.
    private const int Learned = 8;

    private static readonly Duration Soonest = Duration.FromMilliseconds(50);
    private static readonly Duration Latest = Duration.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly long _made = time.GetTimestamp();
    private Duration _usual = Duration.FromMilliseconds(200);
    private Duration _last;
    private int _calls;

    private Duration Now => Duration.FromTimeSpan(time.GetElapsedTime(_made));

    /// <returns>Null when the call may begin; the caller then reports its <see cref="End"/>. Otherwise how long to wait.</returns>
    public Duration? Begin()
    {
        lock (_gate)
        {
            if (_calls < MostCalls)
            {
                _calls++;
                return null;
            }

            _last = Now + Queue() + (_usual / MostCalls);
            return Duration.Max(Soonest, Queue());
        }
    }

    /// <param name="took">How long the call took.</param>
    public void End(Duration took)
    {
        lock (_gate)
        {
            _calls--;
            _usual = ((_usual * (Learned - 1)) + took) / Learned;
        }
    }

    /// <summary>How long it takes, as far as that is known, until the last of the waiting calls may begin.</summary>
    public Duration Waiting()
    {
        lock (_gate)
            return Queue();
    }

    private Duration Queue() => Duration.Max(Duration.Zero, Duration.Min(_last - Now, Latest));
}
