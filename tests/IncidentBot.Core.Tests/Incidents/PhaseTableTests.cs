using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using NodaTime;

namespace IncidentBot.Core.Tests.Incidents;

/// <summary>
/// The effect of every command in every phase. <c>ok</c>: accepted, the phase stays. A phase: accepted, the incident is in that phase now.
/// <c>!Open</c> and the like: refused, with the phase that the command needs. Any other <c>!</c>: refused for that reason.
/// </summary>
internal sealed class PhaseTableTests
{
    private const string Table = """
        Command             | Triage            | Investigating        | Identified           | Monitoring           | Resolved             | Closed               | FalsePositive   | Merged
        AssignLead          | ok                | ok                   | ok                   | ok                   | ok                   | !OpenOrResolved      | !OpenOrResolved | !WasMerged
        AcknowledgeLead     | ok                | ok                   | ok                   | ok                   | ok                   | !OpenOrResolved      | !OpenOrResolved | !WasMerged
        AssignMessenger     | ok                | ok                   | ok                   | ok                   | ok                   | !OpenOrResolved      | !OpenOrResolved | !WasMerged
        PostUpdate          | ok                | ok                   | ok                   | ok                   | ok                   | !OpenOrResolved      | !OpenOrResolved | !WasMerged
        PostUpdate:phase    | !Accepted         | Identified           | ok                   | Identified           | !Accepted            | !OpenOrResolved      | !OpenOrResolved | !WasMerged
        PostUpdate:resolved | !PhaseNotByUpdate | !PhaseNotByUpdate    | !PhaseNotByUpdate    | !PhaseNotByUpdate    | ok                   | !OpenOrResolved      | !OpenOrResolved | !WasMerged
        PublishUpdate:open  | !Accepted         | ok                   | ok                   | ok                   | !PublicStateMismatch | !PublicStateMismatch | !Accepted       | !WasMerged
        PublishUpdate:over  | !Accepted         | !PublicStateMismatch | !PublicStateMismatch | !PublicStateMismatch | ok                   | ok                   | !Accepted       | !WasMerged
        PublishUpdate:past  | !Accepted         | ok                   | ok                   | ok                   | ok                   | ok                   | !Accepted       | !WasMerged
        PublishUpdate:correct | !UnknownUpdate  | !UnknownUpdate       | !UnknownUpdate       | !UnknownUpdate       | !UnknownUpdate       | !UnknownUpdate       | !UnknownUpdate  | !UnknownUpdate
        ApproveUpdate       | !UpdateGone       | !UpdateGone          | !UpdateGone          | !UpdateGone          | !UpdateGone          | !UpdateGone          | !UpdateGone     | !UpdateGone
        ApproveUpdate:waits | !Accepted         | ok                   | ok                   | ok                   | !PublicStateMismatch | !PublicStateMismatch | !Accepted       | !WasMerged
        SendBackUpdate      | !UpdateGone       | !UpdateGone          | !UpdateGone          | !UpdateGone          | !UpdateGone          | !UpdateGone          | !UpdateGone     | !UpdateGone
        SendBackUpdate:waits | ok               | ok                   | ok                   | ok                   | ok                   | ok                   | ok              | ok
        UndoUpdate          | !UpdateGone       | !UpdateGone          | !UpdateGone          | !UpdateGone          | !UpdateGone          | !UpdateGone          | !UpdateGone     | !UpdateGone
        UndoUpdate:waits    | !NotYourUpdate    | !NotYourUpdate       | !NotYourUpdate       | !NotYourUpdate       | !NotYourUpdate       | !NotYourUpdate       | !NotYourUpdate  | !NotYourUpdate
        ReleaseUpdate       | !UpdateGone       | !UpdateGone          | !UpdateGone          | !UpdateGone          | !UpdateGone          | !UpdateGone          | !UpdateGone     | !UpdateGone
        ReleaseUpdate:leaves | ok               | ok                   | ok                   | ok                   | ok                   | ok                   | ok              | ok
        ChangeSeverity      | ok                | ok                   | ok                   | ok                   | ok                   | !OpenOrResolved      | !OpenOrResolved | !WasMerged
        Rename              | ok                | ok                   | ok                   | ok                   | ok                   | !OpenOrResolved      | !OpenOrResolved | !WasMerged
        SetCustomerImpact   | ok                | ok                   | ok                   | ok                   | !Open                | !Open                | !Open           | !WasMerged
        Snooze              | !NoClock          | ok                   | ok                   | ok                   | !Open                | !Open                | !Open           | !WasMerged
        PromiseNext         | !NoClock          | ok                   | ok                   | ok                   | !Open                | !Open                | !Open           | !WasMerged
        Resolve             | !Accepted         | Resolved             | Resolved             | Resolved             | !Accepted            | !Accepted            | !Accepted       | !WasMerged
        Close               | !Resolved         | !Resolved            | !Resolved            | !Resolved            | Closed               | !Resolved            | !Resolved       | !WasMerged
        Reopen              | !Ended            | !Ended               | !Ended               | !Ended               | Investigating        | Investigating        | Investigating   | !WasMerged
        MarkFalsePositive   | FalsePositive     | FalsePositive        | FalsePositive        | FalsePositive        | !Open                | !Open                | !Open           | !WasMerged
        Merge               | Merged            | Merged               | Merged               | Merged               | !Open                | !Open                | !Open           | !WasMerged
        Accept              | Investigating     | !Triage              | !Triage              | !Triage              | !Triage              | !Triage              | !Triage         | !WasMerged
        AskSupport          | ok                | ok                   | ok                   | ok                   | !Open                | !Open                | !Open           | !WasMerged
        CallSupport         | ok                | ok                   | ok                   | ok                   | !Open                | !Open                | !Open           | !WasMerged
        AddNote             | ok                | ok                   | ok                   | ok                   | ok                   | ok                   | ok              | ok
        """;

