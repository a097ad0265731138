using IncidentBot.Core.StatusPage;
using IncidentBot.StatusPage.Facts;
using NodaTime;

namespace IncidentBot.StatusPage.Serving;

/// <summary>
/// Caches every response until its text is outdated: when public data changes, or when a relative time in it changes.
/// A request answered from the cache needs no query and no rendering.
/// </summary>
internal sealed partial class ResponseCache(
    SnapshotSource source, StatusPageSettings settings, ComponentCatalog catalog, Clock clock, TimeProvider time, ILogger<ResponseCache> logger)
{
    private static readonly TimeSpan LoadTimeout = TimeSpan.FromSeconds(5);

    private static readonly Uri NoOrigin = new("http://localhost/");

    /// <summary>The cached response; null when it must be built.</summary>
    public PublicAnswer? Find(PublicDocument document, HttpRequest request) =>
        source.Current?.Find(KeyOf(document, request))?.AnswerAt(clock.Now);

    /// <summary>Builds the response; null when the document does not exist in public.</summary>
    /// <exception cref="PublicStateUnknownException">The public data cannot be read.</exception>
    public async Task<PublicAnswer?> BuildAsync(PublicDocument document, HttpRequest request, CancellationToken cancellationToken)
    {
        var snapshot = await source.ReadAsync(cancellationToken);
        var key = KeyOf(document, request);
        var entry = snapshot.GetOrAdd(key, document.IsCurrent(snapshot.Facts));
        if (entry.AnswerAt(clock.Now) is { } cached)
            return cached;
        await entry.Building.WaitAsync(cancellationToken);
        try
        {
            if (entry.AnswerAt(clock.Now) is { } builtMeanwhile)
                return builtMeanwhile;
            if (await LoadAsync(document, snapshot, key) is not { } render)
            {
                snapshot.Remove(key);
                return null;
            }

            var context = ContextOf(snapshot, document.ContainsAbsoluteLinks ? Origin(request) : NoOrigin);
            var answer = await render(context);
            var promises = context.Model.Open.Select(incident => incident.NextUpdateBy).OfType<Instant>();
            snapshot.Store(entry, new CachedAnswer(answer, context.Now, document.ValidUntil(promises, context.Now)));
            return answer;
        }
        finally
        {
            entry.Building.Release();
        }
    }

    /// <summary>The input of a document at the current time.</summary>
    public PageContext ContextOf(PublicSnapshot snapshot, Uri origin) =>
        new(StatusPageModel.Build(snapshot.Facts, catalog, clock.Now), settings, origin) { StaleSince = snapshot.StaleSince };

    private async ValueTask<Render?> LoadAsync(PublicDocument document, PublicSnapshot snapshot, CacheKey key)
    {
        if (snapshot.FindRender(key) is { } known)
            return known;
        var render = await ReadAsync(document, snapshot);
        if (render is not null)
            snapshot.StoreRender(key, render, document.IsCurrent(snapshot.Facts));
        return render;
    }

    private async Task<Render?> ReadAsync(PublicDocument document, PublicSnapshot snapshot)
    {
        try
        {
            return await document.Load(snapshot).AsTask().WaitAsync(LoadTimeout, time);
        }
        catch (Exception failure) when (failure is not PublicStateUnknownException)
        {
            Log.NotRead(logger, failure, document.Name);
            throw new PublicStateUnknownException(failure);
        }
    }

    // With a configured public address, the host header of the request is ignored.
    private CacheKey KeyOf(PublicDocument document, HttpRequest request) =>
        document.ContainsAbsoluteLinks && settings.Url is null ? new CacheKey(document.Name, request.Scheme, request.Host.Value) : new CacheKey(document.Name);

    /// <summary>A request without a valid host gets links that are at least well-formed.</summary>
    private static Uri Origin(HttpRequest request) =>
        Uri.TryCreate($"{request.Scheme}://{request.Host}{request.PathBase}/", UriKind.Absolute, out var origin) ? origin : NoOrigin;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The data of {Document} is not cached and could not be read")]
        public static partial void NotRead(ILogger logger, Exception failure, string document);
    }
}
