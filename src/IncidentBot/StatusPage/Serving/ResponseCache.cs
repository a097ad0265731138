using IncidentBot.Core.StatusPage;
using IncidentBot.StatusPage.Facts;
using NodaTime;

namespace IncidentBot.StatusPage.Serving;

/// <summary>
/// Keeps every answer that was made until what it says is not true any more: something public changed, or a minute passed that its words name. A read
/// that finds its answer here asks the database nothing and makes nothing.
/// </summary>
internal sealed partial class ResponseCache(
    SnapshotSource source, StatusPageSettings settings, ComponentCatalog catalog, Clock clock, TimeProvider time, ILogger<ResponseCache> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly Uri NoOrigin = new("http://localhost/");

    /// <summary>The answer if it lies ready; else null.</summary>
    public PublicAnswer? Find(PublicDocument document, HttpRequest request) =>
        source.Present?.Find(KeyOf(document, request))?.AnswerAt(clock.Now);

    /// <summary>The answer; null when there is no such thing in public.</summary>
    /// <exception cref="PublicStateUnknownException">Nobody can say.</exception>
    public async Task<PublicAnswer?> MakeAsync(PublicDocument document, HttpRequest request, CancellationToken cancellationToken)
    {
        var snapshot = await source.ReadAsync(cancellationToken);
        var key = KeyOf(document, request);
        var entry = snapshot.Open(key, document.IsPresent(snapshot.Facts));
        if (entry.AnswerAt(clock.Now) is { } ready)
            return ready;
        await entry.Making.WaitAsync(cancellationToken);
        try
        {
            if (entry.AnswerAt(clock.Now) is { } madeMeanwhile)
                return madeMeanwhile;
            if (await OpenAsync(document, snapshot, key) is not { } render)
            {
                snapshot.Close(key);
                return null;
            }

            var context = ContextOf(snapshot, document.NamesAddresses ? Origin(request) : NoOrigin);
            var answer = await render(context);
            snapshot.Keep(entry, new CachedAnswer(answer, context.Now, document.TrueUntil(context.Model.Open.Select(incident => incident.NextUpdateBy).OfType<Instant>(), context.Now)));
            return answer;
        }
        finally
        {
            entry.Making.Release();
        }
    }

    /// <summary>What any document is made from now.</summary>
    public PageContext ContextOf(PublicSnapshot snapshot, Uri origin) =>
        new(StatusPageModel.Build(snapshot.Facts, catalog, clock.Now), settings, origin) { StaleSince = snapshot.StaleSince };

    private async ValueTask<Render?> OpenAsync(PublicDocument document, PublicSnapshot snapshot, CacheKey key)
    {
        if (snapshot.Opened(key) is { } opened)
            return opened;
        var render = await ReadAsync(document, snapshot);
        if (render is not null)
            snapshot.Keep(key, render, document.IsPresent(snapshot.Facts));
        return render;
    }

    private async Task<Render?> ReadAsync(PublicDocument document, PublicSnapshot snapshot)
    {
        try
        {
            return await document.Open(snapshot).AsTask().WaitAsync(Patience, time);
        }
        catch (Exception reason) when (reason is not PublicStateUnknownException)
        {
            Log.NotRead(logger, reason, document.Name);
            throw new PublicStateUnknownException(reason);
        }
    }

    // Where the operator has said what our address is, nobody's host header is asked.
    private CacheKey KeyOf(PublicDocument document, HttpRequest request) =>
        document.NamesAddresses && settings.Url is null ? new CacheKey(document.Name, request.Scheme, request.Host.Value) : new CacheKey(document.Name);

    /// <summary>An old client may send no host; it gets addresses that at least have the right shape.</summary>
    private static Uri Origin(HttpRequest request) =>
        Uri.TryCreate($"{request.Scheme}://{request.Host}{request.PathBase}/", UriKind.Absolute, out var origin) ? origin : NoOrigin;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Document} is not among what was read before, and cannot be read now")]
        public static partial void NotRead(ILogger logger, Exception reason, string document);
    }
}
