using System.Text;
using System.Text.RegularExpressions;
using IncidentBot.StatusPage.Facts;
using IncidentBot.StatusPage.Serving;
using NodaTime;

namespace IncidentBot.StatusPage.StaticMirror;

/// <summary>
/// Writes the pages with fixed addresses, the months of a year and their incidents as files under the same paths. Links are relative,
/// so the folder can be served from anywhere or opened from a disk. Files are replaced atomically, and files of incidents that are
/// no longer public are deleted.
/// </summary>
internal sealed partial class MirrorWriter(
    ResponseCache cache,
    PageDocuments pages,
    PageAssets assets,
    StatusPageReader reader,
    StatusPageSettings page,
    MirrorSettings settings,
    TimeProvider time,
    ILogger<MirrorWriter> logger)
{
    /// <summary>The time limit for reading the archive, so that the present status is written in time.</summary>
    private static readonly TimeSpan ArchiveTimeout = TimeSpan.FromSeconds(10);

    private const string Unfinished = ".unfinished";

    // A placeholder: the configuration requires a public address for a copy.
    private static readonly Uri NoOrigin = new("http://localhost/");

    // Files here that were not written this time are deleted.
    private static readonly string[] PrunedFolders = ["status/incidents", "status/maintenance", "status/history"];

    private MirrorArchive? _archive;

    public async Task<WrittenCopy> WriteAsync(PublicSnapshot snapshot, CancellationToken cancellationToken)
    {
        var plain = cache.ContextOf(snapshot, NoOrigin);
        (_archive, var problem) = await ReadArchiveAsync(snapshot, plain.Now, cancellationToken);
        var context = plain with { Copy = new MirrorScope(_archive.FirstMonth, _archive.HasOlder) };
        var renderings = PagesOf(snapshot, context, _archive);
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var asset in assets.All)
            await WriteAsync(asset.Path, asset.Answer.Body, written, cancellationToken);
        foreach (var document in DataDocuments.All)
            await WriteAsync(document.Name, (await RenderAsync(document, snapshot, context)).Body, written, cancellationToken);
        foreach (var (address, render) in renderings.Prepend(new("", renderings[Addresses.Front])))
            await WriteAsync($"{address}/index.html", WithRelativeLinks(address, await render(), renderings), written, cancellationToken);
        Prune(written);
        return new WrittenCopy(written.Count, problem);
    }

    // While the database cannot be read, the archive of the last write is used.
    private async Task<(MirrorArchive Archive, string? Problem)> ReadArchiveAsync(PublicSnapshot snapshot, Instant now, CancellationToken cancellationToken)
    {
        var known = _archive?.With(snapshot.Facts, now) ?? MirrorArchive.FromFacts(snapshot.Facts, now);
        if (snapshot.StaleSince is not null)
            return (known, null);
        try
        {
            return (await MirrorArchive.ReadAsync(reader, snapshot.Facts, now).WaitAsync(ArchiveTimeout, time, cancellationToken), null);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            Log.ArchiveNotRead(logger, failure);
            var problem = $"the archive could not be read from the database ({failure.GetType().Name})";
            return (known, $"{problem}; the copy shows the present status and the archive as last known");
        }
    }

    /// <summary>The pages of the copy by path, the most important first.</summary>
    private Dictionary<string, Func<ValueTask<PublicAnswer>>> PagesOf(PublicSnapshot snapshot, PageContext context, MirrorArchive past)
    {
        var renderings = new Dictionary<string, Func<ValueTask<PublicAnswer>>>(StringComparer.Ordinal);
        var maintenances = snapshot.Facts.Maintenances.Select(work => pages.Maintenance(work.Number));
        foreach (var document in (PublicDocument[])[pages.Front, pages.Uptime, pages.Follow, .. maintenances])
            renderings[document.Name] = () => RenderAsync(document, snapshot, context);
        foreach (var incident in past.Incidents.Concat(snapshot.Facts.Incidents))
            renderings[Addresses.Incident(incident.Number)] = () => pages.RenderAsync(context, incident);
        foreach (var (month, begun) in past.ByMonth())
            renderings[Addresses.Month(month)] = () => pages.RenderAsync(context, month, begun);
        renderings[Addresses.History] = renderings[Addresses.Month(past.LastMonth)];
        return renderings;
    }

    private static async ValueTask<PublicAnswer> RenderAsync(PublicDocument document, PublicSnapshot snapshot, PageContext context) =>
        await document.Load(snapshot) is { } render
            ? await render(context)
            : throw new InvalidOperationException($"{document.Name} is in the public facts but does not exist.");

    /// <summary>
    /// The page with links that work in a folder without a server: each page is an index.html. Links to pages outside the copy lead to the server.
    /// </summary>
    private ReadOnlyMemory<byte> WithRelativeLinks(string address, PublicAnswer answer, Dictionary<string, Func<ValueTask<PublicAnswer>>> renderings)
    {
        var up = string.Concat(Enumerable.Repeat("../", address.Count(sign => sign == '/')));
        var files = assets.All.Select(asset => asset.Path).Concat(DataDocuments.All.Select(document => document.Name)).ToHashSet(StringComparer.Ordinal);
        var html = OurLink().Replace(Encoding.UTF8.GetString(answer.Body.Span), link =>
        {
            var (path, query) = (link.Groups["path"].Value, link.Groups["query"].Value);
            var target = renderings.ContainsKey(path) ? $"{up}{path[1..]}/index.html"
                : files.Contains(path) ? $"{up}{path[1..]}{query}"
                : page.Link(NoOrigin, path[1..] + query).AbsoluteUri;
            return $"=\"{target}\"";
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

    private void Prune(HashSet<string> written)
    {
        foreach (var folder in PrunedFolders.Select(path => Path.Combine(settings.Folder, path)).Where(Directory.Exists))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => !written.Contains(file)).ToList())
                File.Delete(file);
            foreach (var empty in Directory.EnumerateDirectories(folder).Where(inner => !Directory.EnumerateFileSystemEntries(inner).Any()).ToList())
                Directory.Delete(empty);
        }
    }

    // Only attributes written by the templates contain a quotation mark before a slash: in other text it is encoded.
    [GeneratedRegex(@"=""(?<path>/[^""?]*)(?<query>\?[^""]*)?""")]
    private static partial Regex OurLink();

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The archive could not be read from the database; the copy of the status page shows it as last known")]
        public static partial void ArchiveNotRead(ILogger logger, Exception failure);
    }
}

/// <param name="Files">The number of files.</param>
/// <param name="Problem">What is missing; null when the copy is complete.</param>
internal sealed record WrittenCopy(int Files, string? Problem);
