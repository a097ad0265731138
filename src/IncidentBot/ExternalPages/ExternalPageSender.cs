using System.Text.Json;
using IncidentBot.Auditing;
using IncidentBot.Core.Incidents;
using IncidentBot.Outbox;
using IncidentBot.Storage;

namespace IncidentBot.ExternalPages;

/// <summary>Delivers updates to external pages, records what they have, and tells operators when a page lags behind or does not tell its subscribers.</summary>
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
    /// <summary>After so many attempts, about a minute, operators are told that the page lags behind.</summary>
    private const int AttemptsBeforeWarning = 5;

    private readonly IExternalPage[] _publishers = [.. publishers];

    public bool Handles(string kind) => kind == ExternalPageTask.Kind;

    /// <remarks>A row that cannot be read now never can be: it must not block the next update of the incident.</remarks>
    public async Task<SendOutcome> SendAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        try
        {
            return await DeliverAsync(row, ExternalPageTask.Read(row.Payload), cancellationToken);
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException or JsonException or InvalidDataException)
        {
            Log.Unreadable(logger, failure, row.Id);
            return await GiveUpAsync(row, "the update", "the external page", new SendOutcome.Dead($"{failure.GetType().Name}; the log says where"));
        }
    }

    private async Task<SendOutcome> DeliverAsync(OutboxRow row, ExternalPageTask task, CancellationToken cancellationToken)
    {
        if (Array.Find(_publishers, one => one.Name == task.Publisher) is not { } publisher)
            return await GiveUpAsync(row, What(task), $"the page {task.Publisher}", new SendOutcome.Dead($"no page {task.Publisher} is configured any more"));
        if (await reader.ReadAsync(task, cancellationToken) is not { } publication)
            return new SendOutcome.Skipped("not public");
        var known = await database.ReadAsync(session => store.FindAsync(session, publisher.Name, task.Incident), cancellationToken);
        if (task.Correction is null && known?.Number >= publication.Number)
            return new SendOutcome.Sent();
        if (known is null && (task.Update is null || task.Correction is not null))
            return new SendOutcome.Skipped("the incident was never there");

        var result = await PublishAsync(row, task, publisher, publication, known, cancellationToken);
        // An external effect is recorded even while the program stops.
        if (result is { Outcome: SendOutcome.Sent, RemoteId: { } id } && task.Correction is null)
            await database.WriteAsync(session => RecordAsync(session, publisher, task, publication, result), CancellationToken.None);
        else if (result.Outcome is SendOutcome.TryLater or SendOutcome.Uncertain && row.Attempts >= AttemptsBeforeWarning)
            await database.WriteAsync(session => WarnAsync(session, row, publisher, task), CancellationToken.None);
        if (known is not null && result is { Outcome: SendOutcome.Sent, RemoteId: { } now } && now != known.RemoteId)
            Log.CreatedAgain(logger, task.Incident, publisher.PageName, known.RemoteId, now);
        return result.Outcome is SendOutcome.Dead dead ? await GiveUpAsync(row, What(task), publisher.PageName, dead) : result.Outcome;
    }

    // A past incident is there as one text, so a further update corrects that text.
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
        session.AfterCommit(() => Log.WithoutComponent(logger, task.Incident, publication.Number, publisher.PageName));
        await operators.TellAsync(
            $":warning: {new IncidentId(task.Incident)}: the update is on {publisher.PageName}, but it names no component that page knows, "
            + "so its subscribers are not told. Name one with the next update, or map it in `Publishing:Atlassian:Components`.",
            now,
            session);
    }

    // Once per update, over all attempts and replicas.
    private async Task WarnAsync(DbSession session, OutboxRow row, IExternalPage publisher, ExternalPageTask task)
    {
        var now = clock.Now;
        if (await ledger.RecordAsync(session, FormattableString.Invariant($"publish-late:{row.Id}"), now, answer: null))
        {
            await operators.TellAsync(
                $":warning: {new IncidentId(task.Incident)}: {What(task)} is not on {publisher.PageName} yet. The log of the bot says why. Attempts go on.",
                now,
                session);
        }
    }

    // Once per update: an operator who retries it watches the result.
    private async Task<SendOutcome> GiveUpAsync(OutboxRow row, string what, string page, SendOutcome.Dead dead)
    {
        var incident = row.IncidentId is { } number ? $"{new IncidentId(number)}: " : "";
        var text = FormattableString.Invariant($":warning: {incident}{what} is not on {page} and was given up. The log of the bot says why. ")
            + FormattableString.Invariant($"Once that is fixed, `dotnet IncidentBot.dll retry-dead {row.Id}` retries it.");
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

    private static string What(ExternalPageTask task) =>
        task.Correction is null ? "the update" : FormattableString.Invariant($"the correction of update {task.Update}");

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Outbox row {Id} for an external page cannot be read")]
        public static partial void Unreadable(ILogger logger, Exception exception, long id);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Incident {Incident} was no longer on {Page} as {Old}; it was created again as {New}")]
        public static partial void CreatedAgain(ILogger logger, long incident, string page, string old, string @new);

        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "Update {Number} of incident {Incident} is on {Page} without a component, so the subscribers there are not told")]
        public static partial void WithoutComponent(ILogger logger, long incident, long number, string page);
    }
}
