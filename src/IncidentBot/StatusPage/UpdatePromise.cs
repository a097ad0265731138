using NodaTime;

namespace IncidentBot.StatusPage;

/// <summary>The promise of the next word, said honestly: how long still, or how late we are.</summary>
internal sealed record UpdatePromise(Instant By, Instant Now)
{
    /// <summary>Whether this is read nobody knows when: then it says no distance, and always the day.</summary>
    public bool IsCopy { get; init; }

    public bool IsLate => Now > By;

    /// <summary>Before the time itself: <c>Next update by</c>.</summary>
    public string Lead => IsLate ? "Next update was due" : "Next update by";

    public string Time => IsCopy ? By.DateAndTime() : By.TimeSeenFrom(Now);

    /// <summary>After the time, in minutes begun before and minutes passed after it.</summary>
    public string Distance => IsCopy ? "" : IsLate
        ? WholeMinutes(Now - By) is var late and > 0 ? $"({UtcWords.Length(late)} late)" : "(under a minute late)"
        : WholeMinutes(By - Now + AlmostAMinute) is var left and > 0 ? $"(in {UtcWords.Length(left)})" : "(due now)";

    public override string ToString() => $"{Lead} {Time} {Distance}".TrimEnd();

    private static Duration AlmostAMinute => Duration.FromMinutes(1) - Duration.FromMilliseconds(1);

    private static int WholeMinutes(Duration duration) => (int)duration.TotalMinutes;
}
