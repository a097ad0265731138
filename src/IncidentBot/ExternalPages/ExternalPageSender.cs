using System.Text.Json;
using IncidentBot.Auditing;
using IncidentBot.Core.Incidents;
using IncidentBot.Outbox;
using IncidentBot.Storage;

namespace IncidentBot.ExternalPages;

/// <summary>Carries updates to pages kept elsewhere, remembers what they have, and tells operators when one lags behind or will not be heard there.</summary>
internal sealed partial class ExternalPageSender(
    IEnumerable<IExternalPage> publishers,
    PublicationReader reader,
    PublicationStore store,
    IDatabase database,
    DeliveryStore ledger,
    IOperatorNotifier operators,
    Clock clock,
    ILogger<ExternalPageSender> logger) : IOutboxSender
{
    /// <summary>So many tries, about a minute, and operators hear that the page elsewhere lags behind.</summary>
    private const int PatientTries = 5;

    private readonly IExternalPage[] _publishers = [.. publishers];

    public bool Handles(string kind) => kind == ExternalPageTask.Kind;

    /// <remarks>What cannot be read now never will be: it must not keep the incident's next update from being published.</remarks>
    public async Task<SendOutcome> SendAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        try
        {
            return await CarryOutAsync(row, ExternalPageTask.Read(row.Payload), cancellationToken);
        }
        catch (Exception mistake) when (mistake is ArgumentException or FormatException or JsonException or InvalidDataException)
        {
            Log.Mistaken(logger, mistake, row.Id);
            return await GiveUpAsync(row, "the update", "the page elsewhere", new SendOutcome.Dead($"{mistake.GetType().Name}; the log says where"));
        }
    }

    private async Task<SendOutcome> CarryOutAsync(OutboxRow row, ExternalPageTask task, CancellationToken cancellationToken)
    {
        if (Array.Find(_publishers, one => one.Name == task.Publisher) is not { } publisher)
            return await GiveUpAsync(row, What(task), $"the page {task.Publisher}", new SendOutcome.Dead($"no page {task.Publisher} is configured any more"));
        if (await reader.ReadAsync(task, cancellationToken) is not { } publication)
            return new SendOutcome.Skipped("not public");
        var known = await database.ReadAsync(session => store.FindAsync(session, publisher.Name, task.Incident), cancellationToken);
        if (task.Correction is null && known?.Number >= publication.Number)
            return new SendOutcome.Sent();
        if (known is null && (task.Update is null || task.Correction is not null))
            return new SendOutcome.Skipped("it was never there");

        var result = await PublishAsync(row, task, publisher, publication, known, cancellationToken);
        // What happened outside is recorded even when the program is being stopped.
        if (result is { Outcome: SendOutcome.Sent, RemoteId: { } id } && task.Correction is null)
            await database.WriteAsync(session => RecordAsync(session, publisher, task, publication, result), CancellationToken.None);
        else if (result.Outcome is SendOutcome.TryLater or SendOutcome.Uncertain && row.Attempts >= PatientTries)
            await database.WriteAsync(session => ComplainAsync(session, row, publisher, task), CancellationToken.None);
        if (known is not null && result is { Outcome: SendOutcome.Sent, RemoteId: { } now } && now != known.RemoteId)
            Log.BegunAnew(logger, task.Incident, publisher.PageName, known.RemoteId, now);
        return result.Outcome is SendOutcome.Dead dead ? await GiveUpAsync(row, What(task), publisher.PageName, dead) : result.Outcome;
    }

    // What belongs into the past stands there as one text, so more of it corrects that.
    private async Task<PublishResult> PublishAsync(
        OutboxRow row, ExternalPageTask task, IExternalPage publisher, Publication publication, PublishedIncident? known, CancellationToken cancellationToken)
    {
        if (known is null || (task.Correction is null && publication.PastSince is null))
            return await publisher.PublishAsync(publication, Latest, known, row.Uncertain, cancellationToken);
        if (known.Number < task.Update && publication.PastSince is null)
            return new PublishResult(new SendOutcome.Skipped("the update is not there"));
        var place = publication.PastSince is null ? publication.Number : known.Number;
        var update = await database.ReadAsync(session => store.FindUpdateAsync(session, publisher.Name, task.Incident, place), cancellationToken);
        return await publisher.CorrectAsync(publication, Latest, known, update, cancellationToken);

        Task<Publication?> Latest(CancellationToken token) => reader.ReadAsync(task, token);
    }

    private async Task RecordAsync(DbSession session, IExternalPage publisher, ExternalPageTask task, Publication publication, PublishResult result)
    {
        var now = clock.Now;
        await store.SaveAsync(session, publisher.Name, task.Incident, new PublishedIncident(result.RemoteId!, publication.Number), result.UpdateId, now);
        if (task.Update is null || publication.PastSince is not null || publication.Named.Any(publisher.Knows))
            return;
        session.AfterCommit(() => Log.NobodyHears(logger, task.Incident, publication.Number, publisher.PageName));
        await operators.TellAsync(
            $":warning: {new IncidentId(task.Incident)}: the update is on {publisher.PageName}, but it names no component that page knows, so its subscribers are not told. Name one with the next update, or map it in `Publishing:Atlassian:Components`.", now, session);
    }

    // Once an update, whichever try and replica it is.
    private async Task ComplainAsync(DbSession session, OutboxRow row, IExternalPage publisher, ExternalPageTask task)
    {
        var now = clock.Now;
        if (await ledger.RecordAsync(session, FormattableString.Invariant($"publish-late:{row.Id}"), now, answer: null))
            await operators.TellAsync($":warning: {new IncidentId(task.Incident)}: {What(task)} is not on {publisher.PageName} yet. The log of the bot says why. It is tried on.", now, session);
    }

    // Once an update: an operator who has it tried again looks at what comes of it.
    private async Task<SendOutcome> GiveUpAsync(OutboxRow row, string what, string page, SendOutcome.Dead dead)
    {
        var incident = row.IncidentId is { } number ? $"{new IncidentId(number)}: " : "";
        var text = FormattableString.Invariant(
            $":warning: {incident}{what} is not on {page} and is not tried any more. The log of the bot says why. Once that is mended, `dotnet IncidentBot.dll retry-dead {row.Id}` has it tried again.");
        await database.WriteAsync(
            async session =>
            {
                var now = clock.Now;
                if (await ledger.RecordAsync(session, FormattableString.Invariant($"publish-dead:{row.Id}"), now, answer: null))
                    await operators.TellAsync(text, now, session);
            },
            CancellationToken.None);
        return dead;
    }

    private static string What(ExternalPageTask task) => task.Correction is null ? "the update" : FormattableString.Invariant($"the correction of update {task.Update}");

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Outbox row {Id} for a page elsewhere cannot be carried out")]
        public static partial void Mistaken(ILogger logger, Exception exception, long id);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Incident {Incident} was not on {Page} any more as {Old}; it is there as {New} now")]
        public static partial void BegunAnew(ILogger logger, long incident, string page, string old, string @new);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Update {Number} of incident {Incident} is on {Page} without a component, so the subscribers there are not told")]
        public static partial void NobodyHears(ILogger logger, long incident, long number, string page);
    }
}
