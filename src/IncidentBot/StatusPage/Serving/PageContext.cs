using IncidentBot.Core.StatusPage;
using IncidentBot.StatusPage.Facts;
using NodaTime;

namespace IncidentBot.StatusPage.Serving;

/// <summary>What a document is made from: the state it shows, and how it stands to the present.</summary>
internal sealed record PageContext(StatusPageModel Model, StatusPageSettings Settings, Uri Origin)
{
    /// <summary>When the state was last known to be true, if that is long ago; null while it is.</summary>
    public Instant? StaleSince { get; init; }

    /// <summary>What this is a part of when it is written to files; null when it is served.</summary>
    public MirrorScope? Copy { get; init; }

    /// <summary>Whether this is written to files instead of being served.</summary>
    public bool IsCopy => Copy is not null;

    public Instant Now => Model.Now;

    /// <summary>The state of the whole; one that is not known to be true any more says of when it is.</summary>
    public PageStatus Overall => StaleSince is { } since ? Model.Overall with { Description = $"{Model.Overall.Description}, as of {since.DateAndTime()}" } : Model.Overall;

    /// <summary>How the promise of the next word is said here.</summary>
    public UpdatePromise PromiseOf(Instant by) => new(by, Now) { IsCopy = IsCopy };

    /// <summary>The address of something of ours as the public reaches it.</summary>
    public Uri Link(string path) => Settings.Link(Origin, path);
}

/// <summary>How far back the files go.</summary>
internal sealed record MirrorScope(YearMonth FirstMonth, bool HasOlder);
