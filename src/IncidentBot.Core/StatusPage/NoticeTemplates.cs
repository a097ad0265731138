using IncidentBot.Core.Wording;
using NodaTime;

namespace IncidentBot.Core.StatusPage;

/// <summary>
/// The drafts of what is announced rather than suffered: planned work in each of its states, and news that customers should have before anything
/// breaks. What only a person can know is a blank, <see cref="PublicTemplates.Blank"/>, and a text with a blank left cannot be published.
/// </summary>
public static class NoticeTemplates
{
    private const string Blank = PublicTemplates.Blank;

    /// <param name="kind">Maintenance or proactive; incidents have <see cref="PublicTemplates"/>.</param>
    /// <param name="state">Of maintenance the state; of other news it does not matter.</param>
    /// <param name="context">What is known.</param>
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

    // What, from when to when in UTC, what customers notice, who, and where to ask (R4 to R6, R12).
    private static string Scheduled(NoticeTemplateContext context) =>
        $"We are upgrading {Parts(context)} from {Moment(context.StartsAt)} to {Moment(context.EndsAt)}. What we do: {Blank}. During this time all customers will notice this: {Blank}. "
        + $"What keeps working: {Blank}. You need not do anything. Questions: {Support(context)}.";

    private static string InProgress(NoticeTemplateContext context) =>
        $"The upgrade of {Parts(context)} has begun, and is at this step: {Blank}. Until it is over you will notice this: {Blank}. We are on track to finish by {Moment(context.EndsAt)}.";

    // Not over until it was looked at.
    private static string Verifying(NoticeTemplateContext context) =>
        $"The upgrade of {Parts(context)} is in place, and we are checking this: {Blank}. Until we have finished, by {Moment(context.EndsAt)}, you may still notice this: {Blank}.";

    // Both halves of an all-clear, as for an incident (R45).
    private static string Completed(NoticeTemplateContext context) =>
        $"The upgrade of {Parts(context)} is complete. It took place from {Moment(context.StartsAt)} to {Moment(context.Now)}. What is different now: {Blank}. "
        + $"You can use {Parts(context)} as normal, and need not do anything. If you notice a problem, please tell us at {Support(context)}.";

    private static string Proactive(NoticeTemplateContext context) =>
        $"From {Moment(context.StartsAt)}, this changes for everyone who uses {Parts(context)}: {Blank}. What you need to do before then: {Blank}. Questions: {Support(context)}.";

    private static string Moment(Instant? instant) => instant is { } known ? PublicTime.Dated(known) : $"{Blank} UTC";

    private static string Support(NoticeTemplateContext context) => context.SupportAddress ?? Blank;

    private static string Parts(NoticeTemplateContext context) => context.Components switch
    {
        { Count: 0 } => Blank,
        { Count: 1 } names => names[0],
        var names => $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}",
    };
}

/// <summary>What is known when a notice is drafted. Everything but the moment may be unknown.</summary>
/// <param name="Now">The moment of drafting; ends the story of work that is complete.</param>
public sealed record NoticeTemplateContext(Instant Now)
{
    /// <summary>What customers call the parts concerned, in page order.</summary>
    public IReadOnlyList<string> Components { get; init; } = [];

    /// <summary>When the work begins, or the change takes effect.</summary>
    public Instant? StartsAt { get; init; }

    /// <summary>When the work ends.</summary>
    public Instant? EndsAt { get; init; }

    /// <summary>Where customers reach support; null when none is configured.</summary>
    public string? SupportAddress { get; init; }
}
