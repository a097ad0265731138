namespace IncidentBot.Storage;

/// <summary>The write queue is full. Nothing was done; the caller may say "try again".</summary>
internal sealed class DatabaseBusyException()
    : Exception("The database has more to write than it can take at the moment. Nothing was done; try again in a moment.");

/// <summary>The database cannot be used. The message tells an operator which file it is about and what to do.</summary>
internal sealed class StorageUnavailableException(string message, Exception? innerException = null)
    : Exception(message, innerException);
