using System.Security.Cryptography;
using System.Text;

namespace IncidentBot.StatusPage.Serving;

/// <summary>A file of the page. Its address contains a hash of its content, so it can be cached for ever.</summary>
internal sealed class PageAsset
{
    public PageAsset(string path, string contentType, byte[] content)
    {
        Path = path;
        Address = $"{path}?v={Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 6))}";
        Answer = new PublicAnswer(content, contentType) { CacheControl = PublicCaching.Immutable };
    }

    public string Path { get; }

    public string Address { get; }

    public PublicAnswer Answer { get; }
}

/// <summary>The files of the page, with the colour and the logo of the operator.</summary>
internal sealed class PageAssets
{
    public PageAssets(StatusPageSettings settings)
    {
        var css = WithAccent(Encoding.UTF8.GetString(Embedded("status.css")), settings.Brand.Accent);
        Stylesheet = new PageAsset("/status.css", "text/css; charset=utf-8", Encoding.UTF8.GetBytes(css));
        Script = new PageAsset("/status.js", "text/javascript; charset=utf-8", Embedded("status.js"));
        Icon = new PageAsset("/status.svg", "image/svg+xml", Embedded("status.svg"));
        Logo = settings.Brand.Logo is { } logo ? new PageAsset($"/status/logo{logo.Extension}", logo.ContentType, logo.Content) : null;
    }

    public PageAsset Stylesheet { get; }

    /// <summary>Adds the reader's local time beside each UTC time. The page works without it.</summary>
    public PageAsset Script { get; }

    public PageAsset Icon { get; }

    public PageAsset? Logo { get; }

    public IEnumerable<PageAsset> All => Logo is null ? [Stylesheet, Script, Icon] : [Stylesheet, Script, Icon, Logo];

    private static byte[] Embedded(string name)
    {
        using var file = typeof(PageAssets).Assembly.GetManifestResourceStream($"IncidentBot.StatusPage.Pages.{name}")
            ?? throw new InvalidOperationException($"The assembly does not contain {name}.");
        var content = new byte[file.Length];
        file.ReadExactly(content);
        return content;
    }

    /// <summary>Appends the accent colour to the stylesheet, because the content policy forbids style attributes.</summary>
    private static string WithAccent(string css, AccentColour? accent) => accent is null
        ? css
        : $$"""
            {{css}}
            :root { --link: {{accent.Light}}; }
            @media (prefers-color-scheme: dark) { :root { --link: {{accent.Dark}}; } }
            @media print { :root { --link: {{accent.Light}}; } }

            """;
}
