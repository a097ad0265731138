namespace IncidentBot.StatusPage;

/// <summary>How the page shows whose it is, besides its name.</summary>
internal sealed record Brand
{
    public static readonly Brand None = new();

    public Logo? Logo { get; init; }

    /// <summary>The colour of links; null for ours.</summary>
    public AccentColour? Accent { get; init; }

    /// <summary>Where else a reader may want to go, in this order.</summary>
    public IReadOnlyList<BrandLink> Links { get; init; } = [];
}

/// <summary>A picture beside the name, carried by us.</summary>
/// <param name="Content">The file.</param>
/// <param name="Extension">With its dot.</param>
/// <param name="ContentType">What browsers call it.</param>
internal sealed record Logo(byte[] Content, string Extension, string ContentType);

/// <summary>A colour that can be read on our grounds: one for the light page, one for the dark.</summary>
internal sealed record AccentColour(string Light, string Dark);

/// <summary>One of the operator's own pages.</summary>
internal sealed record BrandLink(string Text, Uri Address);
