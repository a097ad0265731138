namespace IncidentBot.StatusPage;

/// <summary>What the page says about itself.</summary>
/// <param name="Name">Whose status it is.</param>
/// <param name="Url">Where the public reaches this server; null takes the address of the request.</param>
/// <param name="SupportAddress">Where customers turn to: an e-mail or web address; null for none.</param>
internal sealed record StatusPageSettings(string Name, Uri? Url, string? SupportAddress)
{
    /// <summary>Whether readers of an open incident may write to its people (R38).</summary>
    public bool AskReaders { get; init; } = true;
    public Brand Brand { get; init; } = Brand.None;

    /// <summary>Where a copy of the page is kept for when this server cannot be reached; null for nowhere.</summary>
    public MirrorSettings? Copy { get; init; }

    /// <summary>Where readers leave an address to be told; null while nobody takes any.</summary>
    public string? SubscribePath { get; init; }

    /// <summary>The address of something on this server as the public reaches it.</summary>
    /// <param name="requestOrigin">Where the request came to; used when nobody said what the public address is.</param>
    /// <param name="path">Without a leading slash, so that a public address with a path of its own keeps it.</param>
    public Uri Link(Uri requestOrigin, string path)
    {
        var start = (Url ?? requestOrigin).AbsoluteUri;
        return new Uri(new Uri(start.EndsWith('/') ? start : start + '/'), path);
    }
}

/// <summary>The copy of the page for when this server cannot be reached.</summary>
/// <param name="Folder">Where its files are written.</param>
/// <param name="Command">What is run after each writing, to take them elsewhere; null for nothing.</param>
/// <param name="CommandTimeout">It is ended after this long.</param>
/// <param name="Every">It is written anew at least this often, so that its age stays true.</param>
internal sealed record MirrorSettings(string Folder, string? Command, TimeSpan CommandTimeout, TimeSpan Every);
