using System.Globalization;
using IncidentBot.Configuration;
using IncidentBot.Core.StatusPage;
using IncidentBot.Outbox;
using IncidentBot.StatusPage;

namespace IncidentBot.ExternalPages.Atlassian;

/// <summary>
/// Publishes our incidents on an Atlassian Statuspage. Its API has no idempotency key, so each incident carries our mark in its metadata, with the number of
/// its last update. When an earlier attempt may have had its effect, the mark is searched first. An incident that was deleted there is created again.
/// </summary>
internal sealed class AtlassianPublisher(AtlassianClient client, AtlassianOptions options) : IExternalPage
{
    // The limits of the API.
    private const int LongestName = 255;
    private const int LongestBody = 25_000;

    public string Name => AtlassianClient.Name;

    public string PageName => "the Atlassian page";

    public bool Knows(string component) => options.Components.ContainsKey(component);

    public async Task<PublishResult> PublishAsync(
        Publication publication,
        Func<CancellationToken, Task<Publication?>> latest,
        PublishedIncident? known,
        bool mayBeThere,
        CancellationToken cancellationToken)
    {
        var id = known?.RemoteId;
        AtlassianIncident? found = null;
        if (mayBeThere)
        {
            (found, var done) = await FindAsync(publication, cancellationToken);
            if (done is not null)
                return done;
            id = found?.Id ?? id;
        }

        var (answer, written) = await WriteAsync(id, latest, cancellationToken);
        // An incident that is listed and still cannot be changed was not deleted: a new one would show it twice.
        if (!answer.IsGone || found is not null)
            return Result(answer, id, written);

        if (!mayBeThere)
        {
            (found, var done) = await FindAsync(publication, cancellationToken);
            if (done is not null)
                return done;
        }

        (answer, written) = await WriteAsync(found?.Id, latest, cancellationToken);
        return Result(answer, found?.Id, written);
    }

    /// <remarks>Writing the same text twice would notify its subscribers twice, so it always searches first.</remarks>
    public async Task<PublishResult> CorrectAsync(
        Publication publication,
        Func<CancellationToken, Task<Publication?>> latest,
        PublishedIncident known,
        string? update,
        CancellationToken cancellationToken)
    {
        var answer = await client.FindAsync(known.RemoteId, cancellationToken);
        if (answer.IsGone)
            return new PublishResult(new SendOutcome.Skipped("the incident was deleted there"));
        if (answer.Value is not { } there)
            return new PublishResult(answer.Problem!);
        var body = Body(publication);
        var places = (there.IncidentUpdates ?? [])
            .Where(one => update is null ? Says(one, body) || IsBefore(one, publication) : one.Id == update)
            .ToList();
        // Two updates with the same text cannot be told apart.
        if (places is not [var place] || !IsId(place.Id))
        {
            return new PublishResult(update is null
                ? new SendOutcome.Dead("the update was not found there")
                : new SendOutcome.Skipped("the update was deleted there"));
        }

        if (Says(place, body))
            return new PublishResult(new SendOutcome.Sent(), there.Id, place.Id);

        var written = await client.CorrectAsync(
            known.RemoteId,
            place.Id,
            async token => await latest(token) is { } now ? new AtlassianCorrection(Body(now), options.DeliverNotifications && now.TellsSubscribers) : null,
            cancellationToken);
        return written.IsGone ? new PublishResult(new SendOutcome.Skipped("the update was deleted there"))
            : new PublishResult(written.Problem ?? new SendOutcome.Sent(), there.Id, place.Id);
    }

    // The text that was written identifies the new update among the others.
    private async Task<(AtlassianAnswer<AtlassianIncident> Answer, string? Body)> WriteAsync(
        string? id, Func<CancellationToken, Task<Publication?>> latest, CancellationToken cancellationToken)
    {
        string? body = null;
        var answer = await (id is null ? client.CreateAsync(ReadAsync, cancellationToken) : client.UpdateAsync(id, ReadAsync, cancellationToken));
        return (answer, body);

        async Task<AtlassianWrite?> ReadAsync(CancellationToken token)
        {
            var write = await latest(token) is { } publication ? Write(publication) : null;
            body = write?.Body;
            return write;
        }
    }

