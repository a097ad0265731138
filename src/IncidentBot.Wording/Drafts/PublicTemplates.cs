using IncidentBot.Core.StatusPage;

namespace IncidentBot.Wording.Drafts;

/// <summary>
/// The drafts of public updates. A <see cref="Blank"/> stands for what only the author knows. A text that still has one cannot be published. Only the
/// first draft has none, because it must be ready to publish when nothing is known.
/// </summary>
public static class PublicTemplates
{
    /// <summary>The placeholder that the author must replace.</summary>
    public const string Blank = "___";

    private const string Apology = "We are sorry for the disruption.";

    /// <exception cref="ArgumentOutOfRangeException">The state is not defined.</exception>
    public static string Text(PublicState state, PublicTemplateContext context) => state switch
    {
        PublicState.Investigating when context.IsFirst => Join(First(context), Next(context), Questions(context)),
        PublicState.Investigating => Join(StillInvestigating(context), Next(context)),
        PublicState.Identified => Join(Identified(context), Next(context)),
        PublicState.Monitoring => Join(Monitoring(context), Next(context), context.IsFirst ? Questions(context) : null),
        PublicState.Resolved => Resolved(context),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a public state."),
    };

    // Acknowledges the problem and says that work is under way, with whatever is known; also with nothing.
    private static string First(PublicTemplateContext context) => context switch
    {
        { Symptom: { } symptom } => $"We know of a problem with {Parts(context)}: {Clause(symptom)}. Our team is working on it now. {Apology}",
        { Components.Count: > 0 } =>
            $"We know of a problem with {Parts(context)}. Our team is investigating it now and will share details as we learn them. {Apology}",
        _ => $"We know that something is not working as it should. We do not have the details yet; our team is investigating now. {Apology}",
    };

    // Must say what is being done: "still looking" alone has no information for a customer.
    private static string StillInvestigating(PublicTemplateContext context) =>
        $"The problem with {Parts(context)} continues: {Clause(context.Symptom)}. We are investigating it, and at the moment we are {Blank}. "
        + "If you notice anything else, please tell us.";

    // The first public update also apologizes and says where to ask.
    private static string Identified(PublicTemplateContext context) =>
        $"We have found the cause of the problem with {Parts(context)}; you may notice this: {Clause(context.Symptom)}. To fix it we are {Blank}. "
        + (context.IsFirst ? $"{Apology} " : "")
        + $"If you notice anything else, please tell us{(context is { IsFirst: true, SupportAddress: { } address } ? $" at {address}" : "")}.";

    // Never says that the problem is over, because that is not known yet.
    private static string Monitoring(PublicTemplateContext context) => context.IsFirst
        ? $"There was a problem with {Parts(context)}, and you may have noticed this: {Clause(context.Symptom)}. "
            + $"We have put a fix in place and are monitoring closely to be sure that it lasts. {Apology}"
        : $"We have put a fix in place for the problem with {Parts(context)}, and service is recovering. "
            + "We are monitoring closely to be sure that it lasts.";

    // Both parts of an all-clear, "you can work again" and "contact us if not", and what the reader must do.
    private static string Resolved(PublicTemplateContext context) =>
        $"The problem with {Parts(context)} is resolved. {Story(context)} You can get back to work{Asked(context.Guidance)}. "
        + $"If you still see this problem, or a new one, please contact us again{(context.SupportAddress is { } address ? $" at {address}" : "")}. "
        + $"{Apology} We will review what happened in a post-mortem.";

    private static string Asked(string? guidance) =>
        string.IsNullOrWhiteSpace(guidance) ? "; there is nothing you need to do" : $". What you need to do: {guidance.Trim().TrimEnd('.')}";

    private static string Story(PublicTemplateContext context) => context.StartedAt is { } start
        ? $"From {PublicTime.Words(start, context.Now)} to {PublicTime.Words(context.Now, context.Now)}, "
            + $"this is what you may have noticed: {Clause(context.Symptom)}."
        : $"While it lasted, this is what you may have noticed: {Clause(context.Symptom)}.";

    private static string? Next(PublicTemplateContext context) =>
        context.NextUpdateBy is { } by ? PublicText.NextUpdate(by, context.Now) : null;

    private static string? Questions(PublicTemplateContext context) =>
        context.SupportAddress is { } address ? PublicText.Questions(address) : null;

    private static string Parts(PublicTemplateContext context) => context.Components switch
    {
        { Count: 0 } => "our service",
        { Count: 1 } names => names[0],
        var names => $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}",
    };

    private static string Clause(string? symptom) => string.IsNullOrWhiteSpace(symptom) ? Blank : symptom.Trim().TrimEnd('.');

    private static string Join(params string?[] sentences) => string.Join(' ', sentences.Where(sentence => sentence is not null));
}
