using NodaTime;

namespace IncidentBot.Core.Incidents;

/// <summary>Who may publish to customers.</summary>
public enum PublishRule
{
    /// <summary>Every user may publish.</summary>
    Anyone,

    /// <summary>The lead and the messenger of the incident.</summary>
    Roles,

    /// <summary>The members of one group.</summary>
    Group,

    /// <summary>Every user may write an update, and a second person approves it.</summary>
    Approval,
}

/// <summary>The configured path of a public update from its author's confirmation to its readers.</summary>
public sealed record PublishPolicy
{
    public PublishRule Rule { get; init; } = PublishRule.Anyone;

    /// <summary>The id of the group whose members may publish; used only by <see cref="PublishRule.Group"/>.</summary>
    public string? Group { get; init; }

    /// <summary>The people who may approve. When <see cref="ApproverGroups"/> is empty too, every user except the author may.</summary>
    public IReadOnlyList<PersonId> Approvers { get; init; } = [];

    /// <summary>The ids of groups whose members may approve.</summary>
    public IReadOnlyList<string> ApproverGroups { get; init; } = [];

    /// <summary>How long a confirmed update can be withdrawn before customers see it; zero publishes at once.</summary>
    public Duration UndoFor { get; init; } = Duration.Zero;

    public bool NamesApprovers => Approvers.Count > 0 || ApproverGroups.Count > 0;

    /// <summary>The groups whose membership matters for these rules.</summary>
    public IReadOnlyList<string> Groups => [.. new[] { Group }.OfType<string>(), .. ApproverGroups];

    /// <param name="person">The person who wants to approve.</param>
    /// <param name="groups">The person's groups.</param>
    /// <param name="author">The author of the update, who cannot be the second person.</param>
    public bool MayApprove(PersonId person, IReadOnlyList<string> groups, PersonId author) =>
        person != author && (!NamesApprovers || Approvers.Contains(person) || ApproverGroups.Any(groups.Contains));

    internal bool MayPublish(Incident incident, PersonId person, IReadOnlyList<string> groups) => Rule switch
    {
        PublishRule.Roles => person == incident.Lead || person == incident.Messenger,
        PublishRule.Group => Group is not null && groups.Contains(Group),
        _ => true,
    };
}
