namespace IncidentBot.Storage;

/// <summary>The write queue is full. Nothing was done, so the caller may retry.</summary>
internal sealed class DatabaseBusyException()
    : Exception("The write queue of the database is full. Nothing was done; try again in a moment.");

/// <summary>
/// The connection was lost during the commit. A caller that can look up whether the unit is stored, for example in the ledger of deliveries, may run it again.
/// Any other caller must not, and must not report that nothing was saved.
/// </summary>
internal sealed class CommitInDoubtException(Exception innerException)
    : Exception("The connection to the database was lost during a commit; the change may or may not be stored.", innerException);

/// <summary>The database cannot be used. The message names the database and what the operator can do.</summary>
internal sealed class StorageUnavailableException(string message, Exception? innerException = null)
    : Exception(message, innerException);
