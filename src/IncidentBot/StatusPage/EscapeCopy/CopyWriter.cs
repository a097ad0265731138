using System.Text;
using System.Text.RegularExpressions;
using IncidentBot.StatusPage.Serving;

namespace IncidentBot.StatusPage.EscapeCopy;

/// <summary>
/// Writes everything of the page that stands at a fixed address, and each incident it speaks of, as files under the same paths. Their links are relative,
/// so the folder may be served from anywhere or opened from a disk. Each file is whole at every moment, and none stays that is not public any more.
/// </summary>
internal sealed partial class CopyWriter(PublicShelf shelf, PageDocuments pages, PageAssets assets, CopySettings settings)
{
    private const string Unfinished = ".unfinished";

    // Nobody asks a copy for its own address without one: the configuration insists on it.
    private static readonly Uri NoOrigin = new("http://localhost/");

    // What one state no longer speaks of must not stay from an earlier one.
    private static readonly string[] Swept = ["status/incidents", "status/maintenance"];

    /// <returns>How many files there are now.</returns>
    public async Task<int> WriteAsync(Edition edition, CancellationToken cancellationToken)
    {
        var sheet = shelf.SheetOf(edition, NoOrigin) with { IsCopy = true };
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var asset in assets.All)
            await WriteAsync(asset.Path[1..], asset.Answer.Body, written, cancellationToken);
        foreach (var document in DataDocuments.All)
            await WriteAsync(document.Name[1..], (await DrawAsync(document, edition, sheet)).Body, written, cancellationToken);
        foreach (var document in PagesOf(edition))
            await WritePageAsync($"{document.Name[1..]}/index.html", await DrawAsync(document, edition, sheet), written, cancellationToken);
        await WritePageAsync("index.html", await DrawAsync(pages.Front, edition, sheet), written, cancellationToken);
        Sweep(written);
        return written.Count;
    }

    private IEnumerable<PublicDocument> PagesOf(Edition edition) =>
    [
        pages.Front,
        pages.Uptime,
        pages.Follow,
        .. edition.Facts.Incidents.Select(incident => pages.Incident(incident.Number)),
        .. edition.Facts.Maintenances.Select(work => pages.Maintenance(work.Number)),
    ];

    private static async Task<PublicAnswer> DrawAsync(PublicDocument document, Edition edition, Sheet sheet) =>
        await document.Open(edition) is { } draw ? await draw(sheet) : throw new InvalidOperationException($"{document.Name} is in the facts and not in public.");

    // Only our own attributes hold a quotation mark before a slash: in people's words it is encoded.
    private Task WritePageAsync(string path, PublicAnswer page, HashSet<string> written, CancellationToken cancellationToken)
    {
        var up = string.Concat(Enumerable.Repeat("../", path.Count(sign => sign == '/')));
        var html = Encoding.UTF8.GetString(page.Body.Span)
            .Replace("=\"/", $"=\"{up}", StringComparison.Ordinal);
        return WriteAsync(path, Encoding.UTF8.GetBytes(PageLink().Replace(html, "$1/index.html")), written, cancellationToken);
    }

    private async Task WriteAsync(string path, ReadOnlyMemory<byte> content, HashSet<string> written, CancellationToken cancellationToken)
    {
        var target = Path.Combine(settings.Folder, path);
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

    // A page is a folder here, and nobody lists that for a reader who opens the file.
    [GeneratedRegex(@"(?<==""(?:\.\./)*)(status(?:/uptime|/follow|/incidents/\d+|/maintenance/\d+)?)(?="")")]
    private static partial Regex PageLink();
}
