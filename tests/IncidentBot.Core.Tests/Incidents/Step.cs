using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using NodaTime;

namespace IncidentBot.Core.Tests.Incidents;

/// <summary>One command, some time after the last one. A failing property prints it in words.</summary>
internal sealed record Step(Duration After, PersonId Actor, string Name, Func<Incident, Instant, IncidentCommand> Ask)
{
    private static readonly PersonId[] People = [Given.Dan, Given.Lea, Given.Mia, Given.Bob];

    private static readonly Func<IncidentCommand.Declare, IncidentCommand.Declare>[] Beginnings =
    [
        declare => declare,
        declare => declare with { CustomerImpact = true, Lead = Given.Lea, Messenger = Given.Mia },
        declare => declare with { CustomerImpact = true, SuspectedOnly = true },
        declare => declare with { CustomerImpact = true, IsPrivate = true },
        declare => declare with { IsSecurity = true, SuspectedOnly = true, Lead = Given.Dan },
    ];

    public override string ToString() => $"+{After} {Actor}: {Name}";

    /// <summary>A new declaration and the commands after it, in any order and at any pace.</summary>
    public static Arbitrary<(int Beginning, List<Step> Steps)> Stories()
    {
        var stories = Gen.Choose(0, Beginnings.Length - 1).Zip(Steps().ListOf().Select(steps => steps.ToList())).Select(story => (story.Item1, story.Item2));
        return Arb.From(stories, story => Enumerable.Range(0, story.Item2.Count).Select(left => (story.Item1, story.Item2.Where((_, at) => at != left).ToList())));
    }

    /// <summary>The story, step by step: the incident before and after each command, with the decision.</summary>
    public static IEnumerable<(Incident Before, Decision Decision, Incident After, Instant At)> Tell((int Beginning, List<Step> Steps) story, IncidentPolicy policy)
    {
        var incident = Given.Declared(Beginnings[story.Beginning]);
        var now = Given.Noon;
        foreach (var step in story.Steps)
        {
            now += step.After;
            var decision = incident.Ask(step.Ask(incident, now), step.Actor, now, policy);
            var after = decision is Decision.Accepted accepted ? accepted.Incident : incident;
            yield return (incident, decision, after, now);
            incident = after;
        }
    }

    public static Incident Begin(int beginning) => Given.Declared(Beginnings[beginning]);

    private static Gen<Step> Steps() =>
        from seconds in Gen.Elements(0, 1, 29, 30, 60, 299, 300, 900, 1800, 1801, 3600)
        from actor in Gen.Elements(People)
        from asked in Commands()
        select new Step(Duration.FromSeconds(seconds), actor, asked.Name, asked.Ask);

    private static Gen<(string Name, Func<Incident, Instant, IncidentCommand> Ask)> Commands() => Gen.Frequency(
        (3, from phase in Gen.Elements<Phase?>(null, null, Phase.Identified, Phase.Monitoring, Phase.Investigating, Phase.Resolved)
            from severity in Gen.Elements<string?>(null, null, "Major", "critical", "Minor", "Other")
            from minutes in Gen.Elements<int?>(null, -1, 3, 45, 20_000)
            select Named($"update {phase} {severity} {minutes}", (_, now) => new IncidentCommand.PostUpdate("Words.", phase, severity, In(minutes, now)))),
        (4, from state in Gen.Elements(Enum.GetValues<PublicState>())
            from minutes in Gen.Elements<int?>(null, null, 15, 61)
            from component in Gen.Elements(Given.Api, Given.Web, "unknown")
            from status in Gen.Elements(Enum.GetValues<ComponentStatus>())
            select Named($"publish {state} {component} {status} {minutes}", (_, now) => new IncidentCommand.PublishUpdate(state, "Words.")
            {
                NextUpdateBy = In(minutes, now),
                Components = ImmutableSortedDictionary<string, ComponentStatus>.Empty.Add(component, status),
            })),
        (3, from minutes in Gen.Elements(-1, 2, 10, 90)
            from audience in Gen.Elements<Audience?>(null, Audience.Internal, Audience.Public)
            from offset in Gen.Elements<int?>(null, 0, 1)
            select Named($"snooze {minutes} {audience} {offset}", (incident, _) =>
                new IncidentCommand.Snooze(Duration.FromMinutes(minutes), audience, incident.LastPromise - offset))),
        (3, from minutes in Gen.Elements(-1, 2, 45, 90)
            from audience in Gen.Elements<Audience?>(null, Audience.Internal, Audience.Public)
            from offset in Gen.Elements<int?>(null, 0, 1)
            select Named($"next {minutes} {audience} {offset}", (incident, now) =>
                new IncidentCommand.PromiseNext(now + Duration.FromMinutes(minutes), audience, incident.LastPromise - offset))),
        (4, Waits()),
        (4, Roles()),
        (4, Turns()));

    private static Gen<(string Name, Func<Incident, Instant, IncidentCommand> Ask)> Roles() =>
        from person in Gen.Elements(People)
        from command in Gen.Elements<IncidentCommand>(
            new IncidentCommand.AssignLead(person), new IncidentCommand.AssignMessenger(person), new IncidentCommand.AcknowledgeLead(), new IncidentCommand.AddNote("Words."))
        select Named(command.ToString(), (_, _) => command);

    private static Gen<(string Name, Func<Incident, Instant, IncidentCommand> Ask)> Waits() =>
        from offset in Gen.Elements(0, 0, 0, 1)
        from make in Gen.Elements<Func<long, IncidentCommand>>(
            number => new IncidentCommand.ApproveUpdate(number), number => new IncidentCommand.ApproveUpdate(number), number => new IncidentCommand.SendBackUpdate(number, "Words."),
            number => new IncidentCommand.UndoUpdate(number), number => new IncidentCommand.ReleaseUpdate(number), number => new IncidentCommand.ReleaseUpdate(number),
            _ => new IncidentCommand.PublishUpdate(PublicState.Monitoring, "Other words.") { Corrects = new Correction(1, "Words.") },
            _ => new IncidentCommand.PublishUpdate(PublicState.Investigating, "Words of the past.") { SaidAt = Given.Noon })
        select Named($"{make(0).GetType().Name} {offset}", (incident, _) => make((incident.Waiting?.Number ?? 1) - offset));

    private static Gen<(string Name, Func<Incident, Instant, IncidentCommand> Ask)> Turns() =>
        Gen.Elements<IncidentCommand>(
            Given.AllClear, Given.AllClear, new IncidentCommand.Resolve(true, false), new IncidentCommand.Close(), new IncidentCommand.Reopen(), new IncidentCommand.Reopen(),
            new IncidentCommand.MarkFalsePositive(), new IncidentCommand.Merge(Given.Other), new IncidentCommand.Accept(), new IncidentCommand.Accept(),
            new IncidentCommand.SetCustomerImpact(true), new IncidentCommand.SetCustomerImpact(false), new IncidentCommand.ChangeSeverity("Major"),
            new IncidentCommand.Rename("Another title")).Select(command => Named(command.GetType().Name, (_, _) => command));

    private static (string Name, Func<Incident, Instant, IncidentCommand> Ask) Named(string name, Func<Incident, Instant, IncidentCommand> ask) => (name, ask);

    private static Instant? In(int? minutes, Instant now) => minutes is { } some ? now + Duration.FromMinutes(some) : null;
}
