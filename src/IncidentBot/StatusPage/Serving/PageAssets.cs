using System.Security.Cryptography;
using System.Text;

namespace IncidentBot.StatusPage.Serving;

/// <summary>A file of the page. Its address names its content, so a reader may keep it for good.</summary>
internal sealed class PageAsset
{
    public PageAsset(string path, string contentType, byte[] content)
    {
        Path = path;
        Address = $"{path}?v={Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 6))}";
        Answer = new PublicAnswer(content, contentType) { CacheControl = PublicCaching.Good };
    }

    public string Path { get; }

    public string Address { get; }

    public PublicAnswer Answer { get; }
}

/// <summary>The page's own files, with the operator's colour and logo in them.</summary>
internal sealed class PageAssets
{
    public PageAssets(StatusPageSettings settings)
    {
        Stylesheet = new PageAsset("/status.css", "text/css; charset=utf-8", Encoding.UTF8.GetBytes(Accented(Encoding.UTF8.GetString(Embedded("status.css")), settings.Brand.Accent)));
        Script = new PageAsset("/status.js", "text/javascript; charset=utf-8", Embedded("status.js"));
        Icon = new PageAsset("/status.svg", "image/svg+xml", Embedded("status.svg"));
        Logo = settings.Brand.Logo is { } logo ? new PageAsset($"/status/logo{logo.Extension}", logo.ContentType, logo.Content) : null;
    }

    public PageAsset Stylesheet { get; }

    /// <summary>Only adds the reader's own time beside ours; the page works without.</summary>
    public PageAsset Script { get; }

    public PageAsset Icon { get; }

    public PageAsset? Logo { get; }

    public IEnumerable<PageAsset> All => Logo is null ? [Stylesheet, Script, Icon] : [Stylesheet, Script, Icon, Logo];

    private static byte[] Embedded(string name)
    {
        using var file = typeof(PageAssets).Assembly.GetManifestResourceStream($"IncidentBot.StatusPage.Pages.{name}")
            ?? throw new InvalidOperationException($"The program was built without {name}.");
        var content = new byte[file.Length];
        file.ReadExactly(content);
        return content;
    }

    /// <summary>A style of its own after ours: no attribute on the page may carry one.</summary>
    private static string Accented(string context, AccentColour? accent) => accent is null
        ? context
        : $$"""
            {{context}}
            :root { --link: {{accent.Light}}; }
            @media (prefers-color-scheme: dark) { :root { --link: {{accent.Dark}}; } }
            @media print { :root { --link: {{accent.Light}}; } }

            """;
}
