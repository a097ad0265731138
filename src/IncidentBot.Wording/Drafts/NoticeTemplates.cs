using IncidentBot.Core.StatusPage;
using NodaTime;

namespace IncidentBot.Wording.Drafts;

/// <summary>
/// The drafts of notices about planned work, in each of its states, and about other changes announced in advance. A <see
/// cref="PublicTemplates.Blank"/> stands for what only the author knows. A text that still has one cannot be published.
/// </summary>
public static class NoticeTemplates
{
    private const string Blank = PublicTemplates.Blank;

    /// <param name="kind">Maintenance or proactive; incidents have <see cref="PublicTemplates"/>.</param>
    /// <param name="state">The state of planned work; ignored for other notices.</param>
    /// <param name="context">The known facts.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no draft for that kind, or for that state of planned work.</exception>
    public static string Text(PostKind kind, PostState state, NoticeTemplateContext context) => (kind, state) switch
    {
        (PostKind.Proactive, _) => Proactive(context),
        (PostKind.Maintenance, PostState.Scheduled) => Scheduled(context),
        (PostKind.Maintenance, PostState.InProgress) => InProgress(context),
        (PostKind.Maintenance, PostState.Verifying) => Verifying(context),
        (PostKind.Maintenance, PostState.Completed) => Completed(context),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, $"There is no draft of {kind} in that state."),
    };

    // What, from when to when in UTC, what customers notice, which customers, and where to ask.
    private static string Scheduled(NoticeTemplateContext context) =>
        $"We are upgrading {Parts(context)} from {Moment(context.StartsAt)} to {Moment(context.EndsAt)}. What we do: {Blank}. "
        + $"During this time all customers will notice this: {Blank}. "
        + $"What keeps working: {Blank}. You need not do anything. Questions: {Support(context)}.";

    private static string InProgress(NoticeTemplateContext context) =>
        $"The upgrade of {Parts(context)} has begun, and is at this step: {Blank}. Until it is over you will notice this: {Blank}. "
        + $"We are on track to finish by {Moment(context.EndsAt)}.";

    // The work is not complete until it has been checked.
    private static string Verifying(NoticeTemplateContext context) =>
        $"The upgrade of {Parts(context)} is in place, and we are checking this: {Blank}. "
        + $"Until we have finished, by {Moment(context.EndsAt)}, you may still notice this: {Blank}.";

    // Both parts of an all-clear, as for an incident.
    private static string Completed(NoticeTemplateContext context) =>
        $"The upgrade of {Parts(context)} is complete. It took place from {Moment(context.StartsAt)} to {Moment(context.Now)}. What is different now: {Blank}. "
        + $"You can use {Parts(context)} as normal, and need not do anything. If you notice a problem, please tell us at {Support(context)}.";

    private static string Proactive(NoticeTemplateContext context) =>
        $"From {Moment(context.StartsAt)}, this changes for everyone who uses {Parts(context)}: {Blank}. "
        + $"What you need to do before then: {Blank}. Questions: {Support(context)}.";

    private static string Moment(Instant? instant) => instant is { } known ? PublicTime.Dated(known) : $"{Blank} UTC";

    private static string Support(NoticeTemplateContext context) => context.SupportAddress ?? Blank;

    private static string Parts(NoticeTemplateContext context) => context.Components switch
    {
        { Count: 0 } => Blank,
        { Count: 1 } names => names[0],
        var names => $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}",
    };
}

/// <summary>The known facts when a notice is drafted. Only the time of drafting is required.</summary>
/// <param name="Now">The time of drafting; also the end of completed work.</param>
public sealed record NoticeTemplateContext(Instant Now)
{
    /// <summary>The public names of the affected components, in page order.</summary>
    public IReadOnlyList<string> Components { get; init; } = [];

    /// <summary>When the work begins, or the change takes effect.</summary>
    public Instant? StartsAt { get; init; }

    /// <summary>When the work ends.</summary>
    public Instant? EndsAt { get; init; }

    /// <summary>Where customers reach support; null when not configured.</summary>
    public string? SupportAddress { get; init; }
}
