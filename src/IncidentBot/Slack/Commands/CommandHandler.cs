using System.Globalization;
using IncidentBot.Core.Incidents;
using IncidentBot.Incidents;
using IncidentBot.Slack.BlockKit;
using IncidentBot.Slack.Requests;
using IncidentBot.SlackEdge.Forms;
using IncidentBot.SlackEdge.Messages;
using IncidentBot.SlackEdge.People;
using IncidentBot.SlackEdge.Rooms;
using IncidentBot.Storage;

namespace IncidentBot.SlackEdge.Commands;

/// <summary>Answers <c>/incident …</c> with one message. An accepted command is saved before the answer is sent.</summary>
internal sealed class CommandHandler(
    IDatabase database,
    IncidentEngine engine,
    IncidentLookup lookup,
    IncidentReading reading,
    RoomStore rooms,
    PersonDirectory people,
    FormOpener forms,
    PublisherGroups groups,
    IncidentPolicy policy,
    SlackEdgeSettings settings,
    Clock clock)
{
    /// <param name="command">The command as Slack sent it.</param>
    /// <param name="deliveryKey">Identifies the delivery: a repeated delivery has the same key.</param>
    /// <param name="cancellationToken">Is cancelled when the request ends.</param>
    /// <returns>The JSON of the response; null for an empty body.</returns>
    public async Task<string?> HandleAsync(SlashCommand command, string deliveryKey, CancellationToken cancellationToken)
    {
        var asked = new Asked(command, new PersonId(command.UserId), deliveryKey);
        var parsed = CommandParser.Parse(command.Text, clock.Now, settings.TimeZone);
        return parsed switch
        {
            ParsedCommand.Help { Topic: { } topic } => Answer(HelpMessages.One(command.Command, topic)),
            ParsedCommand.Help => Answer(HelpMessages.All(command.Command, policy, settings)),
            ParsedCommand.Mistyped mistyped => Answer(HelpMessages.DidYouMean(command.Command, mistyped.Word, mistyped.Nearest)),
            ParsedCommand.Misused misused => Answer(HelpMessages.Misused(command.Command, misused.Command, misused.Problem)),
            ParsedCommand.OpenDeclareForm open => await OpenDeclareAsync(asked, open, cancellationToken),
            ParsedCommand.BackfillIncident => await OpenBackfillAsync(asked, cancellationToken),
            ParsedCommand.Declare declare => await DeclareAsync(asked, declare, cancellationToken),
            ParsedCommand.List => Answer(await reading.ListAsync(asked.Person, cancellationToken)),
            _ => await InIncidentAsync(asked, parsed, cancellationToken),
        };
    }

    private async Task<string?> OpenDeclareAsync(Asked asked, ParsedCommand.OpenDeclareForm open, CancellationToken cancellationToken)
    {
        var request = new FormRequest(FormKind.Declare, asked.Command.TriggerId, asked.Person) { Text = open.Title };
        if (await forms.TryOpenAsync(request, cancellationToken))
            return null;
        var severity = policy.Severities.Workflow[0].Key.ToLowerInvariant();
        var title = open.Title.Length == 0 ? "title" : Mrkdwn.EscapeAndFit(open.Title, 200);
        return Answer($"Slack did not open the form. Type it instead: `{asked.Command.Command} declare {severity}: {title}`");
    }

    private async Task<string?> OpenBackfillAsync(Asked asked, CancellationToken cancellationToken) =>
        await forms.TryOpenAsync(new FormRequest(FormKind.BackfillIncident, asked.Command.TriggerId, asked.Person), cancellationToken)
            ? null
            : Answer("Slack did not open the form. Please try again.");

    private async Task<string?> DeclareAsync(Asked asked, ParsedCommand.Declare declare, CancellationToken cancellationToken)
    {
        var command = new IncidentCommand.Declare(declare.Title, declare.Severity ?? policy.Severities.Default.Key)
        {
            DoNotPageBecause = declare.DoNotPageBecause,
        };

        // An unknown word before the colon belongs to the title ("api: timeouts"), unless it is close to the name of a severity.
        if (declare.Severity is { } word && policy.Severities.Find(word) is null && !IsNearSeverity(word))
            command = command with { Title = declare.WholeTitle, Severity = policy.Severities.Default.Key };
        return Answer(await engine.DeclareAsync(DeliveryOf(asked), command, asked.Person, cancellationToken));
    }

    private async Task<string?> InIncidentAsync(Asked asked, ParsedCommand parsed, CancellationToken cancellationToken)
    {
        var incident = await database.ReadAsync(
            session => lookup.FindAsync(session, parsed.Target, asked.Command.ChannelId, asked.Person), cancellationToken);
        if (incident is null)
            return Answer(NotHere(asked.Command, parsed));

        switch (parsed)
        {
            case ParsedCommand.Recap:
                return Answer(await reading.RecapAsync(incident, cancellationToken));
            case ParsedCommand.Timeline:
                return Answer(await reading.TimelineAsync(incident, cancellationToken));
            case ParsedCommand.Update { Text: "", Phase: null, Severity: null, NextUpdateBy: null }:
                return await OpenAsync(asked, FormKind.Update, incident, null, "update your words here", cancellationToken);
            case ParsedCommand.Statuspage or ParsedCommand.CorrectUpdate or ParsedCommand.BackfillUpdate
                or ParsedCommand.UndoUpdate or ParsedCommand.ApproveUpdate:
                return await TellCustomersAsync(asked, incident, parsed, cancellationToken);
            case ParsedCommand.Resolve { Confirmed: false } resolve:
                return await OpenResolveAsync(asked, incident, resolve.Text, cancellationToken);
            case ParsedCommand.Lead { Person: var person }:
                return await AssignAsync(asked, incident, person, found => new IncidentCommand.AssignLead(found), cancellationToken);
            case ParsedCommand.Messenger { Person: var person }:
                return await AssignAsync(asked, incident, person, found => new IncidentCommand.AssignMessenger(found), cancellationToken);
            case ParsedCommand.Reopen reopen:
                return await ReopenAsync(asked, incident, reopen, cancellationToken);
            case ParsedCommand.Merge merge:
                return await MergeAsync(asked, incident, merge, cancellationToken);
            default:
                return Answer(await engine.HandleAsync(DeliveryOf(asked), incident.Id, CommandOf(parsed), asked.Person, cancellationToken));
        }
    }

    private static IncidentCommand CommandOf(ParsedCommand parsed) => parsed switch
    {
        // An update with options only keeps the summary.
        ParsedCommand.Update update => new IncidentCommand.PostUpdate(
            update.Text.Length > 0 ? update.Text : null, update.Phase, update.Severity, update.NextUpdateBy),
        ParsedCommand.ChangeSeverity severity => new IncidentCommand.ChangeSeverity(severity.Key),
        ParsedCommand.Rename rename => new IncidentCommand.Rename(rename.Title),
        ParsedCommand.Impact impact => new IncidentCommand.SetCustomerImpact(impact.HasImpact),
        ParsedCommand.Snooze snooze => new IncidentCommand.Snooze(snooze.Length, snooze.Audience),
        ParsedCommand.Next next => new IncidentCommand.PromiseNext(next.By, next.Audience),
        ParsedCommand.Resolve resolve => new IncidentCommand.Resolve(true, true, resolve.Text),
        ParsedCommand.Close => new IncidentCommand.Close(),
        ParsedCommand.FalsePositive mark => new IncidentCommand.MarkFalsePositive(mark.Reason),
        ParsedCommand.Accept => new IncidentCommand.Accept(),
        ParsedCommand.Note note => new IncidentCommand.AddNote(note.Text),
        _ => throw new InvalidOperationException($"No handler for the command {parsed.GetType().Name}."),
    };

    private async Task<string?> AssignAsync(
        Asked asked, Incident incident, PersonRef person, Func<PersonId, IncidentCommand> assign, CancellationToken cancellationToken)
    {
        // The sender is an active person. Another person may have left, or may be a bot.
        var found = person is PersonRef.Mentioned mentioned ? new PersonId(mentioned.UserId) : asked.Person;
        if (found != asked.Person && await people.CheckAsync(found, cancellationToken) is { Problem: { } problem })
            return Answer(problem);
        return Answer(await engine.HandleAsync(DeliveryOf(asked), incident.Id, assign(found), asked.Person, cancellationToken));
    }

    private async Task<string?> ReopenAsync(Asked asked, Incident incident, ParsedCommand.Reopen reopen, CancellationToken cancellationToken)
    {
        var room = await database.ReadAsync(session => rooms.FindAsync(session, incident.Id), cancellationToken);
        var hint = room is { IsArchived: true } ? Receipts.UnarchiveFirst(room.ChannelId, incident) : "";
        var delivery = new CommandDelivery(asked.DeliveryKey, change => Answer(Receipts.For(change, policy) + hint));
        return Answer(await engine.HandleAsync(delivery, incident.Id, new IncidentCommand.Reopen(reopen.Reason), asked.Person, cancellationToken));
    }

    private async Task<string?> MergeAsync(Asked asked, Incident incident, ParsedCommand.Merge merge, CancellationToken cancellationToken)
    {
        var into = await database.ReadAsync(
            session => lookup.FindAsync(session, merge.Into, asked.Command.ChannelId, asked.Person), cancellationToken);
        return into is null
            ? Answer("I do not know that incident. Name the other one's room or number: `/incident merge #its-room`. Open ones: `/incident list`")
            : Answer(await engine.HandleAsync(DeliveryOf(asked), incident.Id, new IncidentCommand.Merge(into), asked.Person, cancellationToken));
    }

    private async Task<string?> TellCustomersAsync(Asked asked, Incident incident, ParsedCommand parsed, CancellationToken cancellationToken)
    {
        var membership = await groups.OfAsync(asked.Person, cancellationToken);
        var why = parsed switch
        {
            ParsedCommand.CorrectUpdate => IncidentDecider.RefuseCorrecting(incident, asked.Person, membership.Ids, policy),
            ParsedCommand.Statuspage or ParsedCommand.BackfillUpdate =>
                IncidentDecider.RefusePublishing(incident, asked.Person, membership.Ids, policy),
            ParsedCommand.ApproveUpdate when incident.Waiting is null => new Refusal.UpdateGone(),
            _ => null,
        };
        if (why is not null)
            return Answer(RefusalWords.ForPublisher(why, incident, membership, policy, settings));
        return parsed switch
        {
            ParsedCommand.Statuspage { Text: var text } =>
                await OpenAsync(asked, FormKind.Statuspage, incident, text.Length == 0 ? null : text, null, cancellationToken),
            ParsedCommand.BackfillUpdate => await OpenAsync(asked, FormKind.BackfillUpdate, incident, null, null, cancellationToken),
            ParsedCommand.CorrectUpdate { Number: var number } =>
                await OpenAsync(asked, FormKind.Correct, incident, null, null, cancellationToken, number),
            ParsedCommand.ApproveUpdate => await CarryOutAsync(
                asked, incident, new IncidentCommand.ApproveUpdate(incident.Waiting!.Number) { Groups = membership.Ids }, membership, cancellationToken),
            _ => await CarryOutAsync(asked, incident, new IncidentCommand.UndoUpdate(), membership, cancellationToken),
        };
    }

    private async Task<string?> CarryOutAsync(
        Asked asked, Incident incident, IncidentCommand command, Membership membership, CancellationToken cancellationToken)
    {
        var result = await engine.HandleAsync(DeliveryOf(asked), incident.Id, command, asked.Person, cancellationToken);
        return result is EngineResult.Refused refused
            ? Answer(RefusalWords.ForPublisher(refused.Why, refused.Incident, membership, policy, settings))
            : Answer(result);
    }

    private async Task<string?> OpenResolveAsync(Asked asked, Incident incident, string text, CancellationToken cancellationToken)
    {
        if (IncidentDecider.RefuseResolving(incident) is { } why)
            return Answer(RefusalWords.For(why, incident, policy, settings));
        return await OpenAsync(asked, FormKind.Resolve, incident, text.Length == 0 ? null : text, "resolve confirm what ended it", cancellationToken);
    }

    private async Task<string?> OpenAsync(
        Asked asked, FormKind kind, Incident incident, string? text, string? typedInstead, CancellationToken cancellationToken, long? number = null)
    {
        var request = new FormRequest(kind, asked.Command.TriggerId, asked.Person)
        {
            Incident = incident,
            Text = text,
            Details = number?.ToString(CultureInfo.InvariantCulture),
        };
        if (await forms.TryOpenAsync(request, cancellationToken))
            return null;
        return Answer(typedInstead is null
            ? "Slack did not open the form. Please try again."
            : $"Slack did not open the form. Type it instead: `{asked.Command.Command} {typedInstead}`");
    }

    private static string NotHere(SlashCommand asked, ParsedCommand parsed)
    {
        if (parsed.Target is not null)
            return $"I do not know that incident. Open ones: `{asked.Command} list`";
        var name = CommandCatalog.Find(new CommandText(asked.Text).Word(0) ?? "")?.Name ?? "recap";
        return $"This channel is not an incident's room. Go there, or name the incident: `{asked.Command} {name} INC-42`. "
            + $"Open ones: `{asked.Command} list`. To declare an incident with these words: `{asked.Command} declare …`";
    }

    private CommandDelivery DeliveryOf(Asked asked) => new(asked.DeliveryKey, change => Answer(Receipts.For(change, policy)));

    private string? Answer(EngineResult result) => result switch
    {
        EngineResult.Accepted accepted => accepted.Answer,
        EngineResult.Repeated repeated => repeated.Answer,
        EngineResult.Refused refused => Answer(RefusalWords.For(refused.Why, refused.Incident, policy, settings)),
        EngineResult.NotFound => Answer("I do not know that incident. Open ones: `/incident list`"),
        _ => throw new InvalidOperationException("The hierarchy is closed."),
    };

    private bool IsNearSeverity(string word) => policy.Severities.All.Any(severity =>
        severity.Key.StartsWith(word, StringComparison.OrdinalIgnoreCase) || word.StartsWith("sev", StringComparison.OrdinalIgnoreCase)
        || CommandCatalog.IsNear(word, severity.Key.ToLowerInvariant()));

    private static string? Answer(string mrkdwn) => SlashCommandResponse.Ephemeral(mrkdwn).ToJson();

    private static string? Answer(Message message) => SlashCommandResponse.Ephemeral(message).ToJson();

    private sealed record Asked(SlashCommand Command, PersonId Person, string DeliveryKey);
}
