using System.Globalization;

namespace IncidentBot.Configuration;

/// <summary>How the status page shows whose it is; in section <c>StatusPage</c>.</summary>
internal sealed record BrandOptions
{
    /// <summary>A reader with weak eyes must be able to read a link: WCAG 2.2 AA, 1.4.3.</summary>
    private const double LeastContrast = 4.5;

    private const int MostLogoBytes = 256 * 1024;

    // The grounds of the page's own style sheet; a test keeps them equal to it.
    internal static readonly IReadOnlyList<Colour> LightGrounds = [new(0xfa, 0xf9, 0xf6), Colour.White];
    internal static readonly IReadOnlyList<Colour> DarkGrounds = [new(0x13, 0x17, 0x15), new(0x1b, 0x21, 0x1e)];

    private static readonly Dictionary<string, string> ContentTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".webp"] = "image/webp",
    };

    /// <summary>A picture beside the name; null for none.</summary>
    public LogoFile? Logo { get; init; }

    /// <summary>The colour of links on the light page, and the one on the dark; null for ours.</summary>
    public (Colour Light, Colour Dark)? Accent { get; init; }

    /// <summary>The operator's own pages that a reader may want, in this order.</summary>
    public IReadOnlyList<(string Text, Uri Address)> Links { get; init; } = [];

    public static BrandOptions Read(SettingsReader page) => new()
    {
        Logo = ReadLogo(page),
        Accent = ReadAccent(page),
        Links =
        [
            .. page.Section("Links").Entries("Link")
                .Select(entry => (Position: entry.Number("Position") ?? int.MaxValue, Text: entry.Text("Name") ?? entry.Name, Address: ReadAddress(entry)))
                .OrderBy(link => link.Position)
                .ThenBy(link => link.Text, StringComparer.OrdinalIgnoreCase)
                .Where(link => link.Address is not null)
                .Select(link => (link.Text, link.Address!)),
        ],
    };

    private static Uri? ReadAddress(SettingsReader entry)
    {
        var address = entry.Address("Url", fallback: null);
        if (address is null && entry.Text("Url") is null)
            entry.Problem("Url", "is missing; a link needs a web address.");
        return address;
    }

    private static LogoFile? ReadLogo(SettingsReader page)
    {
        if (page.Text("Logo") is not { } path)
            return null;
        if (!ContentTypes.TryGetValue(Path.GetExtension(path), out var contentType))
        {
            page.Problem("Logo", $"\"{path}\" is none of {string.Join(", ", ContentTypes.Keys)}.");
            return null;
        }

        try
        {
            if (new FileInfo(path).Length <= MostLogoBytes)
                return new LogoFile(File.ReadAllBytes(path), Path.GetExtension(path).ToLowerInvariant(), contentType);
            page.Problem("Logo", $"\"{path}\" is larger than {MostLogoBytes / 1024} KiB. It is fetched by every reader, on a phone too.");
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            page.Problem("Logo", $"\"{path}\" cannot be read ({reason.Message.TrimEnd('.')}).");
        }

        return null;
    }

    private static (Colour Light, Colour Dark)? ReadAccent(SettingsReader page)
    {
        var (light, dark) = (ReadColour(page, "AccentColour", LightGrounds, Colour.Black, "light"), ReadColour(page, "AccentColourDark", DarkGrounds, Colour.White, "dark"));
        if (light is null && dark is not null)
            page.Problem("AccentColourDark", "is set without AccentColour.");
        return light is { } colour ? (colour, dark ?? colour.ReadableOn(DarkGrounds, Colour.White, LeastContrast)) : null;
    }

    private static Colour? ReadColour(SettingsReader page, string key, IReadOnlyList<Colour> grounds, Colour towards, string which)
    {
        if (page.Text(key) is not { } text)
            return null;
        if (!Colour.TryParse(text, out var colour))
        {
            page.Problem(key, $"\"{text}\" is not a colour such as #1f5b4c.");
            return null;
        }

        var contrast = grounds.Min(colour.ContrastTo);
        if (contrast >= LeastContrast)
            return colour;
        page.Problem(key, string.Create(
            CultureInfo.InvariantCulture,
            $"{text} cannot be read well on the {which} page: its contrast is {Math.Floor(contrast * 10) / 10:0.0} to 1, and links need {LeastContrast}. The nearest that can be is {colour.ReadableOn(grounds, towards, LeastContrast)}."));
        return null;
    }
}

/// <summary>A picture as it was read at the start.</summary>
internal sealed record LogoFile(byte[] Content, string Extension, string ContentType);
