using NodaTime;

namespace IncidentBot.Scheduling;

/// <summary>Housekeeping at fixed times. A run that was missed while the program was down is skipped.</summary>
internal interface IChore
{
    string Name { get; }

    /// <summary>When it runs, in UTC; seconds come first: <c>0 30 3 * * ?</c> is 03:30 every night.</summary>
    string CronExpression { get; }

    Task RunAsync(Instant now, CancellationToken cancellationToken);
}
