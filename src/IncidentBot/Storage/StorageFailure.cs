using Microsoft.Data.Sqlite;

namespace IncidentBot.Storage;

/// <summary>Why a database file cannot be used, as a sentence an operator can act on.</summary>
internal static class StorageFailure
{
    // Primary result codes: https://www.sqlite.org/rescode.html
    private const int Busy = 5;
    private const int ReadOnly = 8;
    private const int Corrupt = 11;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    public static StorageUnavailableException Unwritable(string path, Exception reason) => new(
        $"The database {path} cannot be written ({reason.Message.TrimEnd('.')}). Give the account that runs IncidentBot write "
        + $"access to the folder {Path.GetDirectoryName(path)} and the file, or choose another place with Storage:Path.", reason);

    public static StorageUnavailableException From(string path, SqliteException reason) => reason.SqliteErrorCode switch
    {
        ReadOnly or CannotOpen => Unwritable(path, reason),
        NotADatabase => new(
            $"The file {path} is not an SQLite database. Move it away, or choose another file with Storage:Path.", reason),
        Corrupt => new($"The database {path} is damaged. Restore it from a backup.", reason),
        Busy => new(
            $"The database {path} is locked by another program. Close what has it open, for example a database browser.", reason),
        _ => new($"The database {path} cannot be opened: {reason.Message}", reason),
    };
}
