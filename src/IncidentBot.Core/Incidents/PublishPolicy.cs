using NodaTime;

namespace IncidentBot.Core.Incidents;

/// <summary>Who may tell customers (R28).</summary>
public enum PublishRule
{
    /// <summary>Everybody is trusted to speak for the company.</summary>
    Anyone,

    /// <summary>The lead and the messenger of the incident.</summary>
    Roles,

    /// <summary>The members of one group.</summary>
    Group,

    /// <summary>Everybody writes, and a second person lets it out.</summary>
    Approval,
}

/// <summary>How a public update gets from its author's confirmation to its readers: configuration, as the decisions see it.</summary>
public sealed record PublishPolicy
{
    public PublishRule Rule { get; init; } = PublishRule.Anyone;

    /// <summary>The id of the group whose members may publish; asked only by <see cref="PublishRule.Group"/>.</summary>
    public string? Group { get; init; }

    /// <summary>Who may approve. With <see cref="ApproverGroups"/> empty too: everybody but the author.</summary>
    public IReadOnlyList<PersonId> Approvers { get; init; } = [];

    /// <summary>The ids of groups whose members may approve.</summary>
    public IReadOnlyList<string> ApproverGroups { get; init; } = [];

    /// <summary>How long a confirmed update can be taken back before customers see it; zero publishes at once.</summary>
    public Duration UndoFor { get; init; } = Duration.Zero;

    public bool NamesApprovers => Approvers.Count > 0 || ApproverGroups.Count > 0;

    /// <summary>The groups in which it matters who is a member.</summary>
    public IReadOnlyList<string> Groups => [.. new[] { Group }.OfType<string>(), .. ApproverGroups];

    /// <param name="person">Who wants to let it out.</param>
    /// <param name="groups">The groups this person is a member of.</param>
    /// <param name="author">Whose words it is: a second person is somebody else.</param>
    public bool MayApprove(PersonId person, IReadOnlyList<string> groups, PersonId author) =>
        person != author && (!NamesApprovers || Approvers.Contains(person) || ApproverGroups.Any(groups.Contains));

    internal bool MayPublish(Incident incident, PersonId person, IReadOnlyList<string> groups) => Rule switch
    {
        PublishRule.Roles => person == incident.Lead || person == incident.Messenger,
        PublishRule.Group => Group is not null && groups.Contains(Group),
        _ => true,
    };
}
