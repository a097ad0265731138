namespace IncidentBot.Storage;

/// <summary>The write queue is full. Nothing was done; the caller may say "try again".</summary>
internal sealed class DatabaseBusyException()
    : Exception("The database has more to write than it can take at the moment. Nothing was done; try again in a moment.");

/// <summary>
/// The connection was lost between asking for the commit and hearing of it. Whoever can find out whether the unit is stored, by the ledger of
/// deliveries for example, may run it again; nobody else should, and nobody may say that nothing was saved.
/// </summary>
internal sealed class CommitInDoubtException(Exception innerException)
    : Exception("The database went away during a commit; what was to be saved may or may not be there.", innerException);

/// <summary>The database cannot be used. The message tells an operator which one it is and what to do.</summary>
internal sealed class StorageUnavailableException(string message, Exception? innerException = null)
    : Exception(message, innerException);
