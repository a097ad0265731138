using System.Text;
using System.Text.RegularExpressions;
using IncidentBot.StatusPage.Facts;
using IncidentBot.StatusPage.Serving;
using NodaTime;

namespace IncidentBot.StatusPage.StaticMirror;

/// <summary>
/// Writes everything of the page that stands at a fixed address, a year of months and each incident they speak of as files under the same paths. Their
/// links are relative, so the folder may be served from anywhere or opened from a disk. Each file is whole at every moment, and none stays that is not
/// public any more.
/// </summary>
internal sealed partial class MirrorWriter(
    ResponseCache cache, PageDocuments pages, PageAssets assets, StatusPageReader reader, StatusPageSettings page, MirrorSettings settings, TimeProvider time, ILogger<MirrorWriter> logger)
{
    /// <summary>The present does not wait longer than this for the past.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private const string Unfinished = ".unfinished";

    // Nobody asks a copy for its own address without one: the configuration insists on it.
    private static readonly Uri NoOrigin = new("http://localhost/");

    // What one state no longer speaks of must not stay from an earlier one.
    private static readonly string[] Swept = ["status/incidents", "status/maintenance", "status/history"];

    private MirrorArchive? archive;

    public async Task<WrittenCopy> WriteAsync(PublicSnapshot snapshot, CancellationToken cancellationToken)
    {
        var plain = cache.ContextOf(snapshot, NoOrigin);
        var (past, problem) = await ReadPastAsync(snapshot, plain.Now, cancellationToken);
        archive = past;
        var context = plain with { Copy = new MirrorScope(past.FirstMonth, past.HasOlder) };
        var renderings = RenderingsOf(snapshot, context, past);
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var asset in assets.All)
            await WriteAsync(asset.Path, asset.Answer.Body, written, cancellationToken);
        foreach (var document in DataDocuments.All)
            await WriteAsync(document.Name, (await RenderAsync(document, snapshot, context)).Body, written, cancellationToken);
        foreach (var (address, render) in renderings.Prepend(new("", renderings[Addresses.Front])))
            await WriteAsync($"{address}/index.html", Localized(address, await render(), renderings), written, cancellationToken);
        Sweep(written);
        return new WrittenCopy(written.Count, problem);
    }

    // While the database is away, the past is as it was.
    private async Task<(MirrorArchive Past, string? Problem)> ReadPastAsync(PublicSnapshot snapshot, Instant now, CancellationToken cancellationToken)
    {
        var known = archive?.With(snapshot.Facts, now) ?? MirrorArchive.Of(snapshot.Facts, now);
        if (snapshot.StaleSince is not null)
            return (known, null);
        try
        {
            return (await MirrorArchive.ReadAsync(reader, snapshot.Facts, now).WaitAsync(Patience, time, cancellationToken), null);
        }
        catch (Exception reason) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotRead(logger, reason);
            return (known, $"the past could not be read from the database ({reason.GetType().Name}); the copy has the present, and of the past what was known");
        }
    }

    /// <summary>The pages of the copy by their addresses, what matters most first.</summary>
    private Dictionary<string, Func<ValueTask<PublicAnswer>>> RenderingsOf(PublicSnapshot snapshot, PageContext context, MirrorArchive past)
    {
        var renderings = new Dictionary<string, Func<ValueTask<PublicAnswer>>>(StringComparer.Ordinal);
        foreach (var document in (PublicDocument[])[pages.Front, pages.Uptime, pages.Follow, .. snapshot.Facts.Maintenances.Select(work => pages.Maintenance(work.Number))])
            renderings[document.Name] = () => RenderAsync(document, snapshot, context);
        foreach (var incident in past.Incidents.Concat(snapshot.Facts.Incidents))
            renderings[Addresses.Incident(incident.Number)] = () => pages.RenderAsync(context, incident);
        foreach (var (month, begun) in past.ByMonth())
            renderings[Addresses.Month(month)] = () => pages.RenderAsync(context, month, begun);
        renderings[Addresses.History] = renderings[Addresses.Month(past.LastMonth)];
        return renderings;
    }

    private static async ValueTask<PublicAnswer> RenderAsync(PublicDocument document, PublicSnapshot snapshot, PageContext context) =>
        await document.Open(snapshot) is { } render ? await render(context) : throw new InvalidOperationException($"{document.Name} is in the facts and not in public.");

    /// <summary>
    /// The page with links that work from a folder: a page is a folder here, and nobody lists that for a reader who opens the file. What is not in the
    /// copy is linked where it is.
    /// </summary>
    private ReadOnlyMemory<byte> Localized(string address, PublicAnswer answer, Dictionary<string, Func<ValueTask<PublicAnswer>>> renderings)
    {
        var up = string.Concat(Enumerable.Repeat("../", address.Count(sign => sign == '/')));
        var files = assets.All.Select(asset => asset.Path).Concat(DataDocuments.All.Select(document => document.Name)).ToHashSet(StringComparer.Ordinal);
        var html = OurLink().Replace(Encoding.UTF8.GetString(answer.Body.Span), link =>
        {
            var (path, query) = (link.Groups["path"].Value, link.Groups["query"].Value);
            var there = renderings.ContainsKey(path) ? $"{up}{path[1..]}/index.html" : files.Contains(path) ? $"{up}{path[1..]}{query}" : page.Link(NoOrigin, path[1..] + query).AbsoluteUri;
            return $"=\"{there}\"";
        });
        return Encoding.UTF8.GetBytes(html);
    }

    private async Task WriteAsync(string path, ReadOnlyMemory<byte> content, HashSet<string> written, CancellationToken cancellationToken)
    {
        var target = Path.Combine(settings.Folder, path[1..]);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        await File.WriteAllBytesAsync(target + Unfinished, content, cancellationToken);
        File.Move(target + Unfinished, target, overwrite: true);
        written.Add(target);
    }

    private void Sweep(HashSet<string> written)
    {
        foreach (var folder in Swept.Select(path => Path.Combine(settings.Folder, path)).Where(Directory.Exists))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => !written.Contains(file)).ToList())
                File.Delete(file);
            foreach (var empty in Directory.EnumerateDirectories(folder).Where(inner => !Directory.EnumerateFileSystemEntries(inner).Any()).ToList())
                Directory.Delete(empty);
        }
    }

    // Only our own attributes hold a quotation mark before a slash: in people's words it is encoded.
    [GeneratedRegex(@"=""(?<path>/[^""?]*)(?<query>\?[^""]*)?""")]
    private static partial Regex OurLink();

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The past could not be read from the database; the copy of the status page has what was known of it")]
        public static partial void NotRead(ILogger logger, Exception reason);
    }
}

/// <param name="Files">How many there are now.</param>
/// <param name="Problem">What is missing in them; null when nothing is.</param>
internal sealed record WrittenCopy(int Files, string? Problem);
