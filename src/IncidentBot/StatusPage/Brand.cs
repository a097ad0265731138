namespace IncidentBot.StatusPage;

/// <summary>The look of the page: logo, colour and links.</summary>
internal sealed record Brand
{
    public static readonly Brand None = new();

    public Logo? Logo { get; init; }

    /// <summary>The colour of links; null for the default.</summary>
    public AccentColour? Accent { get; init; }

    /// <summary>The links in the footer, in this order.</summary>
    public IReadOnlyList<BrandLink> Links { get; init; } = [];
}

/// <summary>The image beside the name. This server delivers it.</summary>
/// <param name="Content">The bytes of the file.</param>
/// <param name="Extension">The extension, with its dot.</param>
/// <param name="ContentType">The media type.</param>
internal sealed record Logo(byte[] Content, string Extension, string ContentType);

/// <summary>A colour with enough contrast: one for the light page, one for the dark.</summary>
internal sealed record AccentColour(string Light, string Dark);

/// <summary>A link to another page of the operator.</summary>
internal sealed record BrandLink(string Text, Uri Address);
