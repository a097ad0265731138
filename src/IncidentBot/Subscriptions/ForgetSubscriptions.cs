using IncidentBot.Scheduling;
using IncidentBot.Storage;
using IncidentBot.Subscriptions.Audience;
using NodaTime;

namespace IncidentBot.Subscriptions;

/// <summary>Forgets who asked and never confirmed, and who followed an incident that is long over.</summary>
internal sealed class ForgetSubscriptions(IDatabase database, RequestStore requests, SubscriberStore subscribers) : IChore
{
    private static readonly Duration Asked = Duration.FromDays(2);

    // What is reopened after so long has an audience of its own.
    private static readonly Duration Over = Duration.FromDays(30);

    public string Name => "forget subscriptions";

    public string CronExpression => "0 27 * * * ?";

    public Task RunAsync(Instant now, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            await requests.ForgetAsync(session, now - Asked);
            await subscribers.ForgetAsync(session, now - Over);
        },
        cancellationToken);
}
