using NodaTime;

namespace IncidentBot.Configuration;

/// <summary>How calls leave the outbox; section <c>Outbox</c>.</summary>
/// <param name="ClaimLease">How long a claimed call belongs to its replica unless the replica renews the claim. After that another replica takes it over.</param>
internal sealed record OutboxOptions(Duration ClaimLease)
{
    public const string Section = "Outbox";

    private static readonly Duration Shortest = Duration.FromSeconds(5);
    private static readonly Duration Longest = Duration.FromMinutes(10);

    public static OutboxOptions Default { get; } = new(Duration.FromMinutes(1));

    /// <summary>When an attempt is asked to end, which is before the claim ends. A call that only waits for the answer to what it has handed over may go on.</summary>
    public TimeSpan LongestAttempt => (ClaimLease * 3 / 4).ToTimeSpan();

    public static OutboxOptions Read(SettingsReader outbox)
    {
        var lease = outbox.Duration("ClaimLease", Default.ClaimLease);
        if (lease >= Shortest && lease <= Longest)
            return new OutboxOptions(lease);
        outbox.Problem("ClaimLease", "should be between 5 seconds and 10 minutes: a call must end before the claim, and a killed replica's calls wait until then.");
        return Default;
    }
}
