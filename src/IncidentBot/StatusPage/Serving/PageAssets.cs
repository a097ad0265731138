using System.Security.Cryptography;

namespace IncidentBot.StatusPage;

/// <summary>A file of the page, carried in the program. Its address names its content, so a reader may keep it for good.</summary>
internal sealed class PageAsset
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    private readonly byte[] content;
    private readonly string contentType;

    public PageAsset(string path, string contentType)
    {
        (Path, this.contentType) = (path, contentType);
        using var file = typeof(PageAsset).Assembly.GetManifestResourceStream($"IncidentBot.StatusPage.Pages{path.Replace('/', '.')}")
            ?? throw new InvalidOperationException($"The program was built without {path}.");
        content = new byte[file.Length];
        file.ReadExactly(content);
        Address = $"{path}?v={Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 6))}";
    }

    public string Path { get; }

    public string Address { get; }

    public PublicAnswer Answer() => new(content, contentType) { MaxAge = Year };
}

internal static class PageAssets
{
    public static PageAsset Stylesheet { get; } = new("/status.css", "text/css; charset=utf-8");

    public static PageAsset Icon { get; } = new("/status.svg", "image/svg+xml");
}
