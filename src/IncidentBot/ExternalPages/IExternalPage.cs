using IncidentBot.Outbox;

namespace IncidentBot.ExternalPages;

/// <summary>A status page of another provider that gets the same public updates.</summary>
internal interface IExternalPage
{
    /// <summary>Its name in the database and in logs; never changed.</summary>
    string Name { get; }

    /// <summary>Its name for operators.</summary>
    string PageName { get; }

    /// <summary>Whether the page has this component.</summary>
    bool Knows(string component);

    /// <param name="publication">What to publish.</param>
    /// <param name="latest">Reads it again immediately before a write, because other incidents may have changed; null when it is no longer public.</param>
    /// <param name="known">Our incident there; null before the first update or when unknown. It may have been deleted there.</param>
    /// <param name="mayBeThere">An earlier attempt may have had its effect: search before writing.</param>
    /// <param name="cancellationToken">Stops between two requests.</param>
    Task<PublishResult> PublishAsync(
        Publication publication,
        Func<CancellationToken, Task<Publication?>> latest,
        PublishedIncident? known,
        bool mayBeThere,
        CancellationToken cancellationToken);

    /// <summary>Replaces the text of an update that is there. It always searches before it writes.</summary>
    /// <param name="publication">The update with its new text.</param>
    /// <param name="latest">As for <see cref="PublishAsync"/>.</param>
    /// <param name="known">Our incident there.</param>
    /// <param name="update">The id of the update there; null when unknown, and then the update is searched by its text.</param>
    /// <param name="cancellationToken">Stops between two requests.</param>
    Task<PublishResult> CorrectAsync(
        Publication publication,
        Func<CancellationToken, Task<Publication?>> latest,
        PublishedIncident known,
        string? update,
        CancellationToken cancellationToken);
}

/// <summary>The result of an attempt.</summary>
/// <param name="RemoteId">The id of our incident there, if known, whatever the outcome.</param>
/// <param name="UpdateId">The id of the update there, if known.</param>
internal sealed record PublishResult(SendOutcome Outcome, string? RemoteId = null, string? UpdateId = null);
