using IncidentBot.Core.StatusPage;
using IncidentBot.StatusPage.Facts;
using NodaTime;

namespace IncidentBot.StatusPage.Serving;

/// <summary>The input of a document: the model it shows, and whether that is up to date.</summary>
internal sealed record PageContext(StatusPageModel Model, StatusPageSettings Settings, Uri Origin)
{
    /// <summary>When the model was last known to be current; null while it is.</summary>
    public Instant? StaleSince { get; init; }

    /// <summary>The scope of the static copy it is part of; null when it is served.</summary>
    public MirrorScope? Copy { get; init; }

    /// <summary>Whether it is part of the static copy.</summary>
    public bool IsCopy => Copy is not null;

    public Instant Now => Model.Now;

    /// <summary>The overall status. The description of a stale one includes its time.</summary>
    public PageStatus Overall => StaleSince is { } since
        ? Model.Overall with { Description = $"{Model.Overall.Description}, as of {since.DateAndTime()}" }
        : Model.Overall;

    /// <summary>The promise of the next update, as shown in this document.</summary>
    public UpdatePromise PromiseOf(Instant by) => new(by, Now) { IsCopy = IsCopy };

    /// <summary>The public address of a path on this server.</summary>
    public Uri Link(string path) => Settings.Link(Origin, path);
}

/// <summary>How far back the static copy goes.</summary>
internal sealed record MirrorScope(YearMonth FirstMonth, bool HasOlder);
