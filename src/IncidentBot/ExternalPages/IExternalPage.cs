using IncidentBot.Outbox;

namespace IncidentBot.ExternalPages;

/// <summary>A page kept elsewhere that gets the same public updates. Each knows its own page's ways.</summary>
internal interface IExternalPage
{
    /// <summary>What it is called in the database and in logs; never changed.</summary>
    string Name { get; }

    /// <summary>What operators call the page.</summary>
    string PageName { get; }

    /// <summary>Whether its readers can be told that this component is concerned.</summary>
    bool Knows(string component);

    /// <param name="publication">What is to be there.</param>
    /// <param name="latest">Reads the same anew, for use immediately before a write: other incidents may have moved meanwhile. Null when it is not public any more.</param>
    /// <param name="known">Our incident there; null before the first update, or when that is not known. It may have been deleted there.</param>
    /// <param name="mayBeThere">An earlier try may have had its effect: it looks before it writes.</param>
    /// <param name="cancellationToken">Stops between two requests.</param>
    Task<PublishResult> PublishAsync(
        Publication publication, Func<CancellationToken, Task<Publication?>> latest, PublishedIncident? known, bool mayBeThere, CancellationToken cancellationToken);

    /// <summary>Puts other words in the place of an update that is there. It looks before it writes, each time.</summary>
    /// <param name="publication">The update as it is to read.</param>
    /// <param name="latest">As for <see cref="PublishAsync"/>.</param>
    /// <param name="known">Our incident there.</param>
    /// <param name="update">The update's id there; null when that is not known, and then the update is looked for by its words.</param>
    /// <param name="cancellationToken">Stops between two requests.</param>
    Task<PublishResult> CorrectAsync(
        Publication publication, Func<CancellationToken, Task<Publication?>> latest, PublishedIncident known, string? update, CancellationToken cancellationToken);
}

/// <summary>What came of it.</summary>
/// <param name="RemoteId">Our incident's id there, as far as it became known, whatever the outcome.</param>
/// <param name="UpdateId">The update's id there, as far as it became known.</param>
internal sealed record PublishResult(SendOutcome Outcome, string? RemoteId = null, string? UpdateId = null);
