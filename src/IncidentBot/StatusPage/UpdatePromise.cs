using NodaTime;

namespace IncidentBot.StatusPage;

/// <summary>The promise of the next update: the time, and how soon or how late that is.</summary>
internal sealed record UpdatePromise(Instant By, Instant Now)
{
    /// <summary>Whether this is part of the static copy, which may be read at any time. Then it shows the day and no relative time.</summary>
    public bool IsCopy { get; init; }

    public bool IsLate => Now > By;

    /// <summary>The text before the time: <c>Next update by</c>.</summary>
    public string Lead => IsLate ? "Next update was due" : "Next update by";

    public string Time => IsCopy ? By.DateAndTime() : By.TimeSeenFrom(Now);

    /// <summary>The relative time, rounded up before the promised time and down after it.</summary>
    public string Distance => IsCopy ? "" : IsLate
        ? WholeMinutes(Now - By) is var late and > 0 ? $"({UtcWords.Length(late)} late)" : "(under a minute late)"
        : WholeMinutes(By - Now + AlmostAMinute) is var left and > 0 ? $"(in {UtcWords.Length(left)})" : "(due now)";

    public override string ToString() => $"{Lead} {Time} {Distance}".TrimEnd();

    private static Duration AlmostAMinute => Duration.FromMinutes(1) - Duration.FromMilliseconds(1);

    private static int WholeMinutes(Duration duration) => (int)duration.TotalMinutes;
}