    // A pending update in every phase. Commands drop it in most of them; the release must refuse it there without relying on that.
    private static readonly WaitingUpdate Waits =
        new(9, Given.Mia, Given.Noon, new IncidentCommand.PublishUpdate(PublicState.Investigating, "We are looking into it.") { Title = "Sign-in fails" });

    private static readonly Dictionary<string, IncidentCommand> Commands = new()
    {
        ["AssignLead"] = new IncidentCommand.AssignLead(Given.Bob),
        ["AcknowledgeLead"] = new IncidentCommand.AcknowledgeLead(),
        ["AssignMessenger"] = new IncidentCommand.AssignMessenger(Given.Bob),
        ["PostUpdate"] = new IncidentCommand.PostUpdate("Still looking."),
        ["PostUpdate:phase"] = new IncidentCommand.PostUpdate("Found it.", Phase.Identified),
        ["PostUpdate:resolved"] = new IncidentCommand.PostUpdate("Done?", Phase.Resolved),
        ["PublishUpdate:open"] = new IncidentCommand.PublishUpdate(PublicState.Investigating, "We are looking into it."),
        ["PublishUpdate:over"] = new IncidentCommand.PublishUpdate(PublicState.Resolved, "It is over."),
        ["PublishUpdate:past"] = new IncidentCommand.PublishUpdate(PublicState.Investigating, "We were looking into it.") { SaidAt = Given.Noon },
        ["PublishUpdate:correct"] = new IncidentCommand.PublishUpdate(PublicState.Investigating, "We look into it.") { Corrects = new Correction(1, "We are looking into it.") },
        ["ApproveUpdate"] = new IncidentCommand.ApproveUpdate(Waits.Number),
        ["ApproveUpdate:waits"] = new IncidentCommand.ApproveUpdate(Waits.Number),
        ["SendBackUpdate"] = new IncidentCommand.SendBackUpdate(Waits.Number, "Too long."),
        ["SendBackUpdate:waits"] = new IncidentCommand.SendBackUpdate(Waits.Number, "Too long."),
        ["UndoUpdate"] = new IncidentCommand.UndoUpdate(),
        ["UndoUpdate:waits"] = new IncidentCommand.UndoUpdate(),
        ["ReleaseUpdate"] = new IncidentCommand.ReleaseUpdate(Waits.Number),
        ["ReleaseUpdate:leaves"] = new IncidentCommand.ReleaseUpdate(Waits.Number),
        ["ChangeSeverity"] = new IncidentCommand.ChangeSeverity("Major"),
        ["Rename"] = new IncidentCommand.Rename("Nobody can sign in"),
        ["SetCustomerImpact"] = new IncidentCommand.SetCustomerImpact(false),
        ["Snooze"] = new IncidentCommand.Snooze(Duration.FromMinutes(15)),
        ["PromiseNext"] = new IncidentCommand.PromiseNext(Given.Minutes(20)),
        ["Resolve"] = Given.AllClear,
        ["Close"] = new IncidentCommand.Close(),
        ["Reopen"] = new IncidentCommand.Reopen(),
        ["MarkFalsePositive"] = new IncidentCommand.MarkFalsePositive(),
        ["Merge"] = new IncidentCommand.Merge(Given.Other),
        ["Accept"] = new IncidentCommand.Accept(),
        ["AskSupport"] = new IncidentCommand.AskSupport(),
        ["CallSupport"] = new IncidentCommand.CallSupport(),
        ["AddNote"] = new IncidentCommand.AddNote("A note."),
    };

