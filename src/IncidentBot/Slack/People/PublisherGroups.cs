using IncidentBot.Core.Incidents;
using IncidentBot.Slack.WebApi;

namespace IncidentBot.SlackEdge.People;

/// <summary>The groups of the publish policy that a person is a member of.</summary>
/// <param name="Ids">The ids of the groups.</param>
/// <param name="AreKnown">False when Slack did not answer: then there are no ids.</param>
internal sealed record Membership(IReadOnlyList<string> Ids, bool AreKnown)
{
    public static readonly Membership None = new([], AreKnown: true);
}

/// <summary>
/// Asks Slack for the members of the user groups that may publish or approve. A request has a short time limit, because a person waits.
/// An answer is used for a minute, and longer while Slack does not answer. Without any answer, no person passes.
/// </summary>
internal sealed class PublisherGroups(SlackApiClient slack, IncidentPolicy policy, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(1500);
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Usable = TimeSpan.FromHours(12);

    private sealed record Learned(IReadOnlyDictionary<string, IReadOnlyList<string>> People, long At);

    private Learned? _learned;

    public async Task<Membership> OfAsync(PersonId person, CancellationToken cancellationToken)
    {
        if (policy.Publishing.Groups.Count == 0)
            return Membership.None;
        // By the monotonic clock: a wall clock that is set back must not prolong a membership.
        if (_learned is not { } known || time.GetElapsedTime(known.At) >= Fresh)
            known = await AskAsync(cancellationToken) ?? _learned;
        if (known is null || time.GetElapsedTime(known.At) >= Usable)
            return new Membership([], AreKnown: false);
        var ids = policy.Publishing.Groups.Where(group => known.People.TryGetValue(group, out var people) && people.Contains(person.Value));
        return new Membership([.. ids], AreKnown: true);
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
            return _learned = new Learned(groups.ToDictionary(group => group.Id, group => group.Users, StringComparer.Ordinal), time.GetTimestamp());
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
