using IncidentBot.Core.Incidents;
using IncidentBot.Slack.WebApi;

namespace IncidentBot.SlackEdge.People;

/// <summary>Of which groups in the publish policy somebody is a member.</summary>
/// <param name="Ids">The groups.</param>
/// <param name="AreKnown">False when Slack did not say: then nobody is a member of any.</param>
internal sealed record Membership(IReadOnlyList<string> Ids, bool AreKnown)
{
    public static readonly Membership None = new([], AreKnown: true);
}

/// <summary>
/// Asks Slack who may publish or approve where that is a user group. Never long, because somebody waits; what was just learned is good for a minute, and
/// while Slack does not answer, for longer. Where nothing was ever learned nobody is let through.
/// </summary>
internal sealed class PublisherGroups(SlackApiClient slack, IncidentPolicy policy, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(1500);
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Usable = TimeSpan.FromHours(12);

    private sealed record Learned(IReadOnlyDictionary<string, IReadOnlyList<string>> People, long At);

    private Learned? learned;

    public async Task<Membership> OfAsync(PersonId person, CancellationToken cancellationToken)
    {
        if (policy.Publishing.Groups.Count == 0)
            return Membership.None;
        // By the monotonic clock: a wall clock that is set back must not prolong anybody's membership.
        if (learned is not { } known || time.GetElapsedTime(known.At) >= Fresh)
            known = await AskAsync(cancellationToken) ?? learned;
        if (known is null || time.GetElapsedTime(known.At) >= Usable)
            return new Membership([], AreKnown: false);
        return new Membership([.. policy.Publishing.Groups.Where(group => known.People.TryGetValue(group, out var people) && people.Contains(person.Value))], AreKnown: true);
    }

    private async Task<Learned?> AskAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = time.CreateTimer(state => ((CancellationTokenSource)state!).Cancel(), patience, Patience, Timeout.InfiniteTimeSpan);
        try
        {
            var outcome = await slack.UserGroupsAsync(patience.Token);
            if (outcome is not SlackOutcome<IReadOnlyList<UserGroup>>.Ok { Value: var groups })
                return null;
            return learned = new Learned(groups.ToDictionary(group => group.Id, group => group.Users, StringComparer.Ordinal), time.GetTimestamp());
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
