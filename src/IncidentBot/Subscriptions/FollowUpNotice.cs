namespace IncidentBot.Subscriptions;

/// <summary>What happened after an update, and is told to whoever heard of it.</summary>
/// <param name="Kind">What it was.</param>
/// <param name="Version">The incident's version by which it happened: no two have the same.</param>
/// <param name="Through">The last update there was by then. What came after it is left to its own telling.</param>
internal sealed record FollowUpNotice(FollowUpNoticeKind Kind, long Version, long Through);

internal enum FollowUpNoticeKind
{
    /// <summary>Its words were corrected.</summary>
    Corrected,

    /// <summary>Its incident goes on in another one.</summary>
    Merged,
}
