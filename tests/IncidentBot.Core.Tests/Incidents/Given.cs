using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using IncidentBot.Core.StatusPage;
using NodaTime;

namespace IncidentBot.Core.Tests.Incidents;

/// <summary>A team, its policy and an incident in any phase, reached only by commands.</summary>
internal static class Given
{
    public static readonly Instant Noon = Instant.FromUtc(2026, 3, 2, 12, 0);

    /// <summary>The declarer, without a role.</summary>
    public static readonly PersonId Dan = new("U-DAN");

    /// <summary>The lead in some tests. Dan named her, so she has not acknowledged the role.</summary>
    public static readonly PersonId Lea = new("U-LEA");

    public static readonly PersonId Mia = new("U-MIA");

    public static readonly PersonId Bob = new("U-BOB");

    public const string Api = "api000000000";

    public const string Web = "web000000000";

    public static readonly IncidentPolicy Policy = new(
        new SeverityCatalog(
        [
            Severity("Critical", 1, 30, 30),
            Severity("Major", 2, 60, 60),
            Severity("Minor", 3, 60, 60) with { UsesWorkflow = false },
        ]),
        new ReminderPolicy(),
        new ComponentCatalog(
        [
            new Component(Api, "api", "API", null, null),
            new Component(Web, "web", "Website", null, null),
        ]));

    /// <summary>The same team, with an undo time of half a minute.</summary>
    public static readonly IncidentPolicy WithUndo = Policy with { Publishing = new PublishPolicy { UndoFor = Duration.FromSeconds(30) } };

    /// <summary>The same team, with Lea as approver and an undo time of half a minute.</summary>
    public static readonly IncidentPolicy WithApproval =
        Policy with { Publishing = new PublishPolicy { Rule = PublishRule.Approval, Approvers = [Lea], UndoFor = Duration.FromSeconds(30) } };

    public static Incident Declared(Func<IncidentCommand.Declare, IncidentCommand.Declare>? with = null)
    {
        var declare = new IncidentCommand.Declare("Sign-in fails", "Critical");
        return Declaring(with?.Invoke(declare) ?? declare).Incident;
    }

    public static Decision.Accepted Declaring(IncidentCommand.Declare declare) =>
        (Decision.Accepted)IncidentDecider.Declare(new IncidentId(1), declare, Dan, Noon, Policy);

    /// <summary>An incident with customer impact, with Lea as lead and Mia as messenger.</summary>
    public static Incident Staffed(Func<IncidentCommand.Declare, IncidentCommand.Declare>? with = null) =>
        Declared(declare => (with ?? (same => same))(declare with { CustomerImpact = true, Lead = Lea, Messenger = Mia }));

    /// <summary>A staffed incident in <paramref name="phase"/>, without public updates.</summary>
    public static Incident In(Phase phase) => phase switch
    {
        Phase.Triage => Staffed(declare => declare with { SuspectedOnly = true }),
        Phase.Investigating => Staffed(),
        Phase.Identified or Phase.Monitoring => Staffed().After(new IncidentCommand.PostUpdate("Found it.", phase)),
        Phase.Resolved => Staffed().After(AllClear),
        Phase.Closed => In(Phase.Resolved).After(new IncidentCommand.Close()),
        Phase.FalsePositive => Staffed().After(new IncidentCommand.MarkFalsePositive()),
        Phase.Merged => Staffed().After(new IncidentCommand.Merge(Other)),
        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, "Not a phase."),
    };

    public static IncidentCommand.Resolve AllClear => new(IsOver: true, WillNotRecur: true);

    public static Incident Other => Staffed() with { Id = new IncidentId(2) };

    /// <summary>The incident after an accepted command; a refusal fails the test.</summary>
    public static Incident After(this Incident incident, IncidentCommand command, PersonId? by = null, Instant? at = null, IncidentPolicy? policy = null) =>
        incident.Accept(command, by, at, policy).Incident;

    public static Decision.Accepted Accept(this Incident incident, IncidentCommand command, PersonId? by = null, Instant? at = null, IncidentPolicy? policy = null) =>
        incident.Ask(command, by, at, policy) switch
        {
            Decision.Accepted accepted => accepted,
            var refused => throw new AssertionException($"{command} was refused: {refused}"),
        };

    public static Refusal Refuse(this Incident incident, IncidentCommand command, PersonId? by = null, Instant? at = null, IncidentPolicy? policy = null) =>
        incident.Ask(command, by, at, policy) switch
        {
            Decision.Refused refused => refused.Why,
            var accepted => throw new AssertionException($"{command} was accepted: {accepted}"),
        };

    public static Decision Ask(this Incident incident, IncidentCommand command, PersonId? by = null, Instant? at = null, IncidentPolicy? policy = null) =>
        IncidentDecider.Decide(incident, command, by ?? Dan, at ?? Noon, policy ?? Policy);

    public static Instant Minutes(int afterNoon) => Noon + Duration.FromMinutes(afterNoon);

    private static Severity Severity(string key, int rank, int internalMinutes, int publicMinutes) => new()
    {
        Key = key,
        Rank = rank,
        Meaning = $"What {key} means.",
        Contractual = "Severity 1",
        Cadence = new Cadence(Duration.FromMinutes(internalMinutes), Duration.FromMinutes(publicMinutes)),
    };
}
