using IncidentBot.Scheduling;
using IncidentBot.Storage;
using IncidentBot.Subscriptions.Audience;
using NodaTime;

namespace IncidentBot.Subscriptions;

/// <summary>Deletes requests that were never confirmed, and followers of incidents that ended long ago.</summary>
internal sealed class ForgetSubscriptions(IDatabase database, RequestStore requests, SubscriberStore subscribers) : IChore
{
    private static readonly Duration RequestsAreKept = Duration.FromDays(2);

    // An incident that is reopened after that long finds other followers.
    private static readonly Duration FollowersAreKept = Duration.FromDays(30);

    public string Name => "forget subscriptions";

    public string CronExpression => "0 27 * * * ?";

    public Task RunAsync(Instant now, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            await requests.ForgetAsync(session, now - RequestsAreKept);
            await subscribers.ForgetAsync(session, now - FollowersAreKept);
        },
        cancellationToken);
}
