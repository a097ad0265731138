using NodaTime;

namespace IncidentBot.Scheduling;

/// <summary>Housekeeping at set hours. A run that was missed while the program was down is not made up for.</summary>
internal interface IChore
{
    string Name { get; }

    /// <summary>When, in UTC; seconds first: <c>0 30 3 * * ?</c> is half past three every night.</summary>
    string CronExpression { get; }

    Task RunAsync(Instant now, CancellationToken cancellationToken);
}
