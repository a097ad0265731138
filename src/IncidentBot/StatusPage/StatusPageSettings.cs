namespace IncidentBot.StatusPage;

/// <summary>What the page says about itself.</summary>
/// <param name="Name">Whose status it is.</param>
/// <param name="Url">Where the public reaches this server; null takes the address of the request.</param>
/// <param name="SupportAddress">Where customers turn to: an e-mail or web address; null for none.</param>
internal sealed record StatusPageSettings(string Name, Uri? Url, string? SupportAddress)
{
    /// <summary>Whether readers of an open incident may write to its people (R38).</summary>
    public bool AskReaders { get; init; } = true;

    /// <summary>The address of something on this server as the public reaches it.</summary>
    /// <param name="requestOrigin">Where the request came to; used when nobody said what the public address is.</param>
    /// <param name="path">Without a leading slash, so that a public address with a path of its own keeps it.</param>
    public Uri Link(Uri requestOrigin, string path)
    {
        var start = (Url ?? requestOrigin).AbsoluteUri;
        return new Uri(new Uri(start.EndsWith('/') ? start : start + '/'), path);
    }
}