    private static PublishResult Result(AtlassianAnswer<AtlassianIncident> answer, string? id, string? body) => answer.Value is { Id: { Length: > 0 } written }
        ? new PublishResult(new SendOutcome.Sent(), written, body is null ? null : UpdateIn(answer.Value, body))
        : new PublishResult(answer.Problem ?? new SendOutcome.Uncertain("an answer without an id"), id);

    private static string? UpdateIn(AtlassianIncident incident, string body) =>
        (incident.IncidentUpdates ?? []).FirstOrDefault(update => Says(update, body) && IsId(update.Id))?.Id;

    private static bool Says(AtlassianUpdate update, string body) => update.Body is { } said && Plain(said) == Plain(body);

    // An update that was corrected before has a note below its text.
    private static bool IsBefore(AtlassianUpdate update, Publication publication) => publication.Earlier is { } earlier
        && (Says(update, earlier) || Plain(update.Body ?? "").StartsWith($"{Plain(earlier)}\n\n{Publication.Corrected}", StringComparison.Ordinal));

    private static string Plain(string text) => text.ReplaceLineEndings("\n").Trim();

    /// <returns>Our incident there if it lacks this update; otherwise, or when the search failed, the result.</returns>
    private async Task<(AtlassianIncident? Found, PublishResult? Done)> FindAsync(Publication publication, CancellationToken cancellationToken)
    {
        var (found, problem) = await LookAsync(publication.Tag, cancellationToken);
        if (problem is not null)
            return (null, new PublishResult(problem));
        if (found is null || NumberOf(found) < publication.Number)
            return (found, null);
        return (found, new PublishResult(new SendOutcome.Sent(), found.Id, UpdateIn(found, Body(publication))));
    }

    // A resolved incident is only in the second list.
    private async Task<(AtlassianIncident? Found, SendOutcome? Problem)> LookAsync(string tag, CancellationToken cancellationToken)
    {
        foreach (var list in new[] { "incidents/unresolved", "incidents" })
        {
            var answer = await client.ListAsync(list, cancellationToken);
            if (answer.Value is not { } incidents)
                return (null, answer.Problem);
            if (incidents.FirstOrDefault(incident => incident.Metadata?.Mark?.Incident == tag && IsId(incident.Id)) is { } found)
                return (found, null);
        }

        return (null, null);
    }

    private AtlassianWrite Write(Publication publication) => new()
    {
        Name = Cut(publication.Title, LongestName),
        Status = publication.State.Word(),
        Body = Body(publication),
        ComponentIds = publication.PastSince is null
            ? [.. publication.Named.Where(Knows).Select(id => options.Components[id]).Order(StringComparer.Ordinal)]
            : null,
        Components = publication.PastSince is null
            ? publication.Statuses.Where(status => Knows(status.Key)).ToDictionary(status => options.Components[status.Key], status => status.Value.Word())
            : null,
        DeliverNotifications = options.DeliverNotifications && publication.PastSince is null,
        Backfilled = publication.PastSince is null ? null : true,
        BackfillDate = publication.PastSince?.Rfc3339(),
        Metadata = new AtlassianMetadata(new AtlassianMark(publication.Tag, publication.Number.ToString(CultureInfo.InvariantCulture))),
    };

    private static string Body(Publication publication)
    {
        var note = publication.Note is { } words ? $"\n\n{words}" : "";
        return Cut(publication.Body, LongestBody - note.Length) + note;
    }

    private static long NumberOf(AtlassianIncident? incident) =>
        long.TryParse(incident?.Metadata?.Mark?.Update, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    // It becomes part of a URL.
    private static bool IsId(string id) => id.Length is > 0 and <= 64 && id.All(char.IsAsciiLetterOrDigit);

    private static string Cut(string text, int longest)
    {
        if (text.Length <= longest)
            return text;
        var end = char.IsHighSurrogate(text[longest - 2]) ? longest - 2 : longest - 1;
        return text[..end] + "…";
    }
}
