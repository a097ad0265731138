using NodaTime;

namespace IncidentBot;

/// <summary>What the wall clock showed, and when that was by the monotonic clock, which is never set.</summary>
internal readonly record struct ClockReading(Instant Wall, long Timestamp)
{
    private static readonly TimeSpan TooFarApart = TimeSpan.FromMilliseconds(100);

    /// <summary>Reads both clocks as one. A pause of the process between the two would look like a clock that was set, so such a reading is repeated.</summary>
    public static ClockReading Take(Clock clock, TimeProvider time)
    {
        while (true)
        {
            var before = time.GetTimestamp();
            var reading = new ClockReading(clock.Now, time.GetTimestamp());
            if (time.GetElapsedTime(before, reading.Timestamp) < TooFarApart)
                return reading;
        }
    }

    /// <summary>The time that has really passed since an earlier reading.</summary>
    public Duration ElapsedSince(ClockReading earlier, TimeProvider time) => Duration.FromTimeSpan(time.GetElapsedTime(earlier.Timestamp, Timestamp));

    /// <summary>By how much the wall clock was set since an earlier reading: ahead when positive, back when negative.</summary>
    public Duration StepSince(ClockReading earlier, TimeProvider time) => Wall - earlier.Wall - ElapsedSince(earlier, time);
}
