using NodaTime;

namespace IncidentBot.Subscriptions.Webhooks;

/// <summary>
/// Whose turn it is: so many addresses are called at a time, and whoever finds them all busy is told when to come back, each at a moment of their own, as far apart as calls
/// usually take. Each coming costs the database two writes: a crowd that waits behind receivers that hang must not knock every few seconds.
/// </summary>
/// <remarks>It counts what has passed since it was made, which no hand sets back or ahead.</remarks>
internal sealed class WebhookThrottle(TimeProvider time)
{
    /// <summary>So many addresses are called at a time: mail goes past those that hang.</summary>
    public const int MostCalls = 3;

    // How many calls what is usual is learned from.
    private const int Learned = 8;

    private static readonly Duration Soonest = Duration.FromMilliseconds(50);
    private static readonly Duration Latest = Duration.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly long _made = time.GetTimestamp();
    private Duration _usual = Duration.FromMilliseconds(200);
    private Duration _last;
    private int _calls;

    private Duration Now => Duration.FromTimeSpan(time.GetElapsedTime(_made));

    /// <returns>Null when it is the caller's turn, who then says when it <see cref="End"/>s; otherwise after how long to come again.</returns>
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

    /// <summary>How long those who are waiting take until the last has had its turn; as far as that is known.</summary>
    public Duration Waiting()
    {
        lock (_gate)
            return Queue();
    }

    private Duration Queue() => Duration.Max(Duration.Zero, Duration.Min(_last - Now, Latest));
}
