using IncidentBot.Core.Incidents;
using IncidentBot.Incidents;
using IncidentBot.Slack.Requests;
using IncidentBot.SlackEdge.Commands;
using IncidentBot.SlackEdge.Forms;
using IncidentBot.SlackEdge.Messages;
using IncidentBot.SlackEdge.People;
using IncidentBot.SlackEdge.Rooms;
using IncidentBot.Storage;

namespace IncidentBot.SlackEdge.Interactions;

/// <summary>Handles submitted forms. A problem is shown at its field and the form stays open. A valid submission is saved before the form closes.</summary>
internal sealed class SubmissionHandler(
    IDatabase database,
    IncidentEngine engine,
    IncidentLookup lookup,
    PublishingSubmissions publishing,
    PersonDirectory people,
    IncidentPolicy policy,
    SlackEdgeSettings settings,
    Clock clock)
{
    public async Task<ViewSubmissionResponse> HandleAsync(ViewSubmission submitted, string deliveryKey, CancellationToken cancellationToken)
    {
        if (!FormParts.TryReadCallback(submitted.View.CallbackId, out var kind))
            return ViewSubmissionResponse.Null;
        var person = new PersonId(submitted.UserId);

        // A view is submitted once, so a second submission of the same view is a repeated delivery.
        var delivery = CommandDelivery.Silent(submitted.View.Id.Length > 0 ? $"view:{submitted.View.Id}:{kind}" : deliveryKey);
        switch (kind)
        {
            case FormKind.Declare:
                return await DeclareAsync(submitted.View, delivery, person, cancellationToken);
            case FormKind.BackfillIncident:
                return await BackfillAsync(submitted.View, delivery, person, cancellationToken);
            case FormKind.StatuspagePreview:
                return await publishing.ConfirmAsync(submitted.View, delivery, person, cancellationToken);
            case FormKind.AddToTimeline:
                return await AddToTimelineAsync(submitted.View, delivery, person, cancellationToken);
        }

        var found = await database.ReadAsync(
            session => lookup.FindForFormAsync(session, submitted.View.Id, submitted.View.PrivateMetadata, person), cancellationToken);
        if (found is not { } incident)
            return Notice("I do not know that incident any more.");
        return kind switch
        {
            FormKind.Update => await UpdateAsync(submitted.View, delivery, incident, person, cancellationToken),
            FormKind.Statuspage or FormKind.Correct or FormKind.BackfillUpdate =>
                await publishing.PreviewAsync(submitted.View, kind, incident, person, cancellationToken),
            FormKind.SendBack => await publishing.SendBackAsync(submitted.View, delivery, incident, person, cancellationToken),
            FormKind.Resolve => await ResolveAsync(submitted.View, delivery, incident, person, cancellationToken),
            FormKind.StillMonitoring => Done(
                await engine.HandleAsync(delivery, incident.Id, ResolveForm.ReadMonitoring(submitted.View.State), person, cancellationToken), null),
            _ => throw new InvalidOperationException($"No handler for the form {kind}."),
        };
    }

    private async Task<ViewSubmissionResponse> DeclareAsync(ViewInfo view, CommandDelivery delivery, PersonId person, CancellationToken cancellationToken)
    {
        var command = DeclareForm.Read(view.State);
        var problems = await Task.WhenAll(
            CheckAsync(DeclareForm.LeadBlock, command.Lead, person, cancellationToken),
            CheckAsync(DeclareForm.MessengerBlock, command.Messenger, person, cancellationToken));
        if (problems.OfType<(string Block, string Problem)>().ToDictionary(found => found.Block, found => found.Problem) is { Count: > 0 } found)
            return ViewSubmissionResponse.Errors(found);

        // A person who submits again because the answer was lost gets the receipt of the first submission.
        var answered = delivery with { Answer = change => Receipts.For(change, policy) };
        return await engine.DeclareAsync(answered, command, person, cancellationToken) switch
        {
            EngineResult.Accepted { Answer: { } receipt } => ViewSubmissionResponse.Update(FormParts.Notice("Declared", receipt)),
            EngineResult.Repeated { Answer: { } receipt } => ViewSubmissionResponse.Update(FormParts.Notice("Declared", receipt)),
            EngineResult.Refused refused => Error(DeclareForm.BlockOf(refused.Why), refused),
            _ => ViewSubmissionResponse.Clear,
        };
    }

    private async Task<ViewSubmissionResponse> BackfillAsync(ViewInfo view, CommandDelivery delivery, PersonId person, CancellationToken cancellationToken)
    {
        var problems = new Dictionary<string, string>();
        if (BackfillIncidentForm.Read(view.State, clock.Now, problems) is not { } command)
            return ViewSubmissionResponse.Errors(problems);
        return await engine.BackfillAsync(delivery with { Answer = change => Receipts.For(change, policy) }, command, person, cancellationToken) switch
        {
            EngineResult.Accepted { Answer: { } receipt } => ViewSubmissionResponse.Update(FormParts.Notice("Backfilled", receipt)),
            EngineResult.Repeated { Answer: { } receipt } => ViewSubmissionResponse.Update(FormParts.Notice("Backfilled", receipt)),
            EngineResult.Refused refused => Error(BackfillIncidentForm.BlockOf(refused.Why), refused),
            _ => ViewSubmissionResponse.Clear,
        };
    }

    // The submitter is an active person and needs no check.
    private async Task<(string Block, string Problem)?> CheckAsync(
        string block, PersonId? named, PersonId submitter, CancellationToken cancellationToken) =>
        named is { } person && person != submitter && await people.CheckAsync(person, cancellationToken) is { Problem: { } problem }
            ? (block, Plain(problem))
            : null;

    private async Task<ViewSubmissionResponse> UpdateAsync(
        ViewInfo view, CommandDelivery delivery, Incident incident, PersonId person, CancellationToken cancellationToken)
    {
        if (!UpdateForm.TryRead(view.State, clock.Now, settings.TimeZone, out var update, out var problem))
            return ViewSubmissionResponse.Errors(new Dictionary<string, string> { [problem.Block] = problem.Problem });
        return Done(await engine.HandleAsync(delivery, incident.Id, update!, person, cancellationToken), UpdateForm.BlockOf);
    }

    private async Task<ViewSubmissionResponse> ResolveAsync(
        ViewInfo view, CommandDelivery delivery, Incident incident, PersonId person, CancellationToken cancellationToken)
    {
        var answers = ResolveForm.Read(view.State);
        var result = await engine.HandleAsync(delivery, incident.Id, answers, person, cancellationToken);
        return result is EngineResult.Refused { Why: Refusal.NotAllClear }
            ? ViewSubmissionResponse.Update(ResolveForm.StillMonitoring(incident.Id, answers))
            : Done(result, null);
    }

    private async Task<ViewSubmissionResponse> AddToTimelineAsync(ViewInfo view, CommandDelivery delivery, PersonId person, CancellationToken cancellationToken)
    {
        if (!AddToTimelineForm.TryRead(view.State, out var id, out var note)
            || await database.ReadAsync(session => lookup.FindAsync(session, new IncidentRef.ByNumber(id), "", person), cancellationToken) is null)
            return ViewSubmissionResponse.Errors(new Dictionary<string, string> { [AddToTimelineForm.IncidentBlock] = "Choose an incident." });
        return Done(await engine.HandleAsync(delivery, id, note, person, cancellationToken), null);
    }

    // A wrong phase is not the problem of a field: no other input would fix it.
    private ViewSubmissionResponse Done(EngineResult result, Func<Refusal, string>? blockOf) => result switch
    {
        EngineResult.Refused { Why: not (Refusal.WrongPhase or Refusal.WasMerged) } refused when blockOf is not null => Error(blockOf(refused.Why), refused),
        EngineResult.Refused refused => Notice(RefusalWords.For(refused.Why, refused.Incident, policy, settings)),
        _ => ViewSubmissionResponse.Clear,
    };

    private ViewSubmissionResponse Error(string block, EngineResult.Refused refused) =>
        ViewSubmissionResponse.Errors(new Dictionary<string, string> { [block] = Plain(RefusalWords.For(refused.Why, refused.Incident, policy, settings)) });

    private static ViewSubmissionResponse Notice(string mrkdwn) => ViewSubmissionResponse.Update(FormParts.Notice("Not done", mrkdwn));

    // A field's error shows no formatting.
    private static string Plain(string mrkdwn) => SlashText.Plain(new CommandText(mrkdwn).Plain(0))
        .Replace("*", "", StringComparison.Ordinal)
        .Replace("`", "", StringComparison.Ordinal);
}
