namespace IncidentBot.Subscriptions;

/// <summary>What happened after an update. It is delivered to the subscribers who received the update.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Version">The incident's version by which it happened: no two notices have the same.</param>
/// <param name="Through">The last update by then. Later ones have deliveries of their own.</param>
internal sealed record FollowUpNotice(FollowUpNoticeKind Kind, long Version, long Through);

internal enum FollowUpNoticeKind
{
    /// <summary>Its words were corrected.</summary>
    Corrected,

    /// <summary>Its incident goes on in another one.</summary>
    Merged,
}
