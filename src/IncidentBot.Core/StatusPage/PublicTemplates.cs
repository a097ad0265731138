namespace IncidentBot.Core.StatusPage;

/// <summary>
/// The draft a messenger starts from. What only a person can know is a blank, <see cref="Blank"/>, and a text with a blank left cannot be
/// published. Only the first draft has none: it must be ready to go when nothing is known (R32).
/// </summary>
public static class PublicTemplates
{
    /// <summary>Stands where the author must write.</summary>
    public const string Blank = "___";

    /// <exception cref="ArgumentOutOfRangeException">There is no such state.</exception>
    public static string Text(PublicState state, PublicTemplateContext context) => state switch
    {
        PublicState.Investigating when context.IsFirst => Join(First(context), Next(context), Questions(context)),
        PublicState.Investigating => Join(StillInvestigating(context), Next(context)),
        PublicState.Identified => Join(Identified(context), Next(context)),
        PublicState.Monitoring => Join(Monitoring(context), Next(context), context.IsFirst ? Questions(context) : null),
        PublicState.Resolved => Resolved(context),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a public state."),
    };

    // Acknowledges, and says that work is under way (R27), with whatever is known, be it nothing (R32).
    private static string First(PublicTemplateContext context) => context switch
    {
        { Symptom: { } symptom } => $"We know of a problem with {Parts(context)}: {Clause(symptom)}. Our team is working on it now. We are sorry for the disruption.",
        { Components.Count: > 0 } => $"We know of a problem with {Parts(context)}. Our team is investigating it now and will share details as we learn them. We are sorry for the disruption.",
        _ => "We know that something is not working as it should. We do not have the details yet; our team is investigating now. We are sorry for the disruption.",
    };

    // Must say what is being done (R35, R93): "still looking" alone tells a customer nothing.
    private static string StillInvestigating(PublicTemplateContext context) =>
        $"The problem with {Parts(context)} continues: {Clause(context.Symptom)}. We are investigating it, and at the moment we are {Blank}. "
        + "If you notice anything else, please tell us.";

    // The first word that customers hear also says sorry (R40) and where to ask (R90).
    private static string Identified(PublicTemplateContext context) =>
        $"We have found the cause of the problem with {Parts(context)}; you may notice this: {Clause(context.Symptom)}. To put it right we are {Blank}. "
        + (context.IsFirst ? "We are sorry for the disruption. " : "")
        + (context is { IsFirst: true, SupportAddress: { } address } ? $"If you notice anything else, please tell us at {address}." : "If you notice anything else, please tell us.");

    // Never says that it is over: it is not known yet (R46).
    private static string Monitoring(PublicTemplateContext context) => context.IsFirst
        ? $"There was a problem with {Parts(context)}, and you may have noticed this: {Clause(context.Symptom)}. We have put a fix in place and are monitoring closely to be sure that it lasts. We are sorry for the disruption."
        : $"We have put a fix in place for the problem with {Parts(context)}, and service is recovering. We are monitoring closely to be sure that it lasts.";

    // Both halves of an all-clear: back to work, and come back to us if it is not so (R45); and what is asked of the reader.
    private static string Resolved(PublicTemplateContext context) =>
        $"The problem with {Parts(context)} is resolved. {Story(context)} You can get back to work{Asked(context.Guidance)}. "
        + $"If you still see this problem, or a new one, please contact us again{(context.SupportAddress is { } address ? $" at {address}" : "")}. "
        + "We are sorry for the disruption. We will review what happened in a post-mortem.";

    private static string Asked(string? guidance) =>
        string.IsNullOrWhiteSpace(guidance) ? "; there is nothing you need to do" : $". What you need to do: {guidance.Trim().TrimEnd('.')}";

    private static string Story(PublicTemplateContext context) => context.StartedAt is { } start
        ? $"From {PublicTime.Words(start, context.Now)} to {PublicTime.Words(context.Now, context.Now)}, this is what you may have noticed: {Clause(context.Symptom)}."
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