    [TestCaseSource(nameof(Cells))]
    public void Every_command_in_every_phase_follows_the_table(string command, Phase phase, string expected)
    {
        var incident = Given.In(phase) with
        {
            Waiting = command.EndsWith(":waits", StringComparison.Ordinal) ? Waits : command.EndsWith(":leaves", StringComparison.Ordinal) ? Waits with { LeavesAt = Given.Noon } : null,
        };

        var decision = incident.Ask(Commands[command], by: command == "AcknowledgeLead" ? Given.Lea : Given.Dan);

        Assert.That(Outcome(incident, decision), Is.EqualTo(expected));
    }

    [Test]
    public void The_table_covers_every_phase_and_every_command()
    {
        var commands = typeof(IncidentCommand).GetNestedTypes().Select(type => type.Name).Where(name => name is not (nameof(IncidentCommand.Declare) or nameof(IncidentCommand.Backfill)));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Columns, Is.EqualTo(Enum.GetNames<Phase>()));
            Assert.That(Rows.Select(row => row[0].Split(':')[0]).Distinct(), Is.EquivalentTo(commands));
            Assert.That(Rows.Select(row => row.Length), Is.All.EqualTo(Columns.Length + 1));
        }
    }

    [Test]
    public void A_declaration_is_not_decided_on_an_existing_incident()
    {
        Assert.That(() => Given.Declared().Ask(new IncidentCommand.Declare("Again", "Critical")), Throws.ArgumentException);
        Assert.That(() => Given.Declared().Ask(new IncidentCommand.Backfill("Again", "Critical", Given.Noon, Given.Noon)), Throws.ArgumentException);
    }

    private static string[][] Lines => [.. Table.Split('\n').Select(line => line.Split('|', StringSplitOptions.TrimEntries))];

    private static string[] Columns => Lines[0][1..];

    private static string[][] Rows => Lines[1..];

    private static IEnumerable<TestCaseData> Cells() =>
        from row in Rows
        from column in Enumerable.Range(0, Columns.Length)
        select new TestCaseData(row[0], Enum.Parse<Phase>(Columns[column]), row[column + 1]);

    private static string Outcome(Incident before, Decision decision) => decision switch
    {
        Decision.Accepted accepted when accepted.Incident.Phase == before.Phase => "ok",
        Decision.Accepted accepted => accepted.Incident.Phase.ToString(),
        Decision.Refused { Why: Refusal.WrongPhase wrong } when wrong.Phase == before.Phase => $"!{wrong.Wanted}",
        Decision.Refused refused => $"!{refused.Why.GetType().Name}",
        _ => throw new ArgumentOutOfRangeException(nameof(decision)),
    };
}
