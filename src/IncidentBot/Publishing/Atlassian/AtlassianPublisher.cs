using System.Globalization;
using IncidentBot.Configuration;
using IncidentBot.Core.StatusPage;
using IncidentBot.Outbox;

namespace IncidentBot.Publishing.Atlassian;

/// <summary>
/// Keeps our incidents on an Atlassian Statuspage. Its API has no key against writing twice, so each incident carries our mark in its metadata, with the number of the
/// last update it was given; whenever an earlier try may have had its effect, that is looked for first. An incident that somebody deleted there is begun anew.
/// </summary>
internal sealed class AtlassianPublisher(AtlassianClient client, AtlassianOptions options) : IPublicPublisher
{
    // Its own limits.
    private const int LongestName = 255;
    private const int LongestBody = 25_000;

    public string Name => AtlassianClient.Name;

    public string PageName => "the Atlassian page";

    public bool Knows(string component) => options.Components.ContainsKey(component);

    public async Task<PublishResult> PublishAsync(
        Publication publication, Func<CancellationToken, Task<Publication?>> latest, PublishedIncident? known, bool mayBeThere, CancellationToken cancellationToken)
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

        var answer = await WriteAsync(id, latest, cancellationToken);
        // What is listed and still cannot be changed was not deleted: beginning anew would show it twice.
        if (!answer.IsGone || found is not null)
            return Result(answer, id);

        if (!mayBeThere)
        {
            (found, var done) = await FindAsync(publication, cancellationToken);
            if (done is not null)
                return done;
        }

        return Result(await WriteAsync(found?.Id, latest, cancellationToken), found?.Id);
    }

    private Task<AtlassianAnswer<AtlassianIncident>> WriteAsync(string? id, Func<CancellationToken, Task<Publication?>> latest, CancellationToken cancellationToken)
    {
        return id is null ? client.CreateAsync(ReadAsync, cancellationToken) : client.UpdateAsync(id, ReadAsync, cancellationToken);

        async Task<AtlassianWrite?> ReadAsync(CancellationToken token) => await latest(token) is { } publication ? Write(publication) : null;
    }

    private static PublishResult Result(AtlassianAnswer<AtlassianIncident> answer, string? id) => answer.Value is { Id: { Length: > 0 } written }
        ? new PublishResult(new SendOutcome.Sent(), written)
        : new PublishResult(answer.Problem ?? new SendOutcome.Uncertain("an answer without an id"), id);

    /// <returns>Our incident there if it lacks this update; otherwise, or when nobody could tell, what came of it.</returns>
    private async Task<(AtlassianIncident? Found, PublishResult? Done)> FindAsync(Publication publication, CancellationToken cancellationToken)
    {
        var (found, problem) = await LookAsync(publication.Tag, cancellationToken);
        if (problem is not null)
            return (null, new PublishResult(problem));
        return NumberOf(found) >= publication.Number ? (found, new PublishResult(new SendOutcome.Sent(), found?.Id)) : (found, null);
    }

    // An incident that was resolved is not among the unresolved any more.
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
        Body = Cut(publication.Body, LongestBody),
        ComponentIds = [.. publication.Named.Where(Knows).Select(id => options.Components[id]).Order(StringComparer.Ordinal)],
        Components = publication.Statuses.Where(status => Knows(status.Key)).ToDictionary(status => options.Components[status.Key], status => status.Value.Word()),
        DeliverNotifications = options.DeliverNotifications,
        Metadata = new AtlassianMetadata(new AtlassianMark(publication.Tag, publication.Number.ToString(CultureInfo.InvariantCulture))),
    };

    private static long NumberOf(AtlassianIncident? incident) =>
        long.TryParse(incident?.Metadata?.Mark?.Update, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    // It becomes part of an address.
    private static bool IsId(string id) => id.Length is > 0 and <= 64 && id.All(char.IsAsciiLetterOrDigit);

    private static string Cut(string text, int longest)
    {
        if (text.Length <= longest)
            return text;
        var end = char.IsHighSurrogate(text[longest - 2]) ? longest - 2 : longest - 1;
        return text[..end] + "…";
    }
}
