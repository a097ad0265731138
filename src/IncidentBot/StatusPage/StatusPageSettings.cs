namespace IncidentBot.StatusPage;

/// <summary>The settings of the status page.</summary>
/// <param name="Name">The name of the service or company.</param>
/// <param name="Url">The public address of this server; null uses the address of the request.</param>
/// <param name="SupportAddress">The contact address for customers: e-mail or web; null for none.</param>
internal sealed record StatusPageSettings(string Name, Uri? Url, string? SupportAddress)
{
    /// <summary>Whether readers of an open incident may send a report.</summary>
    public bool AskReaders { get; init; } = true;

    public Brand Brand { get; init; } = Brand.None;

    /// <summary>The settings of the static copy; null for no copy.</summary>
    public MirrorSettings? Copy { get; init; }

    /// <summary>The path of the subscription form; null without subscriptions.</summary>
    public string? SubscribePath { get; init; }

    /// <summary>The public address of a path on this server.</summary>
    /// <param name="requestOrigin">The address of the request; used when no public address is configured.</param>
    /// <param name="path">The path without a leading slash, so that a path in the public address is kept.</param>
    public Uri Link(Uri requestOrigin, string path)
    {
        var start = (Url ?? requestOrigin).AbsoluteUri;
        return new Uri(new Uri(start.EndsWith('/') ? start : start + '/'), path);
    }
}

/// <summary>The static copy of the page, for times when this server is unreachable.</summary>
/// <param name="Folder">The folder of its files.</param>
/// <param name="Command">A command that runs after each write, to upload the files; null for none.</param>
/// <param name="CommandTimeout">The time limit of the command.</param>
/// <param name="Every">The copy is rewritten at least this often, so that its age is correct.</param>
internal sealed record MirrorSettings(string Folder, string? Command, TimeSpan CommandTimeout, TimeSpan Every);
